import type { JsonObject } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { type Service, targetGroupsOf } from '../domain/service';
import { parseTargetGroup, parseTargetHealth, type TargetGroup, type TargetHealth } from '../domain/target-group';
import type { DiagnosePorts } from './diagnose-ports';
import type { LiveWorld } from './live-world';

/** How the target groups of a service check. */
export async function readGroups(
  ports: DiagnosePorts,
  world: LiveWorld,
  service: Service | undefined,
): Promise<Read<readonly TargetGroup[]>> {
  const arns = service === undefined ? [] : targetGroupsOf(service);
  if (arns.length === 0) return unavailable('there is no target group to ask about');
  const groups = world.take('target groups', 'targetGroups', await ports.describeTargetGroups(arns));
  if (groups === undefined) return unavailable('target groups could not be read');
  world.add('targetGroups', groups);
  return known(groups.flatMap((one) => parseTargetGroup(one) ?? []));
}

/** What they say. All or nothing: the targets of some groups alone would look like a service without the others. */
export async function readHealth(
  ports: DiagnosePorts,
  world: LiveWorld,
  service: Service | undefined,
): Promise<Read<readonly TargetHealth[]>> {
  const arns = service === undefined ? [] : targetGroupsOf(service);
  if (arns.length === 0) return unavailable('there is no target group to ask about');
  const answers: JsonObject[] = [];
  for (const targetGroupArn of arns) {
    const health = world.take('target health', 'targetHealth', await ports.describeTargetHealth(targetGroupArn));
    if (health === undefined) return unavailable('target health could not be read');
    answers.push({ targetGroupArn, TargetHealthDescriptions: health });
  }
  world.add('targetHealth', answers);
  return known(answers.flatMap(parseTargetHealth));
}
