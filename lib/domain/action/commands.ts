import { shellWord } from '../cross-checks/shell-word';
import { nameOfArn } from '../ecs-events/ecs-arn';
import type { Subject } from '../incident/subject';
import type { Hold } from './hold';
import type { ActionKind } from './intent';
import type { ScalableTarget } from './scalable-target';

type Service = Pick<Subject, 'cluster' | 'name'>;
type Remembered = Pick<Hold, 'remembered' | 'scalableTarget' | 'region' | 'stack'>;

const named = ({ cluster, name }: Service): string => `--cluster ${shellWord(cluster)} --service ${shellWord(name)}`;

const region = (name: string | undefined): string => (name === undefined ? '' : ` --region ${shellWord(name)}`);

/**
 * What undoes a hold: the command of ecs-medic, then what does the same without it. The Region is that of the hold, where
 * it says one.
 */
export const commandsToRestore = (service: Service, hold: Remembered, inRegion?: string): readonly string[] => [
  ownCommand('restore', service, hold.region ?? inRegion, hold.stack),
  ...awsCommandsToRestore(service, hold, inRegion),
];

/** The one that commands take without being told. */
const USUAL_STACK = 'ecs-medic-production';

/** `ecs-medic restore --cluster production --service orders-api --region eu-central-1` */
export const ownCommand = (
  action: ActionKind | 'unlatch',
  service: Service,
  inRegion?: string,
  ofStack: string = USUAL_STACK,
): string =>
  `ecs-medic ${action} ${named(service)}${region(inRegion)}${ofStack === USUAL_STACK ? '' : ` --stack ${shellWord(ofStack)}`}`;

/** What undoes a hold without ecs-medic: the count first, then what scales it. */
export function awsCommandsToRestore(
  service: Service,
  { remembered, scalableTarget, region: known }: Remembered,
  inRegion?: string,
): readonly string[] {
  const place = known ?? inRegion;
  const count = `aws ecs update-service ${named(service)} --desired-count ${remembered}${region(place)}`;
  return scalableTarget === undefined ? [count] : [count, awsCommandForTarget(service, scalableTarget, place)];
}

/** Deploys a revision: the one that was rolled back, or one that was good. */
export const awsCommandToDeploy = (service: Service, taskDefinitionArn: string, inRegion?: string): string =>
  `aws ecs update-service ${named(service)} --task-definition ${shellWord(nameOfArn(taskDefinitionArn))}${region(inRegion)}`;

/** Puts what scales a service back. */
export function awsCommandForTarget(
  { cluster, name }: Service,
  { min, max, suspended }: ScalableTarget,
  inRegion?: string,
): string {
  const state = `DynamicScalingInSuspended=${suspended.dynamicIn},DynamicScalingOutSuspended=${suspended.dynamicOut},ScheduledScalingSuspended=${suspended.scheduled}`;
  return (
    `aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount ` +
    `--resource-id ${shellWord(`service/${cluster}/${name}`)} --min-capacity ${min} --max-capacity ${max} --suspended-state ${state}${region(inRegion)}`
  );
}
