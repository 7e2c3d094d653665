import { deliverAlerts } from '../../../lib/app/deliver-alerts';
import { type ExplainPorts, explainIncidents } from '../../../lib/app/explain-incidents';
import { type BatchAnswer, handleBatch } from '../../../lib/app/handle-batch';
import { keepWatch } from '../../../lib/app/keep-watch';
import type { EvidencePorts, MetricName } from '../../../lib/app/ports';
import { respondToEvents } from '../../../lib/app/respond-to-events';
import type { DeliveryPorts } from '../../../lib/app/work-delivery';
import { metrics } from '../../../lib/aws/metrics';
import { eventRules } from '../../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../../lib/domain/incident/thresholds';
import { rules } from '../../../lib/domain/rules';
import { type MemoryChatOptions, memoryChat } from '../../../lib/memory/memory-chat';
import { memoryMessages } from '../../../lib/memory/memory-messages';
import { memoryPorts } from '../../../lib/memory/memory-ports';
import { memoryStore } from '../../../lib/memory/memory-store';
import { parseRecording } from '../../../lib/memory/recording';

/** Half a minute after the recorded stops. */
export const RECEIVED_AT = Date.UTC(2026, 0, 15, 10, 0, 30);

const watch = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const };

export interface HostileWorldOptions {
  /** Parts of a recording that evidence is read from; by default there is none. */
  readonly recorded?: Readonly<Record<string, unknown>>;
  /** Evidence from elsewhere. */
  readonly evidence?: (now: () => number) => Partial<EvidencePorts>;
  readonly chat?: Omit<MemoryChatOptions, 'now'>;
  readonly ports?: (ports: ExplainPorts & DeliveryPorts) => Partial<ExplainPorts & DeliveryPorts>;
}

/** The four functions on the memory's ports, with the log and the counters of the deployed ones. */
export function hostileWorld({ recorded = {}, evidence, chat: chatOptions, ports: change }: HostileWorldOptions = {}) {
  const clock = { now: RECEIVED_AT };
  const now = () => clock.now;
  const recording = parseRecording({ id: 'hostile', events: [], ...recorded }, 'hostile');
  if ('problem' in recording) throw new Error(recording.problem);
  const store = memoryStore(now);
  const messages = memoryMessages(now);
  const chat = memoryChat({ ...chatOptions, now });
  const log: string[] = [];
  const { count, report } = metrics({ deployment: 'hostile', now, write: (line) => void log.push(line) });
  const counted = new Map<MetricName, number>();
  const own: ExplainPorts & DeliveryPorts = {
    ...memoryPorts(recording, now),
    ...store,
    ...messages,
    ...chat,
    ...evidence?.(now),
    count(metric, value) {
      counted.set(metric, (counted.get(metric) ?? 0) + value);
      count(metric, value);
    },
    report,
    async pause(milliseconds) {
      clock.now += milliseconds;
    },
  };
  const ports = { ...own, ...change?.(own) };
  let sent = 0;
  const batchOf = (bodies: readonly string[]) => ({
    Records: bodies.map((body) => ({ messageId: `message-${++sent}`, body })),
  });
  const failedOf = ({ batchItemFailures }: BatchAnswer, batch: ReturnType<typeof batchOf>): readonly number[] =>
    batchItemFailures
      .map(({ itemIdentifier }) => batch.Records.findIndex(({ messageId }) => messageId === itemIdentifier))
      .sort((a, b) => a - b);

  const world = {
    store,
    messages,
    chat,
    clock,
    log,
    counted,
    ports,
    /** Places in the batch of the messages that come again. */
    async respond(...bodies: readonly string[]): Promise<readonly number[]> {
      const batch = batchOf(bodies);
      const policy = { ...watch, rules: eventRules };
      return failedOf(await handleBatch(batch, (given) => respondToEvents(given, ports, policy), ports), batch);
    },
    async explain(...bodies: readonly string[]): Promise<readonly number[]> {
      const batch = batchOf(bodies);
      const policy = { ...watch, rules };
      return failedOf(await handleBatch(batch, (given) => explainIncidents(given, ports, policy), ports), batch);
    },
    async deliver(...bodies: readonly string[]): Promise<readonly number[]> {
      const batch = batchOf(bodies);
      return failedOf(await handleBatch(batch, (given) => deliverAlerts(given, ports), ports), batch);
    },
    /** All that follows from what came in: looks, posts, and the watch, for three minutes. */
    async settle(): Promise<void> {
      for (const seconds of [0, 10, 20, 60, 60, 30]) {
        clock.now += seconds * 1000;
        const looks = messages.takeLooks(clock.now).map(({ body }) => body);
        expect(await world.explain(...looks)).toEqual([]);
        await keepWatch(ports, watch);
        const alerts = [
          ...messages.takePublished().map(({ json }) => json),
          ...messages.takeNudges().map(({ body }) => body),
        ];
        expect(await world.deliver(...alerts)).toEqual([]);
      }
    },
  };
  return world;
}

export type HostileWorld = ReturnType<typeof hostileWorld>;
