import { deliverAlerts } from '../../lib/app/deliver-alerts';
import type { ChatAnswer } from '../../lib/app/ports';
import { deliveryWorld } from './delivery-world';
import { messageOf, nudgeOf, OPENED_AT, startDigest, toldAlert } from './told-alerts';

const MINUTE = 60_000;
const ORDERS = 'production/orders-api#1';
const KEY = { channel: '#alerts', thread: ORDERS };

const refusal = (error: string): { instead: ChatAnswer } => ({ instead: { ok: false, retry: false, error } });
const passing = (error: string, retryAfterSeconds?: number): { instead: ChatAnswer } => ({
  instead: { ok: false, retry: true, error, ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }) },
});

describe('with a bot', () => {
  it('posts a new incident once and edits the message to the newest view', async () => {
    const world = deliveryWorld();
    expect(await world.tell(toldAlert('opened', 1))).toEqual([]);
    expect(await world.tell(toldAlert('update', 2))).toEqual([]);
    expect(world.shown()).toEqual([{ in: 'channel', tells: [`${ORDERS}/1`], shows: `${ORDERS}/2`, edits: 1 }]);
    expect(world.store.allDue()).toEqual([]);
  });

  it.each(['cause-added', 'escalated', 'reminder', 'action', 'resolved'] as const)(
    'says %s in the thread, below the message that it brings up to date',
    async (kind) => {
      const world = deliveryWorld();
      await world.tell(toldAlert('opened', 1));
      await world.tell(toldAlert(kind, 2));
      expect(world.shown()).toEqual([
        { in: 'channel', tells: [`${ORDERS}/1`], shows: `${ORDERS}/2`, edits: 1 },
        { in: 'thread', tells: [`${ORDERS}/2`], shows: `${ORDERS}/2`, edits: 0 },
      ]);
    },
  );

  it('edits at most once a minute, and the last edit shows the last view', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('opened', 1));
    for (let revision = 2; revision <= 9; revision++) {
      world.clock.now += 5_000;
      await world.tell(toldAlert('update', revision));
    }
    await world.watch(3);
    const versions = world.chat.posts[0]?.versions ?? [];
    expect(versions.map(({ message }) => message.alertIds?.[0])).toEqual([
      toldAlert('opened', 1).alertId,
      toldAlert('update', 2).alertId,
      toldAlert('update', 9).alertId,
    ]);
    expect((versions[2]?.at ?? 0) - (versions[1]?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);
  });

  it('says an alert in the thread at once, even where the edit must wait', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('opened', 1));
    await world.tell(toldAlert('update', 2));
    world.clock.now += 10_000;
    await world.tell(toldAlert('resolved', 3));
    expect(world.shown()).toMatchObject([{ shows: `${ORDERS}/2` }, { in: 'thread', tells: [`${ORDERS}/3`] }]);
    await world.watch(2);
    expect(world.shown()).toMatchObject([{ shows: `${ORDERS}/3`, edits: 2 }, { in: 'thread' }]);
  });

  it('posts the newest view where resolved comes while opened is owed, and no reply of it', async () => {
    let isDown = true;
    const world = deliveryWorld({ outcome: () => (isDown ? passing('HTTP 500') : undefined) });
    await world.tell(toldAlert('opened', 1));
    await world.tell(toldAlert('cause-added', 2));
    await world.tell(toldAlert('resolved', 3));
    expect(world.chat.posts).toEqual([]);
    isDown = false;
    await world.watch(20);
    expect(world.shown()).toEqual([
      { in: 'channel', tells: [`${ORDERS}/3`, `${ORDERS}/1`], shows: `${ORDERS}/3`, edits: 0 },
      { in: 'thread', tells: [`${ORDERS}/2`], shows: `${ORDERS}/2`, edits: 0 },
    ]);
  });

  it('tells an incident once where its alerts come in the wrong order and twice', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('update', 2));
    expect(world.chat.posts).toEqual([]);
    await world.tell(toldAlert('resolved', 3), toldAlert('resolved', 3));
    await world.tell(toldAlert('opened', 1));
    await world.tell(toldAlert('resolved', 3));
    await world.watch(3);
    expect(world.shown()).toEqual([{ in: 'channel', tells: [`${ORDERS}/3`], shows: `${ORDERS}/3`, edits: 0 }]);
  });

  it('still says a new cause whose alert comes after a newer quiet one', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('opened', 1));
    await world.tell(toldAlert('update', 3));
    await world.tell(toldAlert('cause-added', 2));
    expect(world.shown()).toMatchObject([{ shows: `${ORDERS}/3` }, { in: 'thread', tells: [`${ORDERS}/2`] }]);
  });

  it('takes the channel of the service where it has one', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('opened', 1, 'orders-api', { channel: '#orders' }));
    expect(world.chat.posts.map(({ channel }) => channel)).toEqual(['#orders']);
  });

  it('posts a new message where the old one and its thread were deleted', async () => {
    const world = deliveryWorld({
      outcome: (call) =>
        call.kind === 'edit'
          ? refusal('message_not_found')
          : call.threadTs === undefined
            ? undefined
            : refusal('thread_not_found'),
    });
    await world.tell(toldAlert('opened', 1));
    await world.tell(toldAlert('resolved', 2));
    expect(world.shown()).toEqual([
      { in: 'channel', tells: [`${ORDERS}/1`], shows: `${ORDERS}/1`, edits: 0 },
      { in: 'channel', tells: [`${ORDERS}/2`], shows: `${ORDERS}/2`, edits: 0 },
    ]);
    expect(world.counted.get('DeadDeliveries')).toBeUndefined();
  });

  it('tells at once what was failing when it started', async () => {
    const world = deliveryWorld();
    await deliverAlerts([messageOf(startDigest)], world.ports);
    await deliverAlerts([messageOf(startDigest)], world.ports);
    expect(world.shown()).toEqual([{ in: 'channel', tells: ['digest/started'], shows: 'digest/started', edits: 0 }]);
  });
});

describe('with a webhook', () => {
  it('posts every kind but update whole, in order', async () => {
    const world = deliveryWorld({ mode: 'webhook' });
    await world.tell(toldAlert('opened', 1, 'orders-api', { channel: '#orders' }));
    await world.tell(toldAlert('update', 2));
    await world.tell(toldAlert('resolved', 4), toldAlert('cause-added', 3));
    expect(world.chat.posts.map(({ channel }) => channel)).toEqual(['webhook', 'webhook', 'webhook']);
    expect(world.shown().map(({ tells }) => tells)).toEqual([[`${ORDERS}/1`], [`${ORDERS}/3`], [`${ORDERS}/4`]]);
    expect(world.chat.posts.every(({ versions }) => (versions[0]?.message.blocks.length ?? 0) > 3)).toBe(true);
  });

  it('posts the newest view alone where nothing has been told yet', async () => {
    const world = deliveryWorld({ mode: 'webhook' });
    await world.tell(toldAlert('opened', 1), toldAlert('resolved', 2));
    expect(world.shown()).toEqual([
      { in: 'channel', tells: [`${ORDERS}/2`, `${ORDERS}/1`], shows: `${ORDERS}/2`, edits: 0 },
    ]);
  });
});

it('takes and counts alerts where no chat is configured', async () => {
  const world = deliveryWorld({ mode: 'none' });
  expect(await world.tell(toldAlert('opened', 1), toldAlert('resolved', 2))).toEqual([]);
  expect(world.counted.get('AlertsWithoutChat')).toBe(2);
  expect(world.store.deliveries()).toEqual([]);
});

describe('messages', () => {
  it.each([
    ['no JSON', '{'],
    ['another JSON', '{"Records":[]}'],
    ['null', 'null'],
    ['a nudge without a thread', '{"nudge":{"channel":"#alerts"}}'],
    ['a nudge of another form', '{"nudge":"all"}'],
  ])('hands back %s and delivers its neighbours', async (_, body) => {
    const world = deliveryWorld();
    const failed = await deliverAlerts(
      [messageOf(toldAlert('opened', 1)), { id: 'poison', body }, messageOf(toldAlert('opened', 1, 'web'))],
      world.ports,
    );
    expect(failed).toEqual(['poison']);
    expect(world.chat.posts).toHaveLength(2);
    expect(world.reported).toEqual([expect.stringMatching(/neither an alert nor a nudge: .*expected/)]);
  });

  it('hands back what could not be stored, and only that', async () => {
    const world = deliveryWorld();
    const broken = {
      ...world.ports,
      readDelivery: async (key: typeof KEY) => {
        if (key.thread === ORDERS) throw new Error('ProvisionedThroughputExceededException');
        return world.store.readDelivery(key);
      },
    };
    const orders = messageOf(toldAlert('opened', 1));
    expect(await deliverAlerts([orders, messageOf(toldAlert('opened', 1, 'web'))], broken)).toEqual([orders.id]);
    expect(world.chat.posts).toHaveLength(1);
  });

  it('does nothing for a nudge of what owes nothing or was never heard of', async () => {
    const world = deliveryWorld();
    await world.tell(toldAlert('opened', 1));
    expect(await deliverAlerts([nudgeOf('#alerts', ORDERS), nudgeOf('#else', 'x')], world.ports)).toEqual([]);
    expect(world.chat.calls).toHaveLength(1);
  });
});

describe('failures', () => {
  it('is state, not a failed message: the next attempt is 30 s later, then doubled up to 15 minutes', async () => {
    const world = deliveryWorld({ outcome: () => passing('HTTP 500') });
    expect(await world.tell(toldAlert('opened', 1))).toEqual([]);
    const waits: number[] = [];
    for (let attempt = 0; attempt < 8; attempt++) {
      const { nextAttemptAt = 0 } = await world.store.readDelivery(KEY);
      waits.push((nextAttemptAt - world.clock.now) / 1000);
      world.clock.now = nextAttemptAt;
      await deliverAlerts([nudgeOf('#alerts', ORDERS)], world.ports);
    }
    expect(waits).toEqual([30, 60, 120, 240, 480, 900, 900, 900]);
  });

  it('waits as long as Slack asks, and so does the whole channel', async () => {
    let isLimited = true;
    const world = deliveryWorld({ outcome: () => (isLimited ? passing('ratelimited', 120) : undefined) });
    await world.tell(toldAlert('opened', 1));
    isLimited = false;
    await world.tell(toldAlert('opened', 1, 'web'));
    expect(world.chat.calls).toHaveLength(1);
    expect(world.store.allDue().map(({ at }) => at - OPENED_AT)).toEqual([120_000, 120_000]);
    await world.watch(3);
    expect(world.chat.posts).toHaveLength(2);
  });

  it('tells everything once Slack is back after hours', async () => {
    const world = deliveryWorld({
      outcome: () => (world.clock.now < OPENED_AT + 5 * 60 * MINUTE ? passing('HTTP 503') : undefined),
    });
    await world.tell(toldAlert('opened', 1));
    await world.watch(60);
    await world.tell(toldAlert('cause-added', 2));
    await world.watch(300);
    expect(world.shown().flatMap(({ tells }) => tells)).toEqual([`${ORDERS}/2`, `${ORDERS}/1`]);
    expect(world.store.allDue()).toEqual([]);
  });

  it('gives up after 72 hours and raises the alarm once', async () => {
    const world = deliveryWorld({ outcome: () => passing('HTTP 503') });
    await world.tell(toldAlert('opened', 1));
    await world.watch(71 * 60);
    expect(world.counted.get('DeadDeliveries')).toBeUndefined();
    await world.watch(90);
    expect(world.counted.get('DeadDeliveries')).toBe(1);
    expect((await world.store.readDelivery(KEY)).dead?.because).toBe('no success for 72 hours: HTTP 503');
    expect(world.store.allDue()).toEqual([]);
  });

  it('gives an alert that came later 72 hours of its own', async () => {
    const world = deliveryWorld({ outcome: () => passing('HTTP 503') });
    await world.tell(toldAlert('opened', 1));
    await world.watch(60 * 60);
    await world.tell(toldAlert('cause-added', 2));
    await world.watch(70 * 60);
    expect(world.counted.get('DeadDeliveries')).toBeUndefined();
  });

  it.each(['channel_not_found', 'is_archived', 'token_revoked', 'no_service', 'action_prohibited'])(
    'raises the alarm at once for %s, and tells when somebody has put it right',
    async (error) => {
      let isWrong = true;
      const world = deliveryWorld({ outcome: () => (isWrong ? refusal(error) : undefined) });
      await world.tell(toldAlert('opened', 1));
      expect(world.counted.get('DeadDeliveries')).toBe(1);
      await world.watch(14);
      expect(world.chat.calls).toHaveLength(1);
      await world.watch(2);
      expect(world.chat.calls).toHaveLength(2);
      expect(world.counted.get('DeadDeliveries')).toBe(2);
      isWrong = false;
      await world.watch(15);
      expect(world.shown().map(({ tells }) => tells)).toEqual([[`${ORDERS}/1`]]);
    },
  );

  it('tries again what was given up where a person asks for it', async () => {
    let isWrong = true;
    const world = deliveryWorld({ outcome: () => (isWrong ? refusal('not_in_channel') : undefined) });
    await world.tell(toldAlert('opened', 1));
    await world.watch(73 * 60);
    isWrong = false;
    await deliverAlerts([nudgeOf('#alerts', ORDERS)], world.ports);
    expect(world.chat.posts).toEqual([]);
    await deliverAlerts([nudgeOf('#alerts', ORDERS, { revive: true })], world.ports);
    expect(world.shown()).toMatchObject([{ tells: [`${ORDERS}/1`] }]);
  });

  it.each(['invalid_blocks', 'msg_too_long', 'msg_blocks_too_long'])(
    'sends plain text where Slack answers %s to the blocks',
    async (error) => {
      const world = deliveryWorld({
        outcome: ({ message }) => (message.blocks.length > 1 ? refusal(error) : undefined),
      });
      await world.tell(toldAlert('opened', 1));
      const message = world.chat.posts[0]?.versions[0]?.message;
      expect(message?.blocks).toEqual([
        { type: 'section', text: { type: 'mrkdwn', text: message?.text, verbatim: true } },
      ]);
      expect(message?.text).toContain('orders-api');
    },
  );

  it('raises the alarm where plain text is refused, too', async () => {
    const world = deliveryWorld({ outcome: () => refusal('invalid_blocks') });
    await world.tell(toldAlert('opened', 1));
    expect(world.chat.calls).toHaveLength(2);
    expect(world.counted.get('DeadDeliveries')).toBe(1);
  });

  it('says that the body of an alert is missing instead of trying for ever', async () => {
    const world = deliveryWorld({ outcome: () => passing('HTTP 500') });
    await deliverAlerts([messageOf(toldAlert('opened', 1))], world.ports);
    await world.watch(2);
    expect((await world.store.readDelivery(KEY)).dead?.because).toMatch(/body of an alert .* is missing/);
    expect(world.counted.get('DeadDeliveries')).toBe(1);
  });
});

describe('pace', () => {
  it('posts at most once a second in a channel', async () => {
    const world = deliveryWorld();
    await world.tell(...['a', 'b', 'c', 'd', 'e'].map((service) => toldAlert('opened', 1, service)));
    expect(world.chat.posts.map(({ at }) => at - OPENED_AT)).toEqual([0, 1200, 2400, 3600, 4800]);
  });

  it('comes back later where the next free slot is far ahead', async () => {
    const world = deliveryWorld();
    await world.store.writeChannel({
      ...(await world.store.readChannel('#alerts')),
      nextPostAt: OPENED_AT + 3_001,
    });
    await world.tell(toldAlert('opened', 1));
    expect(world.chat.calls).toEqual([]);
    expect(world.store.allDue().map(({ at }) => at - OPENED_AT)).toEqual([3_001]);
    await world.watch(1);
    expect(world.chat.posts).toHaveLength(1);
  });

  it('begins no call after its time, and leaves the rest to the watch', async () => {
    const world = deliveryWorld();
    const slow = {
      ...world.ports,
      post: async (...call: Parameters<typeof world.ports.post>) => {
        world.clock.now += 9_000;
        return world.ports.post(...call);
      },
    };
    const alerts = ['a', 'b', 'c', 'd', 'e'].map((service) => toldAlert('opened', 1, service));
    for (const alert of alerts) await world.store.writeAlert(alert);
    expect(await deliverAlerts(alerts.map(messageOf), slow)).toEqual([]);
    expect(world.chat.posts).toHaveLength(3);
    await world.watch(2);
    expect(world.chat.posts).toHaveLength(5);
  });

  it('leaves a delivery to the invocation that holds the lease, and takes it over when the lease is over', async () => {
    const world = deliveryWorld();
    const cutOff = { ...world.ports, post: () => new Promise<never>(() => undefined) };
    await world.store.writeAlert(toldAlert('opened', 1));
    void deliverAlerts([messageOf(toldAlert('opened', 1))], cutOff);
    await new Promise(setImmediate);
    await world.tell(toldAlert('cause-added', 2));
    expect(world.chat.calls).toEqual([]);
    expect(world.store.allDue().map(({ at }) => at - OPENED_AT)).toEqual([30_000]);
    await world.watch(1);
    expect(world.shown().flatMap(({ tells }) => tells)).toEqual([`${ORDERS}/2`, `${ORDERS}/1`]);
  });
});

describe('a storm', () => {
  const services = Array.from({ length: 25 }, (_, index) => `service-${String(index).padStart(2, '0')}`);
  const digestOf = (world: ReturnType<typeof deliveryWorld>) =>
    world.chat.posts.filter(({ versions }) => versions[0]?.message.alertIds?.[0]?.startsWith('digest/storm/'));

  it('folds the tenth and later new incidents of 5 minutes into one digest, whose count adds up', async () => {
    const world = deliveryWorld();
    for (const service of services) await world.tell(toldAlert('opened', 1, service));
    await world.watch(8);
    expect(world.chat.posts).toHaveLength(10);
    const [digest, ...others] = digestOf(world);
    expect(others).toEqual([]);
    expect(digest?.versions.at(-1)?.message.text).toContain('16 new incidents');
    for (const [index, version] of (digest?.versions ?? []).slice(2).entries())
      expect(version.at - (digest?.versions[index + 1]?.at ?? 0)).toBeGreaterThanOrEqual(MINUTE);
    const told = world.chat.posts.flatMap(({ versions }) => JSON.stringify(versions.at(-1)));
    for (const service of services.slice(0, 9)) expect(told.some((text) => text.includes(service))).toBe(true);
    expect(world.store.allDue()).toEqual([]);
  });

  it('gives a folded incident a message of its own when it still fails after hours', async () => {
    const world = deliveryWorld();
    for (const service of services) await world.tell(toldAlert('opened', 1, service));
    await world.watch(8);
    expect(world.chat.posts).toHaveLength(10);
    world.clock.now += 4 * 60 * MINUTE;
    const reminder = toldAlert('reminder', 2, services[20]);
    await world.tell(reminder);
    await world.tell(reminder);
    expect(world.chat.posts).toHaveLength(11);
    expect(world.chat.posts.at(-1)?.versions.at(-1)?.message.text).toContain('service-20');
    await world.tell(toldAlert('resolved', 3, services[20]));
    await world.watch(2);
    expect(world.shown().at(-1)).toMatchObject({ in: 'thread', tells: [`production/service-20#1/3`] });
  });

  it('folds the reminders of a storm again, since they come all at once too', async () => {
    const world = deliveryWorld();
    for (const service of services) await world.tell(toldAlert('opened', 1, service));
    await world.watch(8);
    world.clock.now += 4 * 60 * MINUTE;
    for (const service of services.slice(9)) await world.tell(toldAlert('reminder', 2, service));
    await world.watch(8);
    expect(digestOf(world).map(({ versions }) => versions.at(-1)?.message.text)).toEqual([
      expect.stringContaining('16 new incidents'),
      expect.stringContaining('7 new incidents'),
    ]);
    expect(world.chat.posts).toHaveLength(10 + 9 + 1);
    expect(world.store.allDue()).toEqual([]);
  });

  it('says nothing else of a folded incident, least of all resolved', async () => {
    const world = deliveryWorld();
    for (const service of services.slice(0, 10)) await world.tell(toldAlert('opened', 1, service));
    await world.tell(toldAlert('resolved', 2, services[9]));
    expect(world.chat.posts).toHaveLength(10);
    await world.tell(toldAlert('resolved', 2, services[0]));
    expect(world.chat.posts).toHaveLength(11);
  });

  it('counts an incident once, however often its message comes', async () => {
    const world = deliveryWorld();
    for (const service of services.slice(0, 12)) {
      const opened = toldAlert('opened', 1, service);
      await world.tell(opened);
      await world.tell(opened);
    }
    await world.watch(2);
    expect(digestOf(world)[0]?.versions.at(-1)?.message.text).toContain('3 new incidents');
    expect(world.chat.posts).toHaveLength(10);
  });

  it('posts with a webhook when the storm begins and when it is over', async () => {
    const world = deliveryWorld({ mode: 'webhook' });
    for (const service of services) await world.tell(toldAlert('opened', 1, service));
    expect(digestOf(world).map(({ versions }) => versions[0]?.message.text)).toEqual([
      expect.stringContaining('1 new incident '),
    ]);
    await world.watch(12);
    expect(digestOf(world).map(({ versions }) => versions[0]?.message.text)).toEqual([
      expect.stringContaining('1 new incident '),
      expect.stringContaining('16 new incidents'),
    ]);
    expect(world.store.allDue()).toEqual([]);
  });

  it('is over after 5 quiet minutes: the next incident has a message of its own, the next storm a new digest', async () => {
    const world = deliveryWorld();
    for (const service of services.slice(0, 11)) await world.tell(toldAlert('opened', 1, service));
    await world.watch(6);
    for (const service of services.slice(11, 21)) await world.tell(toldAlert('opened', 1, service));
    await world.watch(6);
    expect(digestOf(world).map(({ versions }) => versions.at(-1)?.message.text)).toEqual([
      expect.stringContaining('2 new incidents'),
      expect.stringContaining('1 new incident '),
    ]);
    expect(world.chat.posts).toHaveLength(20);
  });

  it('has a second digest where one cannot hold them all', async () => {
    const world = deliveryWorld();
    for (let index = 0; index < 300; index++) {
      await world.tell(toldAlert('opened', 1, `service-${index}`));
      world.clock.now += 100;
    }
    await world.watch(10);
    expect(digestOf(world).map(({ versions }) => versions.at(-1)?.message.text)).toEqual([
      expect.stringContaining('250 new incidents'),
      expect.stringContaining('41 new incidents'),
    ]);
  });
});
