import { parseTask } from '../domain/ecs-events/parse-task';
import type { JsonObject } from '../domain/json';
import type { ClusterAnswer } from '../render/answer';
import { nearestIds } from '../render/nearest-ids';
import { diagnoseCluster } from './diagnose-cluster';
import type { Answered, Refused } from './diagnose-ports';
import { type Diagnosed, type DiagnoseServiceOptions, diagnoseLoneTask, diagnoseService } from './diagnose-service';

/** What somebody wants to know: of a task, of a service, else of all services of the cluster. Names, or a task's ARN. */
export interface Question {
  readonly cluster: string;
  readonly service?: string;
  readonly task?: string;
}

export type Reply =
  | { readonly kind: 'answer'; readonly diagnosed: Diagnosed }
  | { readonly kind: 'cluster'; readonly answer: ClusterAnswer }
  /** There is no answer; a sentence says why, and what to do. */
  | { readonly kind: 'problem'; readonly sentence: string };

const problem = (sentence: string): Reply => ({ kind: 'problem', sentence });

/** Answers a question with what the account lets be read. Never throws for what AWS or the network says. */
export function diagnoseQuestion(options: DiagnoseServiceOptions, question: Question): Promise<Reply> {
  const { cluster, service, task } = question;
  if (task !== undefined) return askTask(options, cluster, task);
  return service === undefined ? askCluster(options, cluster) : askService(options, cluster, service);
}

async function askCluster(options: DiagnoseServiceOptions, cluster: string): Promise<Reply> {
  const answer = await diagnoseCluster(options, cluster);
  if (!('refused' in answer)) return { kind: 'cluster', answer };
  const hint = answer.refused.kind === 'denied' ? '; a single service can be asked about with --service' : '';
  return problem(`${await inWords(options, cluster, answer.refused)}${hint}`);
}

async function askService(options: DiagnoseServiceOptions, cluster: string, service: string): Promise<Reply> {
  const described = await describe(options, cluster, service);
  if (described === undefined) return problem(await noSuchService(options, cluster, service));
  if (described.state === 'unavailable' && endsAll(described))
    return problem(await inWords(options, cluster, described));
  return { kind: 'answer', diagnosed: await diagnoseService(options, { cluster, service }, described) };
}

async function askTask(options: DiagnoseServiceOptions, cluster: string, asked: string): Promise<Reply> {
  const read = await options.ports.readTask(cluster, asked);
  if (read.state === 'unavailable') return problem(await inWords(options, cluster, read));
  const raw = read.value;
  if (raw === undefined)
    return problem(
      `ECS knows no task ${asked} in cluster ${cluster}: it forgets a stopped task after about an hour; what its service says is still there with --service`,
    );
  const task = parseTask(raw);
  if ('problem' in task) return problem(`what ECS says of task ${asked} cannot be used: ${task.problem}`);
  if (task.service === undefined)
    return { kind: 'answer', diagnosed: await diagnoseLoneTask(options, cluster, raw, task) };
  const key = { cluster, service: task.service };
  const described = (await describe(options, cluster, task.service)) ?? {
    state: 'unavailable',
    reason: `ECS knows no service ${task.service} in cluster ${cluster} any more`,
    action: 'ecs:DescribeServices',
    kind: 'missing',
  };
  return { kind: 'answer', diagnosed: await diagnoseService(options, key, described, { task: raw }) };
}

/** The service, or why it cannot be read; undefined where there is none of this name. */
async function describe(
  { ports }: DiagnoseServiceOptions,
  cluster: string,
  service: string,
): Promise<Answered<JsonObject> | undefined> {
  const described = await ports.describeServices(cluster, [service]);
  if (described.state === 'unavailable') return described;
  const [value] = described.value;
  return value === undefined ? undefined : { state: 'known', value };
}

/** Whatever else is asked gets no answer either. */
const endsAll = ({ kind }: Refused): boolean => kind === 'nothing-works' || kind === 'missing';

/** What stood in the way of the first call; of a cluster that is not there, near names. */
async function inWords({ ports }: DiagnoseServiceOptions, cluster: string, refused: Refused): Promise<string> {
  if (refused.kind !== 'missing') return refused.reason;
  const clusters = await ports.listClusters();
  return `there is no cluster ${cluster} in this account and Region${offer(cluster, clusters, 'clusters')}`;
}

async function noSuchService({ ports }: DiagnoseServiceOptions, cluster: string, service: string): Promise<string> {
  const services = await ports.listServices(cluster);
  return `ECS knows no service ${service} in cluster ${cluster}${offer(service, services, 'services')}`;
}

const SHOWN = 5;

function offer(name: string, found: Answered<readonly string[]>, noun: string): string {
  if (found.state === 'unavailable') return `; near names cannot be offered: ${found.reason}`;
  const { value } = found;
  if (value.length === 0) return `: there are no ${noun} at all`;
  return value.length <= SHOWN
    ? `: expected one of ${value.join(', ')}`
    : `: did you mean ${nearestIds(name, value).join(', ')}?`;
}
