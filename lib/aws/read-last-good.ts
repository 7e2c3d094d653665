import type { LastGoodQuestion, ServiceKey } from '../app/ports';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import type { LastGood } from '../domain/evidence';
import { asObjects, asText, type JsonObject } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import type { Service } from '../domain/service';
import { parseTimestamp } from '../domain/timestamp';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { ReadTaskDefinition } from './read-task-definition';
import type { Ask } from './reading';
import { RefusedError } from './refusals';

/** What this reading has seen already: it answers part of the question without a call. */
export interface SeenSoFar {
  readonly service?: Service;
  /** The failing revision. */
  readonly definition?: TaskDefinition;
}

export interface LastGoodSources {
  readonly ecs: LazyClient<ECSClient>;
  readonly readDefinition: ReadTaskDefinition;
  readonly ask: Ask;
  /** Whether there are calls enough to look through what ECS remembers of deployments. */
  readonly mayAskDeployments: boolean;
  /** Told of a source that was refused while another one may still answer. */
  onRefused(because: string): void;
}

interface Candidate {
  readonly arn: string;
  readonly basis: LastGood['basis'];
}

/** Deployments that are looked through, newest first: as many revisions as DescribeServiceRevisions takes at once. */
const MOST_DEPLOYMENTS = 20;

/**
 * The revision of the same family that was last good. In this order: a completed deployment that the service still
 * shows, ECS's record of deployments (90 days), our own memory, and the revision before, of which nothing better is
 * known.
 */
export async function readLastGood(
  question: LastGoodQuestion,
  seen: SeenSoFar,
  sources: LastGoodSources,
): Promise<Read<LastGood>> {
  const reasons: string[] = [];
  const refuse = (because: string): void => {
    reasons.push(because);
    sources.onRefused(because);
  };
  for await (const { arn, basis } of candidates(question, seen, sources, refuse)) {
    const read = await orRefused(() => sources.readDefinition(arn, sources.ask));
    if (read.state === 'known') return known({ definition: read.value, basis });
    refuse(read.reason);
  }
  if (question.revision <= 1) reasons.unshift(`revision ${question.revision} is the first of ${question.family}`);
  return unavailable([...new Set(reasons)].join('; '));
}

async function* candidates(
  question: LastGoodQuestion,
  { service, definition }: SeenSoFar,
  { ecs, ask, mayAskDeployments }: LastGoodSources,
  refuse: (because: string) => void,
): AsyncGenerator<Candidate> {
  const { family, revision, remembered } = question;
  const isOther = (arn: string): boolean => {
    const other = parseTaskDefinitionArn(arn);
    return other.family === family && other.revision !== undefined && other.revision !== revision;
  };
  const shown = service === undefined ? undefined : completedIn(service).find(isOther);
  if (shown !== undefined) yield { arn: shown, basis: 'completed' };
  if (question.service !== undefined && shown === undefined && mayAskDeployments) {
    const key = question.service;
    const deployed = await orRefused(async () => known(await deployedBefore(key, service?.arn, ecs, ask)));
    if (deployed.state === 'unavailable') refuse(deployed.reason);
    const arn = deployed.state === 'known' ? deployed.value.find(isOther) : undefined;
    if (arn !== undefined) yield { arn, basis: 'completed' };
  }
  if (remembered !== undefined && isOther(remembered)) yield { arn: remembered, basis: 'completed' };
  if (revision > 1)
    yield {
      arn: definition?.arn.replace(/:\d+$/, `:${revision - 1}`) ?? `${family}:${revision - 1}`,
      basis: 'previous',
    };
}

/** Revisions of completed deployments that DescribeServices shows, newest first. */
const completedIn = ({ deployments }: Service): readonly string[] =>
  deployments
    .filter(({ rolloutState }) => rolloutState === 'COMPLETED')
    .sort((a, b) => (b.updatedAt ?? b.createdAt ?? 0) - (a.updatedAt ?? a.createdAt ?? 0))
    .flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []);

/** Task definitions of the deployments that succeeded, newest first. */
async function deployedBefore(
  { cluster, service }: ServiceKey,
  serviceArn: string | undefined,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<readonly string[]> {
  const { DescribeServiceRevisionsCommand, ListServiceDeploymentsCommand } = await import('./clients/ecs');
  const client = await ecs();
  const about = serviceArn ?? `${service} in cluster ${cluster}`;
  const listed = await ask({ action: 'ecs:ListServiceDeployments', about }, (options) =>
    client.send(
      new ListServiceDeploymentsCommand({
        cluster,
        service: serviceArn ?? service,
        status: ['SUCCESSFUL'],
        maxResults: MOST_DEPLOYMENTS,
      }),
      options,
    ),
  );
  const finishedAt = (one: JsonObject): number =>
    parseTimestamp(one['finishedAt']) ?? parseTimestamp(one['createdAt']) ?? 0;
  const revisions = [...asObjects(listed.serviceDeployments)]
    .sort((a, b) => finishedAt(b) - finishedAt(a))
    .flatMap((one) => asText(one['targetServiceRevisionArn']) ?? []);
  const asked = [...new Set(revisions)].slice(0, MOST_DEPLOYMENTS);
  if (asked.length === 0) return [];
  const described = await ask({ action: 'ecs:DescribeServiceRevisions', about }, (options) =>
    client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: asked }), options),
  );
  // The answer is in no promised order.
  const found = asObjects(described.serviceRevisions);
  return asked.flatMap(
    (arn) => asText(found.find((one) => one['serviceRevisionArn'] === arn)?.['taskDefinition']) ?? [],
  );
}

/** What was refused is a reason to look elsewhere; what is late or spent ends the search. */
async function orRefused<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError && error.kind !== 'late' && error.kind !== 'spent')
      return unavailable(error.message);
    throw error;
  }
}
