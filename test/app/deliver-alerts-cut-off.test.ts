import { deliverAlerts } from '../../lib/app/deliver-alerts';
import type { DeliveryPorts } from '../../lib/app/work-delivery';
import { deliveryWorld } from './delivery-world';
import { messageOf, toldAlert } from './told-alerts';

const KINDS = ['opened', 'update', 'cause-added', 'resolved'] as const;
const CUT_PORTS = [
  'readDelivery',
  'writeDelivery',
  'readChannel',
  'writeChannel',
  'readAlert',
  'post',
  'edit',
  'pause',
] as const;

/** Ports whose call of this number never comes back, with or without its effect; nothing after it takes place. */
function cutOff(ports: DeliveryPorts, at: number, withEffect: boolean) {
  const cut: { calls: number; names: string[] } = { calls: 0, names: [] };
  let isOver: () => void;
  const over = new Promise<void>((resolve) => {
    isOver = resolve;
  });
  const wrapped: Record<string, unknown> = { ...ports };
  for (const name of CUT_PORTS)
    wrapped[name] = async (...arguments_: readonly unknown[]) => {
      cut.calls += 1;
      if (cut.calls > at) return new Promise(() => undefined);
      const isLast = cut.calls === at;
      cut.names.push(name);
      const call = ports[name] as (...all: readonly unknown[]) => Promise<unknown>;
      const answer = !isLast || withEffect ? await call(...arguments_) : undefined;
      if (!isLast) return answer;
      isOver();
      return new Promise(() => undefined);
    };
  return { ports: wrapped as unknown as DeliveryPorts, cut, over };
}

/** Each batch comes again until it is answered; the watch runs meanwhile. */
async function runCut(at: number, withEffect: boolean) {
  const world = deliveryWorld();
  const alerts = KINDS.map((kind, index) => toldAlert(kind, index + 1));
  for (const alert of alerts) await world.store.writeAlert(alert);
  const { ports, cut, over } = cutOff(world.ports, at, withEffect);
  for (const alert of alerts) {
    const message = messageOf(alert);
    const isCut = await Promise.race([deliverAlerts([message], ports).then(() => false), over.then(() => true)]);
    if (isCut) {
      await world.watch(3);
      expect(await deliverAlerts([message], world.ports)).toEqual([]);
    }
    await world.watch(2);
  }
  await world.watch(5);
  return { world, cut, alerts };
}

it('needs more than 20 calls for the story, so that there is something to cut', async () => {
  expect((await runCut(Number.MAX_SAFE_INTEGER, false)).cut.calls).toBeGreaterThan(20);
});

it.each([
  ['before', false],
  ['after', true],
] as const)(
  'heals wherever it is cut off %s the effect of a call; only a post without its mark comes twice',
  async (_, withEffect) => {
    const { cut: whole } = await runCut(Number.MAX_SAFE_INTEGER, false);
    for (let at = 1; at <= whole.calls; at++) {
      const { world, cut, alerts } = await runCut(at, withEffect);
      const [last, mark] = [cut.names.at(withEffect ? -1 : -2), cut.names.at(-1)];
      const where = `cut off at call ${at}, ${mark}`;
      const tells = world.chat.posts.map(({ versions }) => versions[0]?.message.alertIds?.join(' '));
      const expected = alerts.filter(({ kind }) => kind !== 'update').map(({ alertId }) => alertId);
      const isTwice = last === 'post';
      expect([where, [...new Set(tells)]]).toEqual([where, expected]);
      expect([where, tells.length]).toEqual([where, expected.length + (isTwice ? 1 : 0)]);
      expect([where, world.store.allDue()]).toEqual([where, []]);
      const roots = world.chat.posts.filter(({ threadTs }) => threadTs === undefined);
      expect([where, roots.at(-1)?.versions.at(-1)?.message.alertIds?.[0]]).toEqual([where, alerts.at(-1)?.alertId]);
    }
  },
);
