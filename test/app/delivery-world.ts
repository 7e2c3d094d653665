import { deliverAlerts } from '../../lib/app/deliver-alerts';
import type { MetricName } from '../../lib/app/ports';
import type { DeliveryPorts } from '../../lib/app/work-delivery';
import type { IncidentAlert } from '../../lib/domain/incident/alert';
import { type MemoryChatOptions, memoryChat } from '../../lib/memory/memory-chat';
import { memoryStore } from '../../lib/memory/memory-store';
import { messageOf, nudgeOf, OPENED_AT } from './told-alerts';

const MINUTE = 60_000;

/** Deliveries in memory: a table, a chat, and a clock that a pause moves. */
export function deliveryWorld(options: Omit<MemoryChatOptions, 'now'> = {}) {
  const clock = { now: OPENED_AT };
  const now = () => clock.now;
  const store = memoryStore(now);
  const chat = memoryChat({ ...options, now });
  const counted = new Map<MetricName, number>();
  const reported: string[] = [];
  const ports: DeliveryPorts = {
    ...store,
    ...chat,
    count: (metric, value) => void counted.set(metric, (counted.get(metric) ?? 0) + value),
    report: (what, error) => void reported.push(`${what}: ${error instanceof Error ? error.message : String(error)}`),
    pause: async (milliseconds) => {
      clock.now += milliseconds;
    },
  };
  return {
    store,
    chat,
    ports,
    clock,
    counted,
    reported,
    /** As the responder does: the body is in the table before the message goes out. */
    async tell(...alerts: IncidentAlert[]): Promise<readonly string[]> {
      for (const alert of alerts) await store.writeAlert(alert);
      return deliverAlerts(alerts.map(messageOf), ports);
    },
    /** What the watch does once a minute, for so long. */
    async watch(minutes: number): Promise<void> {
      for (let minute = 0; minute < minutes; minute++) {
        clock.now += MINUTE;
        for (const due of await store.readDue(clock.now, 500))
          if (due.kind === 'delivery') await deliverAlerts([nudgeOf(due.key.channel, due.key.thread)], ports);
      }
    },
    /** Messages of the channel itself, and replies, each as the notification shows it. */
    shown: () =>
      chat.posts.map(({ threadTs, versions }) => ({
        in: threadTs === undefined ? 'channel' : 'thread',
        tells: (versions[0]?.message.alertIds ?? []).map((id) => id.replace(/-[0-9a-f]+$/, '')),
        shows: versions.at(-1)?.message.alertIds?.[0]?.replace(/-[0-9a-f]+$/, ''),
        edits: versions.length - 1,
      })),
  };
}
