import { type ActionTags, readActionTags } from '../../../lib/domain/action/action-tags';
import type { RunningTask } from '../../../lib/domain/action/guard';
import { subjectKey } from '../../../lib/domain/incident/subject';
import type { Service } from '../../../lib/domain/service';
import type { ActingWorld, Call } from './call';
import { valueSeen } from './call';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** What an attempt read when it began is no older: the function is cut off after a minute. */
const ATTEMPT = 65 * SECOND;
/** A rollback that has lasted so long is known. */
const LONG = 3 * MINUTE;

/** A call that was made for an incident. */
interface Acted {
  readonly at: number;
  readonly key: string;
  readonly cluster: string;
  readonly incidentId: string | undefined;
  refused: boolean;
}

/** Judges what is done for incidents, and remembers it. */
export class IncidentCalls {
  readonly #world: ActingWorld;
  readonly #acted: Acted[] = [];

  constructor(world: ActingWorld) {
    this.#world = world;
  }

  check(call: Call): void {
    const { read, key, asked, at, intent } = call;
    if (read !== undefined) {
      const tags = readActionTags(read.tags ?? new Map());
      checkPeople(call, tags, this.#world);
      checkServing(call, read, this.#world);
      checkDeployer(call, read, this.#world);
      if (asked.kind === 'count') checkService(call, read, this.#world);
      else checkRollback(call, this.#world);
      checkLoop(call, read, tags, this.#world);
    }
    this.#checkBudgets(call);
    checkFrozen(call, this.#world);
    const { cluster } = asked.key;
    this.#acted.push({ at, key, cluster, incidentId: intent.incidentId, refused: false });
  }

  /** What became of the last call for a service. */
  answered(key: string, refused: boolean): void {
    const acted = this.#acted.findLast((one) => one.key === key);
    if (acted !== undefined) acted.refused = refused;
  }

  /** I-18: once an incident, within the budgets, one at a time, and not for ever in vain. */
  #checkBudgets({ key, asked, at, intent, what }: Call): void {
    const { store, watcher, policyOf } = this.#world;
    const { budgets, latchAfter } = policyOf('act').limits;
    if (this.#acted.some(({ incidentId }) => incidentId === intent.incidentId))
      watcher.violate('I-18', `${what} for ${intent.incidentId}, for which that was tried before`);
    const within = (span: number, fits: (one: Acted) => boolean): number =>
      this.#acted.filter((one) => at - one.at < span - MINUTE && fits(one)).length;
    if (within(budgets.service.within, (one) => one.key === key) >= budgets.service.most)
      watcher.violate('I-18', `${what}: the budget of the service is spent`);
    if (within(budgets.cluster.within, ({ cluster }) => cluster === asked.key.cluster) >= budgets.cluster.most)
      watcher.violate('I-18', `${what}: the budget of the cluster is spent`);
    if (within(budgets.account.within, () => true) >= budgets.account.most)
      watcher.violate('I-18', `${what}: the budget of the account is spent`);
    const latest = this.#acted.filter((one) => one.key === key).slice(-latchAfter);
    if (latest.length === latchAfter && latest.every(({ refused }) => refused))
      watcher.violate('I-18', `${what}, which failed ${latchAfter} times in a row: only a person may act`);
    const other = store.records().find((one) => one.intent?.owner === 'incident' && subjectKey(one.subject) !== key);
    if (other !== undefined) watcher.violate('I-18', `${what}, while ${other.intent?.id} is not settled`);
  }
}

/** I-19: somebody allowed it, nobody forbade it, and people hear of it. */
function checkPeople({ asked, record, at, what }: Call, tags: ActionTags, { watcher }: ActingWorld): void {
  const isAllowed = asked.kind === 'count' ? tags.scaleToZero : tags.rollBack;
  if (!isAllowed) watcher.violate('I-19', `${what}, whose tag does not allow it`);
  const [problem] = tags.problems;
  if (problem !== undefined) watcher.violate('I-19', `${what}, whose tag ${problem.tag} cannot be read`);
  if ((tags.noActionsUntil ?? 0) > at) watcher.violate('I-19', `${what}, whose tag forbids it`);
  if ((record.mute?.until ?? 0) > at) watcher.violate('I-19', `${what}, which is muted: nobody would hear of it`);
  if (record.incident?.toldAt === undefined) watcher.violate('I-19', `${what}, and nobody was told of its incident`);
}

/** I-19: nothing of it serves; of a rollback, nothing of the new revision. */
function checkServing(
  { asked, reads, at, health, what }: Call,
  read: Service,
  { watcher, policyOf }: ActingWorld,
): void {
  const { servingAfter } = policyOf('act').limits;
  const readAt = reads.tasks?.at ?? 0;
  const tasks = valueSeen(reads.tasks);
  if (tasks === undefined || at - readAt > ATTEMPT) {
    watcher.violate('I-19', `${what}, and whether a task serves is not known`);
    return;
  }
  const serves = ({ healthStatus, startedAt = 0 }: RunningTask): boolean =>
    healthStatus === 'HEALTHY' || (healthStatus !== 'UNHEALTHY' && readAt - startedAt >= servingAfter);
  const counted = tasks.filter((one) => asked.kind === 'count' || one.taskDefinitionArn === read.taskDefinitionArn);
  const serving = counted.filter(serves).length;
  if (serving > 0) watcher.violate('I-19', `${what}, of which ${serving} tasks serve`);
  if (asked.kind !== 'count') return;
  if (tasks.some(({ isProtected }) => isProtected)) watcher.violate('I-19', `${what}, of which a task is protected`);
  if (read.loadBalancers.length === 0) return;
  const targets = valueSeen(health);
  if (targets === undefined || targets.some(({ state }) => state === 'healthy'))
    watcher.violate('I-19', `${what}, and a target of it is healthy, or not known`);
}

/** I-19: ECS alone deploys it, and its circuit breaker has nothing to watch. */
function checkDeployer({ what }: Call, read: Service, { watcher }: ActingWorld): void {
  if ((read.deploymentController ?? 'ECS') !== 'ECS')
    watcher.violate('I-19', `${what}, which ${read.deploymentController} deploys`);
  const isDeploying = read.deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
  if (read.circuitBreaker?.enable === true && isDeploying)
    watcher.violate('I-19', `${what}, whose circuit breaker watches a deployment`);
}

/** I-19: it is old enough, and no deployment of it is changing places with another one. */
function checkService({ key, at, what }: Call, read: Service, { account, watcher, policyOf }: ActingWorld): void {
  const { newServiceGrace } = policyOf('act').limits;
  if ((read.createdAt ?? at) > at - newServiceGrace) watcher.violate('I-19', `${what}, which is new`);
  const others = read.deployments.filter(({ status, runningCount = 0 }) => status !== 'PRIMARY' && runningCount > 0);
  if (others.length > 0) watcher.violate('I-19', `${what}, while ${others.length} other deployments of it run`);
  const { isRollback = false, rollout, createdAt = at } = account.find(key)?.primary ?? {};
  if (isRollback && rollout === 'IN_PROGRESS' && at - createdAt > LONG)
    watcher.violate('I-19', `${what}, while it is being rolled back`);
}

/** I-15, I-19, I-30: so many tasks of the deployment failed, for so long, the last of them lately, for its own reasons. */
function checkLoop({ key, at, intent, what }: Call, read: Service, tags: ActionTags, world: ActingWorld): void {
  const { account, watcher, policyOf } = world;
  const { limits } = policyOf('act');
  const service = account.find(key);
  const deployment = service?.deployments.find(({ id }) => id === intent.deploymentId);
  if (service === undefined || deployment === undefined) return;
  const failures = service.failures.filter((failedAt) => failedAt >= deployment.createdAt);
  const share = Math.ceil((read.desiredCount ?? 0) * limits.loopShare);
  const fewest = tags.crashLoopStops ?? Math.min(limits.mostLoopStops, Math.max(limits.fewestLoopStops, share));
  const last = failures.at(-1) ?? 0;
  const lasted = last - (failures[0] ?? 0);
  if (failures.length < fewest || lasted < (tags.crashLoopLasts ?? limits.shortestLoop))
    watcher.violate('I-19', `${what}, of which ${failures.length} tasks failed in ${lasted} ms`);
  if (at - last > limits.freshness + 2 * MINUTE)
    watcher.violate('I-19', `${what}, of which no task has failed for ${at - last} ms`);
  const kind = service.revisions.get(deployment.revision)?.template.diagnosis?.kind;
  if (kind === 'transient') watcher.violate('I-19', `${what}, which fails for a reason that lies outside of it`);
}

/** I-19: a rollback leads to what was good, and nobody does it already. */
function checkRollback({ key, record, intent, reads, what }: Call, { account, watcher }: ActingWorld): void {
  const service = account.find(key);
  const revision = Number(intent.rollsBackTo?.split(':').at(-1));
  // Where nobody has ever looked at it, nobody can know.
  if (service !== undefined && !service.wasGood.has(revision) && record.lastGood !== undefined)
    watcher.violate('I-19', `${what}, which leads to revision ${revision}, and that never was good`);
  const status = valueSeen(reads.deployment)?.status;
  if (status !== 'IN_PROGRESS' && status !== 'PENDING')
    watcher.violate('I-19', `${what}, whose deployment is ${status ?? 'not known'}`);
}

/** I-29: so many incidents of the watched services opened within the window, not long ago. */
function checkFrozen({ at, what }: Call, { watcher, account, policyOf }: ActingWorld): void {
  const { freezeFewest, freezeShare, freezeWindow, freezeFor } = policyOf('act').limits;
  const openings = [...watcher.openedAt.entries()].flatMap(([id, seenAt]) => {
    const incident = watcher.incidents.get(id)?.incident;
    // Every one of them must have been known for long enough that a run has seen it.
    const isKnown = at - seenAt > 90 * SECOND && at - seenAt < freezeFor - freezeWindow;
    return incident === undefined || !isKnown ? [] : [incident.openedAt];
  });
  const watched = account.all().length;
  const most = Math.max(freezeFewest, freezeShare * watched);
  for (const from of openings) {
    const together = openings.filter((one) => one >= from && one - from <= freezeWindow - 2 * MINUTE).length;
    if (together < most) continue;
    watcher.violate('I-29', `${what}, while ${together} of ${watched} services began to fail at once`);
    return;
  }
}
