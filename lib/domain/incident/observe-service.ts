import { readActionTags } from '../action/action-tags';
import { withTagProblems } from '../action/tag-problems';
import { READ_BEFORE, rowsOfRelease, watchHold, withoutHold } from '../action/watch-hold';
import { defined } from '../json';
import { type Read, valueIn } from '../read';
import { isDeploying, isDeployingWell, isGoing, type Service, targetGroupsOf } from '../service';
import type { TargetGroup, TargetHealth } from '../target-group';
import { type Change, unchanged } from './change';
import { causeOf, withCause } from './count-cause';
import { type Incident, isOpen } from './incident';
import type { Look } from './look';
import { openIncident } from './open-incident';
import { closed, lastFailureOf, recovered, relapsed } from './recovery';
import { rememberGood } from './remember-good';
import type { ServiceRecord, SilenceRecord } from './service-record';
import { withImpact, withImpactOf } from './severity';
import { silenceCause, silenceSignature } from './silence-cause';
import { withTags } from './tags';
import type { Thresholds } from './thresholds';

/** A service as the sweep sees it: no event, no log, only what ECS and its load balancer say now. */
export interface Observation {
  readonly service: Service;
  readonly targetGroups: Read<readonly TargetGroup[]>;
  /** Unavailable where nobody asked: then nothing is concluded from it. */
  readonly targetHealth: Read<readonly TargetHealth[]>;
  /** Undefined where nothing tells the time: then what is seen counts at once. */
  readonly at: number | undefined;
  readonly now: number;
}

/** Seconds; ECS and the load balancers use them where nothing else is set. */
const DEFAULT_INTERVAL = 30;
const DEFAULT_THRESHOLD = 2;

/**
 * Silence is a failure too: no healthy target for 2 × (interval × threshold) + grace, or fewer tasks than wanted and no
 * progress, opens an incident without any stop, tells of one whose stops were too few to tell, and takes back a
 * recovery. What the sweep sees also closes incidents: steady, at 0, deleted.
 */
export function observeService(before: ServiceRecord, observation: Observation, thresholds: Thresholds): Change {
  const { service, now } = observation;
  const tagged = service.tags === undefined ? before : withTags(before, service.tags, now);
  const remembered = rememberGood(tagged, service, now);
  if (isGoing(service)) return serviceGone(remembered, now);
  const told = withTagProblems(remembered, readActionTags(service.tags ?? new Map()).problems, now);
  const watched = watchHold(told.record, service, now);
  const { hold } = watched.record;
  // It was read before it was put to zero: how it was then opens nothing now.
  const isOlder = hold !== undefined && (service.desiredCount ?? 0) > 0 && now - hold.since < READ_BEFORE;
  const seen = isOlder ? unchanged(watched.record) : seeService(watched.record, observation, thresholds);
  return {
    ...seen,
    owed: [...watched.owed, ...seen.owed],
    rows: [...watched.rows, ...seen.rows],
    notices: [told, watched, seen].flatMap(({ notices = [] }) => notices),
  };
}

function seeService(record: ServiceRecord, observation: Observation, thresholds: Thresholds): Change {
  const { service, now } = observation;
  const { incident } = record;
  const failing = silenceOf(observation);
  if (!isOpen(incident))
    return failing === undefined
      ? unchanged(withoutSilence(record))
      : waitOrTell(record, failing, observation, thresholds);
  const felt = withImpactOf(incident, service);
  const seen = { ...record, incident: felt };
  if (service.desiredCount === 0)
    return unchanged(closed(seen, 'held', now, 'its desired count is 0: nothing is to run'));
  if (failing === undefined) return unchanged(maybeRecovered(withoutSilence(seen), observation, thresholds));
  return isSilent(felt) ? waitOrTell(seen, failing, observation, thresholds) : unchanged(withoutSilence(seen));
}

/** People do not know that it fails: nothing was told, or the end is near. */
const isSilent = ({ toldAt, recovery }: Incident): boolean => toldAt === undefined || recovery !== undefined;

/** What is wrong with it in silence; undefined where nothing is. */
export function silenceOf({
  service,
  targetHealth,
}: Pick<Observation, 'service' | 'targetHealth'>): SilenceRecord['what'] | undefined {
  const { desiredCount = 0, runningCount } = service;
  if (desiredCount === 0) return undefined;
  const targets = valueIn(targetHealth);
  if (targetGroupsOf(service).length > 0 && targets !== undefined && !targets.some(({ state }) => state === 'healthy'))
    return 'no-healthy-target';
  return runningCount !== undefined && runningCount < desiredCount ? 'below-desired' : undefined;
}

/** Milliseconds that it may look like this before it is a failure: starting takes its time. */
export function patienceWith(
  what: SilenceRecord['what'],
  { service, targetGroups }: Pick<Observation, 'service' | 'targetGroups'>,
  thresholds: Thresholds,
): number {
  if (what === 'below-desired')
    return isDeployingWell(service) ? thresholds.deploymentPatience : thresholds.belowDesiredPatience;
  const checks = (valueIn(targetGroups) ?? []).map(
    ({ interval = DEFAULT_INTERVAL, unhealthyThreshold = DEFAULT_THRESHOLD }) => interval * unhealthyThreshold,
  );
  const slowest = Math.max(DEFAULT_INTERVAL * DEFAULT_THRESHOLD, ...checks);
  return (2 * slowest + (service.healthCheckGracePeriod ?? 0)) * 1000;
}

/** Stops whose rows may be missing belong to the incident that counted them, not to the one that is opened now. */
const rememberingPending = (record: ServiceRecord): ServiceRecord =>
  record.pending.length === 0 ? record : { ...record, pendingEpisode: record.pendingEpisode ?? record.episode };

function waitOrTell(
  record: ServiceRecord,
  what: SilenceRecord['what'],
  observation: Observation,
  thresholds: Thresholds,
): Change {
  const { at, now, service } = observation;
  const silence = silenceSince(record.silence, what, observation);
  const waiting = { ...record, silence };
  if (at !== undefined && at - silence.since < patienceWith(what, observation, thresholds)) return unchanged(waiting);
  const opened = isOpen(record.incident)
    ? waiting
    : openIncident(rememberingPending(waiting), silence.since, thresholds);
  const { incident } = opened;
  if (!isOpen(incident)) return unchanged(opened);
  const { runningCount = 0, desiredCount = 0 } = service;
  const felt = withImpact(relapsed(incident), runningCount, desiredCount);
  const signature = silenceSignature(what);
  if (causeOf(felt, signature) !== undefined) return unchanged({ ...opened, incident: felt });
  const look: Look = {
    subject: record.subject,
    incidentId: incident.id,
    signature,
    symptom: { kind: 'service', service },
    delay: 0,
    last: true,
  };
  return {
    ...unchanged({ ...opened, incident: withCause(felt, silenceCause(silence, now, thresholds)) }),
    looks: [look],
  };
}

/** Since when it looks like this. Where more tasks run than before, it comes along: the time begins anew. */
function silenceSince(
  before: SilenceRecord | undefined,
  what: SilenceRecord['what'],
  { service: { runningCount = 0 }, at, now }: Observation,
): SilenceRecord {
  const since = at ?? now;
  if (before?.what !== what) return { since, what, running: runningCount };
  const most = Math.max(before.running ?? runningCount, runningCount);
  const comesAlong = what === 'below-desired' && most > (before.running ?? runningCount);
  return { since: comesAlong ? since : before.since, what, running: most };
}

/** Everything that is wanted runs and serves, and nothing failed lately. */
function maybeRecovered(
  record: ServiceRecord,
  { service, targetHealth, now }: Observation,
  thresholds: Thresholds,
): ServiceRecord {
  const { incident } = record;
  const { runningCount = 0, desiredCount = 0 } = service;
  if (!isOpen(incident) || incident.recovery !== undefined || desiredCount === 0 || runningCount < desiredCount)
    return record;
  const targetsUnknown = targetGroupsOf(service).length > 0 && targetHealth.state !== 'known';
  if (isDeploying(service) || targetsUnknown || now - lastFailureOf(incident) < thresholds.shortestHoldDown)
    return record;
  return recovered(record, { at: now, because: `${runningCount} of ${desiredCount} running` }, thresholds);
}

const DELETED = 'the service was deleted';

/** It is being deleted, or was listed before and is not any more. */
export function serviceGone(record: ServiceRecord, now: number): Change {
  const { hold } = record;
  const change = unchanged(closed(withoutWhatWasDone(withoutSilence(record)), 'deleted', now, DELETED));
  return hold === undefined ? change : { ...change, owed: rowsOfRelease(record, hold, DELETED, now) };
}

/** What was done to a service says nothing of another one of its name. */
const withoutWhatWasDone = (record: ServiceRecord): ServiceRecord =>
  defined({ ...withoutHold(record), leftAlone: undefined, obstacle: undefined }) as ServiceRecord;

const withoutSilence = (record: ServiceRecord): ServiceRecord =>
  defined({ ...record, silence: undefined }) as ServiceRecord;
