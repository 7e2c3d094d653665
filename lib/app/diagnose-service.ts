import type { Rules } from '../domain/diagnosis/diagnose';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import { type DiagnosisRecord, recordOfRedacted } from '../domain/diagnosis/diagnosis-record';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import { parseTask } from '../domain/ecs-events/parse-task';
import { asText, type JsonObject } from '../domain/json';
import type { ServiceStanding } from '../domain/service-standing';
import { isStop, type Task } from '../domain/stop';
import type { AlsoCause, Answer, AnsweredTask } from '../render/answer';
import { readDefinitions } from './diagnose-definitions';
import { readLogs } from './diagnose-logs';
import type { Answered, DiagnosePorts } from './diagnose-ports';
import { LiveWorld } from './live-world';
import type { ServiceKey } from './ports';
import { type LiveServiceOptions, readLiveService } from './read-live-service';
import type { Replay } from './replay';
import type { Step } from './step';
import type { Verdict } from './verdict';
import { verdictOf } from './verdict';

/** Replays a recording as `replay` does. */
export type Engine = (recording: JsonObject) => Promise<Replay>;

/** A diagnosis, and the world that it was made from. */
export interface Diagnosed {
  readonly answer: Answer;
  /** What `replay` says of the recording. */
  readonly verdict: Verdict;
  /** As it was read: it may hold secrets. */
  readonly recording: JsonObject;
}

export interface DiagnoseServiceOptions {
  readonly ports: DiagnosePorts;
  readonly rules: Rules;
  readonly engine: Engine;
}

/** Explains how a service stands; where DescribeServices was refused, from its tasks alone. */
export async function diagnoseService(
  { ports, rules, engine }: DiagnoseServiceOptions,
  key: ServiceKey,
  described: Answered<JsonObject>,
  more: Pick<LiveServiceOptions, 'stopped' | 'task' | 'onlyFailing'> = {},
): Promise<Diagnosed> {
  const { world, standing, failures, capacity } = await readLiveService(ports, rules, { key, described, ...more });
  const id = `${key.cluster}/${key.service}`;
  const { recording, replay } = await replayed(world, id, ports.now(), engine);
  const task = more.task === undefined ? undefined : parseTask(more.task);
  const asked = task === undefined || 'problem' in task ? undefined : task;
  const lead = asked === undefined ? replay.diagnosis : (ownOf(replay, asked) ?? replay.diagnosis);
  const diagnosis = recordOf(lead);
  const stoppedAt = failures.flatMap((stop) => stop.stoppedAt ?? stop.stoppingAt ?? []);
  const [first] = stoppedAt;
  const last = stoppedAt.at(-1);
  const revision = diagnosis === undefined ? undefined : revisionOf(replay.steps, lead);
  return {
    answer: {
      cluster: key.cluster,
      name: key.service,
      kind: 'service',
      ...(asked === undefined ? {} : { task: answeredTask(asked, more.task ?? {}) }),
      at: ports.now(),
      standing: settled(standing, replay),
      ...(diagnosis === undefined ? {} : { diagnosis }),
      also: alsoOf(replay.steps, lead),
      stops: {
        failed: failures.length,
        ...(first === undefined ? {} : { first }),
        ...(last === undefined ? {} : { last }),
      },
      ...(revision === undefined ? {} : { revision }),
      capacity,
      unread: world.unread,
    },
    verdict: verdictIn(id, replay),
    recording,
  };
}

/** Explains a task that belongs to no service. */
export async function diagnoseLoneTask(
  { ports, engine }: DiagnoseServiceOptions,
  cluster: string,
  raw: JsonObject,
  task: Task,
): Promise<Diagnosed> {
  const world = new LiveWorld();
  world.add('tasks', [raw]);
  const definitions = await readDefinitions(ports, world, undefined, [task]);
  await readLogs(ports, world, [task], definitions);
  const id = `${cluster}/${task.taskId}`;
  const { recording, replay } = await replayed(world, id, ports.now(), engine);
  const diagnosis = recordOf(replay.diagnosis);
  const isFailure = isStop(task) && replay.diagnosis?.cause.kind !== 'normal';
  const at = task.stoppedAt ?? task.stoppingAt;
  return {
    answer: {
      cluster,
      name: task.family ?? task.taskId,
      kind: 'family',
      task: answeredTask(task, raw),
      at: ports.now(),
      standing: isFailure
        ? { state: 'failing', because: 'the task failed', ...(at === undefined ? {} : { since: at }) }
        : { state: 'healthy', because: isStop(task) ? 'the task ended as planned' : 'the task runs' },
      ...(diagnosis === undefined ? {} : { diagnosis }),
      also: [],
      stops: { failed: isFailure ? 1 : 0, ...(isFailure && at !== undefined ? { first: at, last: at } : {}) },
      ...(task.revision === undefined ? {} : { revision: task.revision }),
      capacity: [],
      unread: world.unread,
    },
    verdict: verdictIn(id, replay),
    recording,
  };
}

async function replayed(world: LiveWorld, id: string, now: number, engine: Engine) {
  const recording = world.recording(id, `ecs-medic diagnose, ${new Date(now).toISOString()}`);
  return { recording, replay: await engine(recording) };
}

/** What `replay --format jsonl` prints of the same recording. */
export function verdictIn(id: string, { diagnosis }: Replay): Verdict {
  return verdictOf(id, diagnosis === undefined ? undefined : redactDiagnosis(diagnosis).diagnosis);
}

/** What is said of the task that was asked about, and not of its service. */
const ownOf = ({ steps }: Replay, { taskArn }: Task): Diagnosis | undefined =>
  steps.find(({ symptom }) => symptom.kind === 'stop' && symptom.stop.taskArn === taskArn)?.diagnosis;

function recordOf(diagnosis: Diagnosis | undefined): DiagnosisRecord | undefined {
  if (diagnosis === undefined) return undefined;
  const record = recordOfRedacted(redactDiagnosis(diagnosis).diagnosis);
  return { ...record, unchecked: record.unchecked.map(({ what, reason }) => ({ what, reason: live(reason) })) };
}

/** What a recording does not hold, an account did not tell. */
const live = (reason: string): string => reason.replace(/^the recording holds (.+)$/, '$1 was found');

function revisionOf(steps: readonly Step[], lead: Diagnosis | undefined): number | undefined {
  const symptom = steps.find(({ diagnosis }) => diagnosis === lead)?.symptom;
  return symptom?.kind === 'stop' ? symptom.stop.revision : lead?.changes?.to.revision;
}

/** The whole evidence may show a fault of the service where the first look saw none, in the log of a running task above all. */
function settled(standing: ServiceStanding, { steps }: Replay): ServiceStanding {
  const said = steps.find(({ symptom }) => symptom.kind === 'service')?.diagnosis;
  const isFault = said !== undefined && said.cause.kind !== 'normal' && said.confidence !== 'possible';
  if (standing.state !== 'changing' || !isFault) return standing;
  return { ...standing, state: 'failing', because: 'its deployment does not come along' };
}

/** Other causes with a name, those with the most stops first. */
function alsoOf(steps: readonly Step[], lead: Diagnosis | undefined): readonly AlsoCause[] {
  const found = new Map<string, AlsoCause>();
  for (const { symptom, diagnosis } of steps) {
    if (diagnosis === undefined || diagnosis.cause.id === lead?.cause.id) continue;
    const { id, kind, title } = diagnosis.cause;
    if (kind === 'normal' || kind === 'unknown') continue;
    const before = found.get(id)?.stops ?? 0;
    const stops = before + (symptom.kind === 'stop' ? 1 : 0);
    found.set(id, { cause: id, title, confidence: diagnosis.confidence, stops });
  }
  return [...found.values()].sort((a, b) => b.stops - a.stops);
}

function answeredTask(task: Task, raw: JsonObject): AnsweredTask {
  const health = asText(raw['healthStatus']);
  const since = isStop(task) ? task.stoppedAt : (task.stoppingAt ?? task.startedAt ?? task.createdAt);
  return {
    id: task.taskId,
    lastStatus: task.lastStatus ?? 'UNKNOWN',
    isEnding: isStop(task) || task.desiredStatus === 'STOPPED',
    ...(health === undefined ? {} : { health }),
    ...(since === undefined ? {} : { since }),
  };
}
