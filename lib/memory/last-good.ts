import type { ServiceKey } from '../app/ports';
import type { TaskDefinition } from '../domain/definition/task-definition';
import { parseTaskDefinitionArn } from '../domain/ecs-events/ecs-arn';
import type { LastGood } from '../domain/evidence';
import { known, type Read, unavailable } from '../domain/read';
import { type Completed, completedDefinitions } from './completed-definitions';
import type { Recording } from './recording';

export const isRevision = (definition: TaskDefinition, arn: string): boolean => {
  const asked = parseTaskDefinitionArn(arn);
  if (definition.arn === arn) return true;
  return asked.revision !== undefined && definition.family === asked.family && definition.revision === asked.revision;
};

/**
 * Answers which revision was last good before one: the latest other one whose deployment had completed, else the one
 * before, of which nothing better is known.
 */
export function lastGoodIn(
  recording: Recording,
  definitions: readonly TaskDefinition[],
): (family: string, revision: number, service: ServiceKey | undefined, now: number) => Read<LastGood> {
  const byService = new Map<string, readonly Completed[]>();
  return (family, revision, service, now) => {
    const key = service?.service ?? '';
    const completed = byService.get(key) ?? completedDefinitions(recording, service);
    byService.set(key, completed);
    const others = definitions
      .filter((one) => one.family === family && one.revision !== undefined && one.revision !== revision)
      .sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0));
    const good = completed
      .filter(({ at }) => at <= now)
      .flatMap(({ taskDefinitionArn }) => others.find((one) => isRevision(one, taskDefinitionArn)) ?? [])[0];
    if (good !== undefined) return known({ definition: good, basis: 'completed' });
    const previous = others.find((one) => (one.revision ?? 0) < revision);
    return previous === undefined
      ? unavailable('the recording holds no earlier revision')
      : known({ definition: previous, basis: 'previous' });
  };
}
