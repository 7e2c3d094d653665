import { respondToEvents } from '../../../lib/app/respond-to-events';
import { eventRules } from '../../../lib/domain/event-rules';
import type { Alert } from '../../../lib/domain/incident/alert';
import type { Row } from '../../../lib/domain/incident/row';
import type { ServiceRecord } from '../../../lib/domain/incident/service-record';
import { topicMessage } from '../../../lib/render/topic-message';
import type { SimulatedPorts } from '../cloud/ports-of';
import { type Design, ourDesign } from '../design';

/** Ports of which some were made worse. */
const withPorts = (
  name: string,
  worsen: (ports: SimulatedPorts) => Partial<SimulatedPorts>,
  more: Partial<Design> = {},
): Design => ({
  ...ourDesign,
  name,
  ports: (ports) => ({ ...ports, ...worsen(ports) }),
  ...more,
});

const respond = ourDesign.respond;

/** An event is remembered as seen before what it means was stored. */
function seenBeforeTelling(): Design {
  const seen = new Set<string>();
  return {
    ...ourDesign,
    name: 'mark seen before alerting',
    respond: async (messages, ports, policy) => {
      const fresh = messages.filter(({ body }) => !seen.has(body));
      for (const { body } of fresh) seen.add(body);
      return respond(fresh, ports, policy);
    },
  };
}

const noOutbox = withPorts('no outbox', (ports) => ({
  writeRecord: (record, dueAt) => ports.writeRecord({ ...record, outbox: [] }, dueAt),
}));

/** An event that was taken in is known by its id; nothing else tells two copies of a stop. */
function dedupeByEventId(): Design {
  const seen = new Set<string>();
  return {
    ...ourDesign,
    name: 'dedupe by event id',
    respond: async (messages, ports, policy) => {
      const fresh = messages.filter(({ body }) => !seen.has(eventIdOf(body)));
      const failed = await respond(fresh, { ...ports, ...blind(ports) }, policy);
      for (const { id, body } of fresh) if (!failed.includes(id)) seen.add(eventIdOf(body));
      return failed;
    },
  };
}

const eventIdOf = (body: string): string => /"id":"([0-9a-f]{32})"/.exec(body)?.[1] ?? body;

/** Nothing is known of earlier stops. */
const blind = (ports: SimulatedPorts): Partial<SimulatedPorts> => ({
  readStops: async (subject) => ports.readStops(subject, []),
  readRecord: async (subject) => ({ ...(await ports.readRecord(subject)), pending: [] }),
});

const trustArrivalOrder = withPorts('trust arrival order', (ports) => ({
  async readStops(subject, taskIds) {
    const rows = await ports.readStops(subject, taskIds);
    return new Map([...rows].map(([taskId, row]) => [taskId, { ...row, version: -1 }]));
  },
}));

function dropAfterReceives(): Design {
  const receives = new Map<string, number>();
  return {
    ...ourDesign,
    name: 'drop after three receives',
    respond: (messages, ports, policy) => {
      const kept = messages.filter(({ id }) => {
        receives.set(id, (receives.get(id) ?? 0) + 1);
        return (receives.get(id) ?? 0) <= 3;
      });
      return respond(kept, ports, policy);
    },
  };
}

const countWithoutDedupe = withPorts('count without dedupe', blind);

/** The newest version is taken for the one that was read. */
const withoutCompareAndSet = withPorts('write without compare-and-set', (ports) => ({
  async writeRecord(record, dueAt) {
    for (;;) {
      const { version } = await ports.readRecord(record.subject);
      if (await ports.writeRecord({ ...record, version }, dueAt)) return true;
    }
  },
}));

/** The rows say that a stop was counted before the record counts it, and the record does not remember it. */
const rowsBeforeRecord = withPorts('rows before record', (ports) => ({
  async writeRecord(record, dueAt) {
    const { subject, pending, episode } = record;
    const rows = pending.map(
      (taskId): Row => ({ type: 'stop', subject, taskId, version: 0, at: ports.now(), episode }),
    );
    if (rows.length > 0) await ports.writeRows(rows);
    return ports.writeRecord({ ...record, pending: [] }, dueAt);
  },
}));

const leaseWithoutExpiry = withPorts('lease without expiry', (ports) => ({
  writeDelivery: (delivery, dueAt) =>
    delivery.lease === undefined
      ? ports.writeDelivery(delivery, dueAt)
      : ports.writeDelivery({ ...delivery, lease: { ...delivery.lease, until: Number.MAX_SAFE_INTEGER } }, undefined),
}));

/** The post is made once it was marked: at the next write. */
const saidBeforePosting = withPorts(
  'mark said before posting',
  (ports) => {
    let owed: (() => Promise<unknown>) | undefined;
    return {
      post: async (channel, message, threadTs) => {
        owed = () => ports.post(channel, message, threadTs);
        return { ok: true };
      },
      async writeDelivery(delivery, dueAt) {
        const isWritten = await ports.writeDelivery(delivery, dueAt);
        const post = owed;
        owed = undefined;
        if (post !== undefined) await post();
        return isWritten;
      },
    };
  },
  { mode: 'webhook' },
);

const dropOnFailure = withPorts('ignore Retry-After and drop on failure', (ports) => ({
  async post(channel, message, threadTs) {
    const answer = await ports.post(channel, message, threadTs);
    return answer.ok ? answer : { ok: true };
  },
  async edit(channelId, ts, message) {
    const answer = await ports.edit(channelId, ts, message);
    return answer.ok ? answer : { ok: true };
  },
}));

const digestOffByOne = withPorts('digest off by one', (ports) => ({
  writeDelivery: (delivery, dueAt) => {
    const { digest } = delivery;
    return ports.writeDelivery(
      digest === undefined || digest.incidents.length < 2
        ? delivery
        : { ...delivery, digest: { ...digest, incidents: digest.incidents.slice(1) } },
      dueAt,
    );
  },
}));

const noHoldDown: Design = {
  ...ourDesign,
  name: 'resolve on the first steady state',
  policy: {
    ...ourDesign.policy,
    thresholds: { ...ourDesign.policy.thresholds, shortestHoldDown: 0, longestHoldDown: 0 },
  },
};

const publishBeforeRecord = withPorts('publish before the record is written', (ports) => ({
  async writeAlert(alert) {
    await ports.writeAlert(alert);
    if (alert.kind !== 'digest') await ports.publish(topicMessage(alert));
  },
}));

/** Two writers of one number write to one body. */
const idOfNumber = (alertId: string): string => alertId.replace(/-[0-9a-f]+$/, '');
const numbered = <T extends Alert>(alert: T): T => ({ ...alert, alertId: idOfNumber(alert.alertId) });
const bodyByNumber = withPorts('body not content-addressed', (ports) => ({
  writeAlert: (alert) => ports.writeAlert(numbered(alert)),
  readAlert: (alertId) => ports.readAlert(idOfNumber(alertId)),
  writeRecord: (record, dueAt) => ports.writeRecord({ ...record, outbox: record.outbox.map(idOfNumber) }, dueAt),
  publish: (message) => {
    const alert = JSON.parse(message.json) as Alert;
    return ports.publish({
      ...message,
      alertId: idOfNumber(message.alertId),
      json: JSON.stringify({ ...alert, alertId: idOfNumber(alert.alertId) }),
    });
  },
}));

const pendingCleared = withPorts('clear pending without writing owed rows', (ports) => ({
  writeRows: async (rows) => {
    const left = rows.filter((row) => row.type !== 'stop' || row.version !== -1);
    if (left.length > 0) await ports.writeRows(left);
  },
}));

/** The order of events is the order of their arrival: an old one opens what is over. */
const oldEventsReopen = withPorts('old events reopen', (ports) => ({
  async readRecord(subject): Promise<ServiceRecord> {
    const record = await ports.readRecord(subject);
    const { incident, endedAt: _endedAt, ...rest } = record;
    return incident === undefined
      ? rest
      : { ...rest, incident: { ...incident, ...(incident.closedAt === undefined ? {} : { closedAt: 0 }) } };
  },
}));

const swallowsErrors: Design = {
  ...ourDesign,
  name: 'errors are swallowed',
  respond: async (messages, ports, policy) => {
    await respondToEvents(messages, ports, { ...policy, rules: eventRules });
    return [];
  },
};

/** One bad message fails its neighbours. */
const batchFailsWhole: Design = {
  ...ourDesign,
  name: 'one bad message fails the batch',
  respond: async (messages, ports, policy) => {
    const failed = await respond(messages, ports, policy);
    return failed.length > 0 ? messages.map(({ id }) => id) : [];
  },
};

const forgetsDue = withPorts('what is due is not indexed', (ports) => ({
  writeRecord: (record) => ports.writeRecord(record, undefined),
}));

/** Two senders at once. */
const noLease = withPorts('no lease', (ports) => ({
  async readDelivery(key) {
    const { lease: _lease, ...delivery } = await ports.readDelivery(key);
    return delivery;
  },
}));

export interface Planted {
  /** Made anew for each run, since some remember. */
  readonly design: () => Design;
  /** A seed that catches it; where the worlds have changed, one of the next ones does. */
  readonly seed: number;
}

/** Designs that look right and are not. */
export const plantedDesigns: readonly Planted[] = [
  { design: seenBeforeTelling, seed: 1 },
  { design: () => noOutbox, seed: 3 },
  { design: dedupeByEventId, seed: 3 },
  { design: () => trustArrivalOrder, seed: 6 },
  { design: dropAfterReceives, seed: 1 },
  { design: () => countWithoutDedupe, seed: 3 },
  { design: () => withoutCompareAndSet, seed: 1 },
  { design: () => rowsBeforeRecord, seed: 9 },
  { design: () => leaseWithoutExpiry, seed: 3 },
  { design: () => saidBeforePosting, seed: 6 },
  { design: () => dropOnFailure, seed: 6 },
  { design: () => digestOffByOne, seed: 25 },
  { design: () => noHoldDown, seed: 1 },
  { design: () => publishBeforeRecord, seed: 1 },
  { design: () => bodyByNumber, seed: 47 },
  { design: () => pendingCleared, seed: 9 },
  { design: () => oldEventsReopen, seed: 1 },
  { design: () => swallowsErrors, seed: 1 },
  { design: () => batchFailsWhole, seed: 12 },
  { design: () => forgetsDue, seed: 1 },
  { design: () => noLease, seed: 20 },
];
