import { nameOfArn, parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import type { DeploymentStep } from '../domain/incident/happening';
import type { Subject } from '../domain/incident/subject';
import { asObject, asText, defined, type JsonObject } from '../domain/json';
import { redact } from '../domain/redaction/redact';
import type { Deployment, Service } from '../domain/service';
import type { EntryFact } from '../domain/timeline/facts';
import { parseTimestamp } from '../domain/timestamp';

/** Steps of deployments, and the revision of each deployment by its id. */
export interface DeploymentFacts {
  readonly entries: readonly EntryFact[];
  readonly revisions: ReadonlyMap<string, number>;
}

/** Steps of the deployments that a service tells of, where neither an event nor ECS's own record of them does. */
export function deploymentsOfService(subject: Subject, { deployments }: Service): DeploymentFacts {
  const entries = deployments.flatMap((deployment) => stepsOf(subject, deployment));
  return { entries, revisions: revisionsOf(deployments) };
}

export const revisionsOf = (deployments: readonly Deployment[]): ReadonlyMap<string, number> =>
  new Map(
    deployments.flatMap(({ id, taskDefinitionArn }) => {
      const revision = taskDefinitionArn === undefined ? undefined : parseTaskDefinitionArn(taskDefinitionArn).revision;
      return revision === undefined ? [] : [[id, revision] as const];
    }),
  );

const ROLLOUTS: ReadonlyMap<string, 'completed' | 'failed'> = new Map([
  ['COMPLETED', 'completed'],
  ['FAILED', 'failed'],
]);

function stepsOf(
  subject: Subject,
  { id, createdAt, updatedAt, rolloutState, rolloutStateReason }: Deployment,
): readonly EntryFact[] {
  const source = 'DescribeServices';
  const ended = ROLLOUTS.get(rolloutState ?? '');
  return [
    ...(createdAt === undefined ? [] : [stepFact(subject, id, 'in-progress', createdAt, source)]),
    ...(ended === undefined || updatedAt === undefined
      ? []
      : [stepFact(subject, id, ended, updatedAt, source, rolloutStateReason)]),
  ];
}

/** Steps of the deployments as ListServiceDeployments or DescribeServiceDeployments tells them. */
export function serviceDeploymentFacts(
  subject: Subject,
  deployments: readonly JsonObject[],
  revisions: readonly JsonObject[],
): DeploymentFacts {
  const revisionOf = new Map(
    revisions.flatMap((one) => {
      const arn = asText(one['serviceRevisionArn']);
      const definition = asText(one['taskDefinition']);
      const revision = definition === undefined ? undefined : parseTaskDefinitionArn(definition).revision;
      return arn === undefined || revision === undefined ? [] : [[arn, revision] as const];
    }),
  );
  const entries: EntryFact[] = [];
  const found = new Map<string, number>();
  for (const deployment of latestOf(deployments)) {
    const id = nameOfArn(asText(deployment['serviceDeploymentArn']) ?? '(unnamed)');
    const target =
      asText(deployment['targetServiceRevisionArn']) ?? asText(asObject(deployment['targetServiceRevision'])?.['arn']);
    const rollback = asObject(deployment['rollback']);
    const back = asText(rollback?.['serviceRevisionArn']);
    const backId = `${id} (back)`;
    put(found, id, target === undefined ? undefined : revisionOf.get(target));
    put(found, backId, back === undefined ? undefined : revisionOf.get(back));
    entries.push(...recordedSteps(subject, deployment, id, backId));
  }
  return { entries, revisions: found };
}

function recordedSteps(subject: Subject, deployment: JsonObject, id: string, backId: string): readonly EntryFact[] {
  const status = asText(deployment['status']) ?? '';
  const began = parseTimestamp(deployment['startedAt']) ?? parseTimestamp(deployment['createdAt']);
  const ended = parseTimestamp(deployment['finishedAt']) ?? parseTimestamp(deployment['stoppedAt']);
  const rollback = asObject(deployment['rollback']);
  const reason = asText(rollback?.['reason']) ?? asText(deployment['statusReason']);
  const turned = parseTimestamp(rollback?.['startedAt']) ?? ended;
  const step = (of: string, state: DeploymentStep['state'], at: number | undefined, why?: string) =>
    at === undefined ? [] : [stepFact(subject, of, state, at, 'ListServiceDeployments', why)];
  const isBack = status.startsWith('ROLLBACK_');
  return [
    ...step(id, 'in-progress', began),
    ...(status === 'SUCCESSFUL' ? step(id, 'completed', ended) : []),
    ...(status === 'STOPPED' ? step(id, 'failed', ended, reason) : []),
    ...(isBack ? [...step(id, 'failed', turned, reason), ...step(backId, 'rolling-back', turned)] : []),
    ...(status === 'ROLLBACK_SUCCESSFUL' ? step(backId, 'completed', ended) : []),
    ...(status === 'ROLLBACK_FAILED' ? step(backId, 'failed', ended, reason) : []),
  ];
}

/** Of each deployment what was seen last. */
function latestOf(deployments: readonly JsonObject[]): readonly JsonObject[] {
  const latest = new Map<string, { readonly at: number; readonly deployment: JsonObject }>();
  for (const deployment of deployments) {
    const arn = asText(deployment['serviceDeploymentArn']) ?? '';
    const at = parseTimestamp(deployment['at']) ?? parseTimestamp(deployment['updatedAt']) ?? 0;
    if (at >= (latest.get(arn)?.at ?? Number.NEGATIVE_INFINITY)) latest.set(arn, { at, deployment });
  }
  return [...latest.values()].map(({ deployment }) => deployment);
}

function put(found: Map<string, number>, id: string, revision: number | undefined): void {
  if (revision !== undefined) found.set(id, revision);
}

const EVENTS = {
  'in-progress': 'SERVICE_DEPLOYMENT_IN_PROGRESS',
  'rolling-back': 'SERVICE_DEPLOYMENT_IN_PROGRESS',
  completed: 'SERVICE_DEPLOYMENT_COMPLETED',
  failed: 'SERVICE_DEPLOYMENT_FAILED',
} as const;

const stepFact = (
  subject: Subject,
  id: string,
  state: DeploymentStep['state'],
  at: number,
  source: string,
  reason?: string,
): EntryFact =>
  defined({
    type: 'entry',
    subject,
    entryId: `deployment/${id}/${EVENTS[state]}/${at}`,
    at,
    what: EVENTS[state],
    title: reason === undefined ? EVENTS[state] : redact(reason.slice(0, 600)).text,
    cause: state === 'failed' ? 'deployment-circuit-breaker' : undefined,
    deployment: { id, state },
    source,
  }) as EntryFact;
