import type { Subject } from '../incident/subject';
import type { Hold } from './hold';
import type { ScalableTarget } from './scalable-target';

/** Names of clusters and services need no quotes: ECS takes letters, digits, `-` and `_`. Others are quoted. */
const quoted = (text: string): string => (/^[\w./:@-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);

const region = (name: string | undefined): string => (name === undefined ? '' : ` --region ${quoted(name)}`);

/** What undoes a hold without ecs-medic: the count first, then what scales it. */
export function awsCommandsToRestore({ cluster, name }: Subject, hold: Hold, inRegion?: string): readonly string[] {
  const count = `aws ecs update-service --cluster ${quoted(cluster)} --service ${quoted(name)} --desired-count ${hold.remembered}${region(inRegion)}`;
  if (hold.scalableTarget === undefined) return [count];
  return [count, awsCommandForTarget({ cluster, name }, hold.scalableTarget, inRegion)];
}

function awsCommandForTarget(
  { cluster, name }: Pick<Subject, 'cluster' | 'name'>,
  { min, max, suspended }: ScalableTarget,
  inRegion?: string,
): string {
  const state = `DynamicScalingInSuspended=${suspended.dynamicIn},DynamicScalingOutSuspended=${suspended.dynamicOut},ScheduledScalingSuspended=${suspended.scheduled}`;
  return (
    `aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount ` +
    `--resource-id ${quoted(`service/${cluster}/${name}`)} --min-capacity ${min} --max-capacity ${max} --suspended-state ${state}${region(inRegion)}`
  );
}
