import { parseTaskDefinition } from '../domain/definition/parse-task-definition';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import { known, type Read, unavailable } from '../domain/read';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { Ask } from './reading';

/** Reads a revision by ARN or `family:revision`. */
export type ReadTaskDefinition = (arn: string, ask: Ask) => Promise<Read<TaskDefinition>>;

const MOST_KEPT = 500;

/**
 * A revision never changes, so each is read once in the life of the process. Only what `parseTaskDefinition` lets
 * through is kept: no value of a variable, no option of a log driver but those of awslogs.
 */
export function taskDefinitionReader(ecs: LazyClient<ECSClient>): ReadTaskDefinition {
  const kept = new Map<string, TaskDefinition>();
  return async (arn, ask) => {
    const cached = kept.get(arn);
    if (cached !== undefined) return known(cached);
    const { DescribeTaskDefinitionCommand } = await import('./clients/ecs');
    const client = await ecs();
    const answer = await ask({ action: 'ecs:DescribeTaskDefinition', about: arn }, (options) =>
      client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn }), options),
    );
    const definition = parseTaskDefinition(answer.taskDefinition);
    if (definition === undefined) return unavailable(`ecs:DescribeTaskDefinition answered nothing about ${arn}`);
    // A family without a revision is its latest one, and that changes.
    if (parseTaskDefinitionArn(arn).revision !== undefined) {
      const oldest = kept.size < MOST_KEPT ? undefined : kept.keys().next().value;
      if (oldest !== undefined) kept.delete(oldest);
      kept.set(arn, definition);
    }
    return known(definition);
  };
}
