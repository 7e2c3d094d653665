import { diagnose, type Rules } from '../domain/diagnosis/diagnose';
import { type DiagnosisRecord, recordOfRedacted } from '../domain/diagnosis/diagnosis-record';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import { asText, type JsonObject } from '../domain/json';
import { known } from '../domain/read';
import type { ServiceStanding } from '../domain/service-standing';
import type { Stop } from '../domain/stop';
import { whatIsWrong } from '../render/alert/lead-cause';
import type { Answer, ClusterAnswer, ClusterRow, UnreadPart } from '../render/answer';
import { atMost } from './at-most';
import { noEvidence } from './collect-evidence';
import { failuresAmong } from './diagnose-failures';
import type { Answered, Refused } from './diagnose-ports';
import { type DiagnoseServiceOptions, diagnoseService } from './diagnose-service';
import { LiveWorld } from './live-world';

/** Services that DescribeServices takes in one call. */
const AT_ONCE = 10;
const CALLS_AT_A_TIME = 4;
const SERVICES_AT_A_TIME = 2;
const ORDER: readonly ServiceStanding['state'][] = ['failing', 'unknown', 'changing', 'going', 'at-zero', 'healthy'];

/** Looks at every service of a cluster, and at the tasks in it that belong to none; the worst comes first. */
export async function diagnoseCluster(
  options: DiagnoseServiceOptions,
  cluster: string,
): Promise<ClusterAnswer | { readonly refused: Refused }> {
  const { ports, rules } = options;
  const listed = await ports.listServices(cluster);
  if (listed.state === 'unavailable') return { refused: listed };
  const whole = new LiveWorld();
  const batches = Array.from({ length: Math.ceil(listed.value.length / AT_ONCE) }, (_, index) =>
    listed.value.slice(index * AT_ONCE, (index + 1) * AT_ONCE),
  );
  const [stopped, described] = await Promise.all([
    ports.readTasks(cluster, undefined, 'STOPPED'),
    atMost(CALLS_AT_A_TIME, batches, async (names) => ({
      names,
      answer: await ports.describeServices(cluster, names),
    })),
  ]);
  const tasks = whole.take('stopped tasks', 'tasks', stopped);
  const services = new Map<string, Answered<JsonObject>>();
  for (const { names, answer } of described) {
    for (const name of names) {
      if (answer.state === 'unavailable') services.set(name, answer);
      else {
        const value = answer.value.find((service) => service['serviceName'] === name);
        // One that was deleted in between is no service of the cluster any more.
        if (value !== undefined) services.set(name, known(value));
      }
    }
  }
  const tasksOf = byOwner(tasks ?? []);
  const answers = await atMost(SERVICES_AT_A_TIME, [...services], async ([service, one]) => {
    const own = tasks === undefined ? {} : { stopped: tasksOf.get(`service:${service}`) ?? [] };
    const { answer } = await diagnoseService(options, { cluster, service }, one, {
      ...own,
      onlyFailing: true,
    });
    return answer;
  });
  const families = [...tasksOf].flatMap(([group, own]) =>
    group.startsWith('family:') ? familyRow(group, own, rules) : [],
  );
  return {
    cluster,
    at: ports.now(),
    rows: [...answers.map(rowOf), ...families].sort(worstFirst),
    unread: distinct([...whole.unread, ...answers.flatMap(({ unread }) => unread)]),
  };
}

function byOwner(tasks: readonly JsonObject[]): ReadonlyMap<string, readonly JsonObject[]> {
  const owners = new Map<string, JsonObject[]>();
  for (const task of tasks) {
    const group = asText(task['group']) ?? '';
    owners.set(group, [...(owners.get(group) ?? []), task]);
  }
  return owners;
}

function rowOf({ name, kind, standing, diagnosis }: Answer): ClusterRow {
  return { name, kind, standing, ...(standing.state === 'failing' ? causeIn(diagnosis) : {}) };
}

function causeIn(diagnosis: DiagnosisRecord | undefined): Pick<ClusterRow, 'cause' | 'confidence' | 'title'> {
  if (diagnosis === undefined || diagnosis.kind === 'normal') return {};
  const { cause, confidence, title } = diagnosis;
  return { cause, confidence, title: whatIsWrong({ title, diagnosis }) };
}

/** Of tasks that stand alone only what failed is news; by what ECS itself says of them. */
function familyRow(group: string, tasks: readonly JsonObject[], rules: Rules): readonly ClusterRow[] {
  const failures = failuresAmong(tasks, rules);
  const last = failures.at(-1);
  if (last === undefined || endedWell(last)) return [];
  const diagnosis = diagnose({ kind: 'stop', stop: last }, noEvidence('not read'), rules);
  const first = failures[0]?.stoppedAt;
  const record = diagnosis === undefined ? undefined : recordOfRedacted(redactDiagnosis(diagnosis).diagnosis);
  return [
    {
      name: group.slice('family:'.length),
      kind: 'family',
      standing: {
        state: 'failing',
        because: 'tasks of it failed',
        ...(first === undefined ? {} : { since: first }),
      },
      ...causeIn(record),
    },
  ];
}

const endedWell = ({ containers }: Stop): boolean =>
  containers.length > 0 && containers.every(({ exitCode }) => exitCode === 0);

/** By state, services before tasks that stand alone, then how many tasks are missing, then since when. */
function worstFirst(a: ClusterRow, b: ClusterRow): number {
  const missing = ({ standing: { running = 0, desired = 0 } }: ClusterRow): number =>
    desired === 0 ? 0 : (desired - running) / desired;
  return (
    ORDER.indexOf(a.standing.state) - ORDER.indexOf(b.standing.state) ||
    Number(a.kind === 'family') - Number(b.kind === 'family') ||
    missing(b) - missing(a) ||
    (a.standing.since ?? 0) - (b.standing.since ?? 0) ||
    (a.name < b.name ? -1 : 1)
  );
}

/** One action that is missing is told once, not for every service. */
function distinct(unread: readonly UnreadPart[]): readonly UnreadPart[] {
  const byAction = new Map(unread.map((one) => [`${one.action} ${one.what} ${one.denied}`, one]));
  return [...byAction.values()];
}
