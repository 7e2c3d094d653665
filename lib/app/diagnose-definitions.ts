import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import { asText } from '../domain/json';
import type { Service } from '../domain/service';
import type { Task } from '../domain/stop';
import { atMost } from './at-most';
import type { DiagnosePorts } from './diagnose-ports';
import type { LiveWorld } from './live-world';

/** Revisions that failing tasks were of. */
const MOST_REVISIONS = 4;
const AT_A_TIME = 4;

/** The revisions of the tasks, the one that the service wants, and the one to compare with. */
export async function readDefinitions(
  ports: DiagnosePorts,
  world: LiveWorld,
  service: Service | undefined,
  tasks: readonly Task[],
): Promise<ReadonlyMap<string, TaskDefinition>> {
  const failing = [...new Set(tasks.flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []))].slice(
    0,
    MOST_REVISIONS,
  );
  const wanted = service?.taskDefinitionArn;
  const compared = comparedWith(failing[0] ?? wanted, world, service);
  const sure = [
    ...failing,
    ...(wanted === undefined ? [] : [wanted]),
    ...(compared?.isGuess === false ? [compared.arn] : []),
  ];
  const arns = new Set([...sure, ...(compared === undefined ? [] : [compared.arn])]);
  const definitions = new Map<string, TaskDefinition>();
  const answers = await atMost(AT_A_TIME, [...arns], async (arn) => {
    const answer = await ports.describeTaskDefinition(arn);
    // There may be no revision of the number before.
    if (answer.state === 'unavailable' && answer.kind !== 'denied' && !sure.includes(arn)) return { arn };
    return { arn, definition: world.take('task definitions', 'taskDefinitions', answer) };
  });
  for (const { arn, definition } of answers) {
    if (definition === undefined) continue;
    world.add('taskDefinitions', [definition]);
    const parsed = parseTaskDefinition(definition);
    if (parsed !== undefined) definitions.set(arn, parsed);
  }
  return definitions;
}

/** The revision whose deployment last completed before, else the one before. */
function comparedWith(
  arn: string | undefined,
  world: LiveWorld,
  service: Service | undefined,
): { readonly arn: string; readonly isGuess: boolean } | undefined {
  if (arn === undefined) return undefined;
  const { family, revision } = parseTaskDefinitionArn(arn);
  const isOther = (other: string): boolean => {
    const named = parseTaskDefinitionArn(other);
    return named.family === family && named.revision !== undefined && named.revision !== revision;
  };
  const shown = (service?.deployments ?? [])
    .filter(({ rolloutState }) => rolloutState === 'COMPLETED')
    .flatMap(({ taskDefinitionArn }) => taskDefinitionArn ?? []);
  const good = [...shown, ...deployedBefore(world)].find(isOther);
  if (good !== undefined) return { arn: good, isGuess: false };
  return revision === undefined || revision < 2
    ? undefined
    : { arn: arn.replace(/:\d+$/, `:${revision - 1}`), isGuess: true };
}

/** Task definitions of the deployments that succeeded, newest first. */
function deployedBefore(world: LiveWorld): readonly string[] {
  const revisions = new Map(world.part('serviceRevisions').map((one) => [one['serviceRevisionArn'], one]));
  return world
    .part('serviceDeployments')
    .filter((one) => one['status'] === 'SUCCESSFUL')
    .flatMap((one) => asText(revisions.get(one['targetServiceRevisionArn'])?.['taskDefinition']) ?? []);
}
