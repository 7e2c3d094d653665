import type { LedgerPorts } from '../../../lib/app/action-ports';
import type { SchedulePorts } from '../../../lib/app/apply-schedules';
import type { ExplainPorts } from '../../../lib/app/explain-incidents';
import type {
  ChatAnswer,
  ChatMessage,
  Due,
  EvidencePorts,
  MessagePorts,
  MetricsPort,
  StorePorts,
} from '../../../lib/app/ports';
import type { SweepPorts } from '../../../lib/app/sweep-services';
import type { DeliveryPorts } from '../../../lib/app/work-delivery';
import { encodeLook } from '../../../lib/domain/incident/encode-look';
import { rowIdOf } from '../../../lib/domain/incident/row';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { subjectKey } from '../../../lib/domain/incident/subject';
import { unavailable } from '../../../lib/domain/read';
import type { Role } from '../account/account';
import { actionPortsOf } from '../account/action-ports-of';
import type { CallOptions, Invocation } from '../engine/invocation';
import type { Outcome } from '../engine/weather';
import type { Cloud } from './cloud';

/** All ports that any function has. */
export type SimulatedPorts = ExplainPorts & SweepPorts & DeliveryPorts & SchedulePorts;

/** The client of Slack waits so long for an answer. */
const CHAT_PATIENCE = 5_000;
/** The budget of one read of evidence. */
const EVIDENCE_PATIENCE = 4_000;

/** The ports of one invocation: each call waits its turn, may go wrong, and may be the last one. */
export function portsOf(invocation: Invocation, cloud: Cloud, role?: Role): SimulatedPorts {
  const { readTargetHealth: readTargetHealthNow, ...account } = actionPortsOf(invocation, cloud, role ?? 'act');
  const now = cloud.sky.time.now;
  return {
    now,
    pause: (milliseconds) =>
      new Promise((resolve) => {
        cloud.sky.time.at(now() + milliseconds, resolve);
      }),
    ...storeOf(invocation, cloud),
    ...messagesOf(invocation, cloud),
    ...metricsOf(cloud),
    ...evidenceOf(invocation, cloud),
    ...inventoryOf(invocation, cloud),
    ...chatOf(invocation, cloud),
    ...account,
    // The functions that act ask for it at each attempt; the others have a budget for it.
    ...(role === undefined ? {} : { readTargetHealth: readTargetHealthNow }),
  };
}

function storeOf(
  invocation: Invocation,
  { store, watcher, actions, sky }: Cloud,
): Omit<StorePorts, 'now'> & LedgerPorts {
  const call = <T>(name: string, effect: () => Promise<T>, more: Partial<CallOptions<T>> = {}): Promise<T> =>
    invocation.call({ to: 'store', name, effect, ...more });
  return {
    readRecord: (subject) => call('readRecord', () => store.readRecord(subject), { about: () => subjectKey(subject) }),
    writeRecord: (record, dueAt) =>
      call(
        'writeRecord',
        async () => {
          const isWritten = await store.writeRecord(record, dueAt);
          if (isWritten) {
            watcher.recordWritten(record);
            actions.recordWritten(record);
          }
          return isWritten;
        },
        {
          about: () => {
            const { incident, version, outbox, pending } = record;
            return `${subjectKey(record.subject)} v${version} ${incident?.id.split('#')[1] ?? '-'}:${incident?.state ?? 'none'} r${incident?.revision ?? 0} stops ${incident?.stops ?? 0} outbox ${outbox.length} pending ${pending.map((id) => id.slice(0, 4)).join(',')}${wordsOfAction(record)}`;
          },
        },
      ),
    readStops: (subject, taskIds) => call('readStops', () => store.readStops(subject, taskIds)),
    writeRows: (rows) => {
      const write = async (some: typeof rows): Promise<void> => {
        await store.writeRows(some);
        for (const row of some) watcher.rowWritten(row, invocation);
      };
      return call('writeRows', () => write(rows), {
        // The last stop is written after all others have got through.
        part: () => {
          const last = rows.findLast(({ type }) => type === 'stop') ?? rows.at(-1);
          return write(rows.filter((row) => row !== last && sky.random.chance(0.6)));
        },
        about: () =>
          rows
            .map((row) => (row.type === 'stop' ? `${row.taskId.slice(0, 4)} v${row.version}` : rowIdOf(row)))
            .join(', ')
            .slice(0, 120),
      });
    },
    readDiagnoses: (incidentId) => call('readDiagnoses', () => store.readDiagnoses(incidentId)),
    writeDiagnosis: (incidentId, fingerprint, diagnosis) =>
      call('writeDiagnosis', () => store.writeDiagnosis(incidentId, fingerprint, diagnosis)),
    readAlert: (alertId) => call('readAlert', () => store.readAlert(alertId), { about: () => alertId }),
    writeAlert: (alert) =>
      call(
        'writeAlert',
        async () => {
          await store.writeAlert(alert);
          watcher.alertWritten(alert.alertId);
        },
        { about: () => `${alert.kind} ${alert.alertId}` },
      ),
    readDelivery: (key) => call('readDelivery', () => store.readDelivery(key), { about: () => key.thread }),
    writeDelivery: (delivery, dueAt) =>
      call('writeDelivery', () => store.writeDelivery(delivery, dueAt), {
        about: () => {
          const { key, version, posted, wanted, queue, said, lease, dead } = delivery;
          return `${key.thread} v${version} posted ${posted?.revision ?? '-'} wanted ${wanted?.revision ?? '-'} queue ${queue.length} said ${said.join(',')}${lease === undefined ? '' : ` lease ${lease.owner}`}${dead === undefined ? '' : ` dead: ${dead.because}`}`;
        },
      }),
    readChannel: (channel) => call('readChannel', () => store.readChannel(channel)),
    writeChannel: (state) => call('writeChannel', () => store.writeChannel(state)),
    readWatch: () => call('readWatch', () => store.readWatch()),
    writeWatch: (state) => call('writeWatch', () => store.writeWatch(state)),
    readLedger: () => call('readLedger', () => store.readLedger()),
    writeLedger: (ledger) =>
      call('writeLedger', () => store.writeLedger(ledger), {
        about: () => `v${ledger.version} spent ${ledger.spent.length} in flight ${ledger.inFlight?.subject ?? '-'}`,
      }),
    // The index may be behind: what became due in the last seconds may be missing in it.
    readDue: (time, most) =>
      call('readDue', async (): Promise<readonly Due[]> => {
        const behind = sky.time.now() < sky.weather.heals ? sky.random.between(0, 5_000) : 0;
        return store.readDue(time - behind, most);
      }),
  };
}

/** What a record says of actions. */
function wordsOfAction({ intent, hold, loop }: ServiceRecord): string {
  const told = [
    loop === undefined ? '' : ` loop ${loop.stops}`,
    intent === undefined ? '' : ` intent ${intent.action} ${intent.desired}>${intent.to}`,
    hold === undefined ? '' : ` held for ${hold.owner}, ${hold.remembered}`,
  ];
  return told.join('');
}

function messagesOf(invocation: Invocation, { looks, deliveries, watcher, sky }: Cloud): MessagePorts {
  const spread = () => sky.random.between(0, 400);
  return {
    publish: (message) =>
      invocation.call({
        to: 'topic',
        name: 'publish',
        effect: async () => {
          watcher.published(message);
          const copies = sky.time.now() < sky.weather.heals && sky.random.chance(sky.weather.duplicate / 4) ? 2 : 1;
          for (let copy = 0; copy < copies; copy++) deliveries.send(message.json, spread() * copy);
        },
        about: () => `${message.attributes['kind']} ${message.alertId}`,
      }),
    lookAgain: (asked) => {
      const send = async (some: typeof asked): Promise<void> => {
        for (const look of some) looks.send(encodeLook(look), look.delay * 1_000);
      };
      return invocation.call({
        to: 'queues',
        name: 'lookAgain',
        effect: () => send(asked),
        part: () => send(asked.filter(() => sky.random.chance(0.5))),
        about: () => `${asked.length} of ${asked[0]?.incidentId ?? ''}`,
      });
    },
    nudge: (keys) => {
      const send = async (some: typeof keys): Promise<void> => {
        for (const key of some) deliveries.send(JSON.stringify({ nudge: key }));
      };
      return invocation.call({
        to: 'queues',
        name: 'nudge',
        effect: () => send(keys),
        part: () => send(keys.filter(() => sky.random.chance(0.5))),
        about: () => keys.map(({ thread }) => thread).join(', '),
      });
    },
  };
}

const metricsOf = ({ metrics, reports, sky }: Cloud): MetricsPort => ({
  count(metric, value) {
    metrics.set(metric, (metrics.get(metric) ?? 0) + value);
  },
  report(what, error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error ?? '');
    reports.push(`${what} (${why})`);
    sky.trace.note('report', what.slice(0, 80), why.slice(0, 120));
  },
});

const unread = (fault: Outcome) => unavailable(`simulated: ${fault}`);

function evidenceOf(invocation: Invocation, { evidence }: Cloud): Omit<EvidencePorts, 'now'> {
  const call = <T>(name: string, effect: () => Promise<T>): Promise<T> => {
    invocation.reads += 1;
    return invocation.call({
      to: 'evidence',
      name,
      effect,
      refusal: (fault) => unread(fault) as T,
      patience: EVIDENCE_PATIENCE,
    });
  };
  return {
    readTaskDefinition: (arn) => call('readTaskDefinition', () => evidence.readTaskDefinition(arn)),
    readLastGood: (question) => call('readLastGood', () => evidence.readLastGood(question)),
    readTaskLogs: (task, definition) => call('readTaskLogs', () => evidence.readTaskLogs(task, definition)),
    readServiceLogs: (service, definition) =>
      call('readServiceLogs', () => evidence.readServiceLogs(service, definition)),
    readService: (service) => call('readService', () => evidence.readService(service)),
    readTargetGroups: (arns) => call('readTargetGroups', () => evidence.readTargetGroups(arns)),
    readTargetHealth: (arns) => call('readTargetHealth', () => evidence.readTargetHealth(arns)),
  };
}

function inventoryOf(
  invocation: Invocation,
  { inventory }: Cloud,
): Pick<SimulatedPorts, 'listClusters' | 'listServices' | 'describeServices'> {
  const call = <T>(name: string, effect: () => Promise<T>): Promise<T> =>
    invocation.call({ to: 'inventory', name, effect });
  return {
    listClusters: () => call('listClusters', () => inventory.listClusters()),
    listServices: (cluster) => call('listServices', () => inventory.listServices(cluster)),
    describeServices: (cluster, names) => call('describeServices', () => inventory.describeServices(cluster, names)),
  };
}

function chatOf(
  invocation: Invocation,
  { chat, watcher, sky }: Cloud,
): Pick<SimulatedPorts, 'mode' | 'defaultChannel' | 'post' | 'edit'> {
  const call = (
    name: string,
    channel: string,
    message: ChatMessage,
    effect: () => Promise<ChatAnswer>,
    kind: 'post' | 'reply' | 'edit',
  ): Promise<ChatAnswer> => {
    watcher.chatCalled(channel);
    return invocation.call({
      to: 'chat',
      name,
      effect: async () => {
        const answer = await effect();
        if (answer.ok) watcher.chatShowed(kind, chat.mode() === 'webhook' ? 'webhook' : channel, message, invocation);
        return answer;
      },
      refusal: (fault) => refusalOf(fault, sky.random.next()),
      patience: CHAT_PATIENCE,
      about: () => `${message.alertIds?.join(' + ') ?? ''}: ${message.text.slice(0, 60)}`,
    });
  };
  return {
    mode: () => chat.mode(),
    defaultChannel: () => chat.defaultChannel(),
    post: (channel, message, threadTs) =>
      call(
        threadTs === undefined ? 'post' : 'reply',
        channel,
        message,
        () => chat.post(channel, message, threadTs),
        threadTs === undefined ? 'post' : 'reply',
      ),
    edit: (channelId, ts, message) => call('edit', channelId, message, () => chat.edit(channelId, ts, message), 'edit'),
  };
}

/** What Slack says, or does not say. */
function refusalOf(fault: Outcome, chance: number): ChatAnswer {
  if (fault === 'throttle')
    return { ok: false, retry: true, retryAfterSeconds: 1 + Math.floor(chance * 60), error: 'ratelimited' };
  if (fault !== 'unavailable') return { ok: false, retry: true, error: 'no answer in time' };
  if (chance < 0.6) return { ok: false, retry: true, error: 'HTTP 500' };
  return chance < 0.9
    ? { ok: false, retry: true, retryAfterSeconds: 30, error: 'ratelimited' }
    : { ok: false, retry: false, error: 'account_inactive' };
}
