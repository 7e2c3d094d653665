import { deliverAlerts } from '../../lib/app/deliver-alerts';
import type { NoticeAlert } from '../../lib/domain/incident/alert';
import { freeze, releaseAtZero } from '../render/composed-actions';
import { deliveryWorld } from './delivery-world';
import { messageOf, OPENED_AT, toldAlert } from './told-alerts';

const notice = releaseAtZero(OPENED_AT);
const ID = 'notice/40817264';
const alone = { in: 'channel', tells: [ID], shows: ID, edits: 0 };

/** As the queue brings it. */
const bring = (world: ReturnType<typeof deliveryWorld>, ...alerts: NoticeAlert[]) =>
  deliverAlerts(alerts.map(messageOf), world.ports);

describe.each(['bot', 'webhook'] as const)('a notice by %s', (mode) => {
  it('is one message, however often it comes', async () => {
    const world = deliveryWorld({ mode });
    expect(await bring(world, notice, notice)).toEqual([]);
    await bring(world, notice);
    expect(world.shown()).toEqual([alone]);
    expect(world.chat.posts[0]?.versions[0]?.message.text).toContain('your release is deployed at 0 tasks');
    expect(world.store.allDue()).toEqual([]);
  });

  it('stands beside the message of an incident of the same service, which it does not edit', async () => {
    const world = deliveryWorld({ mode });
    await world.tell(toldAlert('opened', 1));
    await bring(world, notice);
    expect(world.shown()).toMatchObject([{ tells: ['production/orders-api#1/1'], edits: 0 }, alone]);
  });

  it('is tried again where the chat was down, from its stored body', async () => {
    let isDown = true;
    const world = deliveryWorld({
      mode,
      outcome: () => (isDown ? { instead: { ok: false, retry: true, error: 'HTTP 500' } } : undefined),
    });
    await bring(world, notice);
    expect(world.shown()).toEqual([]);
    isDown = false;
    await world.watch(2);
    expect(world.shown()).toEqual([alone]);
  });

  it('is no part of the digest of a storm', async () => {
    const world = deliveryWorld({ mode });
    for (let index = 0; index < 12; index++) await world.tell(toldAlert('opened', 1, `service-${index}`));
    await bring(world, freeze(OPENED_AT), notice);
    expect(world.shown().filter(({ tells }) => tells[0]?.startsWith('notice/'))).toHaveLength(2);
  });
});

it('goes to the channel of its service, by the bot', async () => {
  const world = deliveryWorld();
  await bring(world, { ...notice, channel: '#team-orders' }, freeze(OPENED_AT));
  expect(world.chat.posts.map(({ channel }) => channel)).toEqual(['#team-orders', '#alerts']);
});

it('keeps two notices apart that were made at the same time', async () => {
  const world = deliveryWorld();
  await bring(world, notice, { ...notice, alertId: 'notice/99999999-0' });
  expect(world.shown().map(({ tells }) => tells)).toEqual([[ID], ['notice/99999999']]);
});
