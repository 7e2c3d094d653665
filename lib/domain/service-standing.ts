import { patienceWith, silenceOf } from './incident/observe-service';
import type { Thresholds } from './incident/thresholds';
import { defined } from './json';
import { type Read, valueIn } from './read';
import { isDeploying, isGoing, primaryOf, type Service } from './service';
import type { TargetGroup, TargetHealth } from './target-group';

/** How a service stands at one moment. */
export interface ServiceStanding {
  /**
   * `changing`: a deployment or a replacement of tasks comes along, and nothing has failed. `at-zero`: nothing is to
   * run. `going`: deleted, or being so. `unknown`: too little could be read, and no stop tells of a failure.
   */
  readonly state: 'healthy' | 'changing' | 'failing' | 'at-zero' | 'going' | 'unknown';
  /** What shows it, as the end of a sentence. */
  readonly because: string;
  readonly running?: number;
  readonly desired?: number;
  /** Milliseconds since 1970, where something tells. */
  readonly since?: number;
}

/** One look at a service. Times are milliseconds since 1970. */
export interface ServiceLook {
  /** Undefined where it could not be read. */
  readonly service: Service | undefined;
  readonly targetGroups: Read<readonly TargetGroup[]>;
  readonly targetHealth: Read<readonly TargetHealth[]>;
  /** When tasks of it stopped that nobody and nothing planned; oldest first. */
  readonly failures: readonly number[];
  /** When its last task stopped, for whatever reason. */
  readonly lastStop: number | undefined;
  /** The engine found a fault in what the service says of itself since it was last steady. */
  readonly saysFault: boolean;
  readonly now: number;
}

/** A stop this old, with all tasks running since, is a thing of the past even where ECS has not said so. */
const PAST = 15 * 60_000;

/** Whether a service fails now, whatever it was before. */
export function standingOf(look: ServiceLook, thresholds: Thresholds): ServiceStanding {
  const { service, failures } = look;
  if (service === undefined)
    return failures.length > 0
      ? counted(undefined, 'failing', 'its tasks fail', failures[0])
      : counted(undefined, 'unknown', 'the service could not be read', undefined);
  if (isGoing(service))
    return counted(
      undefined,
      'going',
      service.status === 'DRAINING' ? 'it is being deleted' : 'it was deleted',
      undefined,
    );
  if (service.desiredCount === 0)
    return counted(service, 'at-zero', 'its desired count is 0: nothing is to run', undefined);
  const why = failureOf(look, service, thresholds);
  if (why !== undefined) return counted(service, 'failing', why, sinceOf(look, service));
  const primary = primaryOf(service);
  if (isDeploying(service))
    return counted(service, 'changing', 'a deployment is under way, and no task of it has failed', primary?.createdAt);
  if (silenceOf({ service, targetHealth: look.targetHealth }) !== undefined)
    return counted(service, 'changing', 'tasks that were stopped are being replaced', look.lastStop);
  if (service.desiredCount === undefined || service.runningCount === undefined)
    return counted(service, 'unknown', 'ECS does not say how many tasks of it run', undefined);
  return counted(service, 'healthy', 'all tasks that are wanted run', primary?.updatedAt);
}

/** The time of the newest message that says that the service is steady. */
export const steadySince = ({ messages }: Pick<Service, 'messages'>): number | undefined =>
  messages.find(({ text }) => /has reached a steady state/i.test(text))?.at;

function failureOf(look: ServiceLook, service: Service, thresholds: Thresholds): string | undefined {
  const { targetHealth, saysFault } = look;
  if (primaryOf(service)?.rolloutState === 'FAILED') return 'its deployment failed';
  if (currentFailures(look, service).length > 0) return 'its tasks fail';
  if (isFailingDeployment(service)) return 'tasks of its deployment fail';
  if (saysFault) return 'it says so itself';
  const silence = silenceOf({ service, targetHealth });
  if (silence !== undefined && !isPatientWith(silence, look, service, thresholds))
    return silence === 'no-healthy-target' ? 'no target of it is healthy' : 'fewer tasks run than are wanted';
  const unwell = (valueIn(targetHealth) ?? []).filter(({ state }) => state === 'unhealthy').length;
  if (unwell === 0 || silence !== undefined) return undefined;
  return `${unwell} of its targets ${unwell === 1 ? 'is' : 'are'} unhealthy`;
}

/** A deployment, or a task that was stopped a short while ago, may look like this for a while. */
function isPatientWith(
  silence: 'no-healthy-target' | 'below-desired',
  { targetGroups, lastStop, now }: ServiceLook,
  service: Service,
  thresholds: Thresholds,
): boolean {
  const begun = [isDeploying(service) ? primaryOf(service)?.createdAt : undefined, lastStop];
  const patience = patienceWith(silence, { service, targetGroups }, thresholds);
  return begun.some((at) => at !== undefined && now - at < patience);
}

/** Stops that no later steady state made a thing of the past; oldest first. */
function currentFailures({ failures, now }: ServiceLook, service: Service): readonly number[] {
  const steady = steadySince(service) ?? Number.NEGATIVE_INFINITY;
  const after = failures.filter((at) => at > steady);
  const isShort = (service.runningCount ?? 0) < (service.desiredCount ?? 0);
  return isShort || isFailingDeployment(service) ? after : after.filter((at) => now - at <= PAST);
}

/** Since when it fails: the first failure since it was steady, else the deployment, else the last steady state. */
function sinceOf(look: ServiceLook, service: Service): number | undefined {
  const primary = primaryOf(service);
  const deployed = primary?.rolloutState === 'COMPLETED' ? undefined : primary?.createdAt;
  return currentFailures(look, service)[0] ?? deployed ?? steadySince(service) ?? primary?.createdAt;
}

const isFailingDeployment = ({ deployments }: Service): boolean =>
  deployments.some(({ rolloutState, failedTasks = 0 }) => rolloutState === 'IN_PROGRESS' && failedTasks > 0);

const counted = (
  service: Service | undefined,
  state: ServiceStanding['state'],
  because: string,
  since: number | undefined,
): ServiceStanding =>
  defined({ state, because, running: service?.runningCount, desired: service?.desiredCount, since }) as ServiceStanding;
