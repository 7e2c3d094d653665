import { isOurTag } from '../domain/action/action-tags';
import { baselineOf, withBaseline } from '../domain/incident/baseline';
import { unchanged } from '../domain/incident/change';
import { type Observation, observeService } from '../domain/incident/observe-service';
import { type Subject, subjectKey } from '../domain/incident/subject';
import { isMutedByTag } from '../domain/incident/tags';
import { unavailable } from '../domain/read';
import { type Service, targetGroupsOf } from '../domain/service';
import { type CarryOutPorts, carryOut } from './carry-out';
import type { InventoryPorts } from './ports';
import type { WatchPolicy } from './responder-policy';
import type { Sweep } from './sweep';

/** A deployment is recent for so long. */
const RECENT = 60 * 60_000;

/** When it was deployed last, where that is recent; 0 for the others. */
export function recentlyDeployed({ deployments }: Service, now: number): number {
  const last = Math.max(0, ...deployments.map(({ createdAt = 0, updatedAt = 0 }) => Math.max(createdAt, updatedAt)));
  return now - last < RECENT ? last : 0;
}

/**
 * Looks at a service that may be in trouble, whose turn it is, or whose tags say something, and takes what is seen into its
 * record.
 */
export async function visitService(
  subject: Subject,
  service: Service,
  sweep: Sweep,
  ports: CarryOutPorts & InventoryPorts,
  { thresholds }: WatchPolicy,
): Promise<void> {
  const suspicious = isSuspicious(service, sweep.open.has(subjectKey(subject)), ports.now());
  const inTurn = !suspicious && takesTurn(subject, service, sweep);
  const tagged = hasOurTags(service);
  if (!suspicious && !inTurn && !tagged) return;
  const observation = suspicious || inTurn ? await observe(service, sweep, ports) : untargeted(service, ports.now());
  // What serves and says nothing by its tags needs no record.
  if (!suspicious && !tagged && baselineOf(observation) === undefined) return;
  sweep.visited += 1;
  const isBaseline = sweep.watch.startedAt === undefined && !isMutedByTag(service, ports.now());
  const what = isBaseline ? baselineOf(observation) : undefined;
  if (what !== undefined) sweep.failing.push({ subject, what });
  await carryOut(
    subject,
    (record) =>
      what === undefined
        ? observeService(record, observation, thresholds)
        : unchanged(withBaseline(record, observation, thresholds)),
    ports,
    thresholds,
  );
}

function isSuspicious(service: Service, isOpen: boolean, now: number): boolean {
  const { runningCount = 0, desiredCount = 0, deployments } = service;
  return (
    isOpen ||
    runningCount < desiredCount ||
    deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS') ||
    recentlyDeployed(service, now) > 0
  );
}

const hasOurTags = ({ tags }: Service): boolean => [...(tags?.keys() ?? [])].some(isOurTag);

/** Whether the rotation has come to this service: so many a sweep, from where the last one ended. */
function takesTurn(subject: Subject, service: Service, sweep: Sweep): boolean {
  const key = subjectKey(subject);
  const { desiredCount = 0 } = service;
  if (targetGroupsOf(service).length === 0 || desiredCount === 0 || sweep.rotation === 0) return false;
  if (sweep.watch.cursor !== undefined && key <= sweep.watch.cursor) return false;
  sweep.rotation -= 1;
  sweep.cursor = key;
  return true;
}

/** Of a service without targets, or of one whose tags are all that is asked for. */
function untargeted(service: Service, now: number): Observation {
  const nobody = unavailable('nobody asked for its targets');
  return { service, targetGroups: nobody, targetHealth: nobody, at: now, now };
}

async function observe(service: Service, { pace }: Sweep, ports: CarryOutPorts & InventoryPorts): Promise<Observation> {
  const groups = targetGroupsOf(service);
  const now = ports.now();
  if (groups.length === 0 || service.desiredCount === 0) return untargeted(service, now);
  const targetHealth = await pace.call(() => ports.readTargetHealth(groups));
  const isHealthy = targetHealth.state === 'known' && targetHealth.value.some(({ state }) => state === 'healthy');
  // How long a check may take matters only where there is no healthy target.
  const targetGroups = isHealthy
    ? unavailable('not asked: a target is healthy')
    : await pace.call(() => ports.readTargetGroups(groups));
  return { service, targetGroups, targetHealth, at: now, now };
}
