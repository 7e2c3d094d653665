import { asObjects } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseTargetGroup, parseTargetHealth, type TargetGroup, type TargetHealth } from '../domain/target-group';
import type { LazyClient } from './clients';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import type { Ask } from './reading';

/** A service may have 5 target groups; more is not asked for at once. */
const MOST_GROUPS = 5;
const NO_GROUP = unavailable('there is no target group to ask about');

/** How target groups check, all in one call. */
export async function readTargetGroups(
  arns: readonly string[],
  elb: LazyClient<ElasticLoadBalancingV2Client>,
  ask: Ask,
): Promise<Read<readonly TargetGroup[]>> {
  if (arns.length === 0) return NO_GROUP;
  const { DescribeTargetGroupsCommand } = await import('./clients/elastic-load-balancing-v2');
  const client = await elb();
  const asked = arns.slice(0, MOST_GROUPS);
  const answer = await ask(
    { action: 'elasticloadbalancing:DescribeTargetGroups', about: asked.join(', ') },
    (options) => client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: asked }), options),
  );
  return known(asObjects(answer.TargetGroups).flatMap((one) => parseTargetGroup(one) ?? []));
}

/**
 * The targets of all these groups, one call a group. All or nothing: the targets of some groups alone would look like a
 * service without the others.
 */
export async function readTargetHealth(
  arns: readonly string[],
  elb: LazyClient<ElasticLoadBalancingV2Client>,
  ask: Ask,
  callsLeft: number,
): Promise<Read<readonly TargetHealth[]>> {
  if (arns.length === 0) return NO_GROUP;
  if (arns.length > MOST_GROUPS)
    return unavailable(`not read: ${arns.length} target groups, of which at most ${MOST_GROUPS} are asked about`);
  if (arns.length > callsLeft)
    return unavailable(
      `not read: health of ${arns.length} target groups takes as many calls, of which ${callsLeft} ${callsLeft === 1 ? 'was' : 'were'} left for this diagnosis`,
    );
  const { DescribeTargetHealthCommand } = await import('./clients/elastic-load-balancing-v2');
  const client = await elb();
  const targets: TargetHealth[] = [];
  for (const targetGroupArn of arns) {
    const { TargetHealthDescriptions } = await ask(
      { action: 'elasticloadbalancing:DescribeTargetHealth', about: targetGroupArn },
      (options) => client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn }), options),
    );
    targets.push(...parseTargetHealth({ targetGroupArn, TargetHealthDescriptions }));
  }
  return known(targets);
}
