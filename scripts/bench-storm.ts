import { deliverAlerts } from '../lib/app/deliver-alerts';
import { explainIncidents } from '../lib/app/explain-incidents';
import { keepWatch } from '../lib/app/keep-watch';
import type { EvidencePorts, MetricsPort } from '../lib/app/ports';
import { respondToEvents } from '../lib/app/respond-to-events';
import { tableStore } from '../lib/aws/table-store';
import { eventRules } from '../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../lib/domain/incident/thresholds';
import { asObject, type JsonObject } from '../lib/domain/json';
import { rules } from '../lib/domain/rules';
import { memoryChat } from '../lib/memory/memory-chat';
import { memoryMessages } from '../lib/memory/memory-messages';
import { memoryPorts } from '../lib/memory/memory-ports';
import { parseRecording } from '../lib/memory/recording';
import { startLocalDynamodb } from '../test/contract/local-table';

/** What a storm of stops of one service cost. */
export interface StormFigures {
  readonly stops: number;
  readonly delivered: number;
  readonly counted: number;
  readonly opened: number;
  readonly loud: number;
  readonly posts: number;
  readonly edits: number;
  readonly evidenceReads: number;
  readonly writeUnitsPerStop: number;
  readonly readUnitsPerStop: number;
  readonly callsPerStop: number;
}

const BATCH = 100;

/**
 * Sends stops of one service through the responder as they come in a storm: in batches of 100 over some minutes, one in
 * ten twice, on a DynamoDB of the local machine that counts capacity units. Units of the index `due` are not counted by
 * it; the record is put there only when a time changes.
 */
export async function stormFigures(recorded: JsonObject, stops: number): Promise<StormFigures> {
  const recording = parseRecording(recorded, 'storm');
  if ('problem' in recording) throw new Error(recording.problem);
  const template = asObject(
    recording.events.find((event) => asObject(asObject(event)?.['detail'])?.['lastStatus'] === 'STOPPED'),
  );
  if (template === undefined) throw new Error('expected a recording with a stop');
  const local = await startLocalDynamodb();
  const clock = { now: Date.parse(String(template['time'])) };
  const now = () => clock.now;
  const units = { read: 0, write: 0, calls: 0 };
  let evidenceReads = 0;
  try {
    const store = tableStore({
      client: local.newClient(),
      tableName: await local.newTable(),
      now,
      evidenceDays: 30,
      onConsumed: (kind, consumed) => {
        units[kind] += consumed;
        units.calls += 1;
      },
    });
    const messages = memoryMessages(now);
    const chat = memoryChat({ now });
    const metrics: MetricsPort = {
      count: () => undefined,
      report: (what, error) => {
        throw new Error(what, { cause: error });
      },
    };
    const world = memoryPorts(recording, now);
    const original = taskIdOf(template);
    const evidence: EvidencePorts = {
      ...world,
      async readTaskLogs(task, definition) {
        evidenceReads += 1;
        return world.readTaskLogs({ ...task, taskId: original }, definition);
      },
    };
    const pause = async (milliseconds: number): Promise<void> => {
      clock.now += milliseconds;
    };
    const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules };
    const responder = { ...store, ...messages, ...metrics };
    const pass = async (): Promise<void> => {
      await explainIncidents(messages.takeLooks(clock.now), { ...responder, ...evidence }, policy);
      const alerts = messages.takePublished().map(({ json, alertId }) => ({ id: alertId, body: json }));
      await deliverAlerts([...alerts, ...messages.takeNudges()], { ...store, ...chat, ...metrics, pause });
    };
    const bodies = stormOf(template, stops);
    for (let from = 0; from < bodies.length; from += BATCH) {
      const batch = bodies.slice(from, from + BATCH).map((body, index) => ({ id: String(from + index), body }));
      const failed = await respondToEvents(batch, responder, { ...policy, rules: eventRules });
      if (failed.length > 0) throw new Error(`${failed.length} messages failed`);
      await pass();
      const before = Math.floor(clock.now / 60_000);
      clock.now += 4000;
      if (Math.floor(clock.now / 60_000) > before) {
        await keepWatch(responder, policy);
        await pass();
      }
    }
    const stormUnits = { ...units };
    for (let minute = 0; minute < 5; minute++) {
      clock.now += 60_000;
      await keepWatch(responder, policy);
      await pass();
    }
    const subject = { kind: 'service', cluster: clusterOf(template), name: serviceOf(template) } as const;
    const record = await store.readRecord(subject);
    const kinds = messages.published.map(({ attributes }) => attributes['kind']);
    return {
      stops,
      delivered: bodies.length,
      counted: record.incident?.stops ?? 0,
      opened: kinds.filter((kind) => kind === 'opened').length,
      loud: kinds.filter((kind) => kind !== 'update').length,
      posts: chat.posts.length,
      edits: chat.calls.filter(({ call }) => call.kind === 'edit').length,
      evidenceReads,
      writeUnitsPerStop: stormUnits.write / stops,
      readUnitsPerStop: stormUnits.read / stops,
      callsPerStop: stormUnits.calls / stops,
    };
  } finally {
    await local.close();
  }
}

/** The bodies of the messages: a task each, one in ten delivered twice. */
function stormOf(template: JsonObject, stops: number): readonly string[] {
  const text = JSON.stringify(template);
  const original = taskIdOf(template);
  return Array.from({ length: stops }, (_, index) => {
    const taskId = index.toString(16).padStart(8, '0') + original.slice(8);
    const body = text.replaceAll(original, taskId);
    return index % 10 === 0 ? [body, body] : [body];
  }).flat();
}

const detailOf = (event: JsonObject): JsonObject => asObject(event['detail']) ?? {};
const taskIdOf = (event: JsonObject): string => String(detailOf(event)['taskArn']).split('/').at(-1) ?? '';
const clusterOf = (event: JsonObject): string => String(detailOf(event)['clusterArn']).split('/').at(-1) ?? '';
const serviceOf = (event: JsonObject): string => String(detailOf(event)['group']).replace('service:', '');
