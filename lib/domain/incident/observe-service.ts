import { defined } from '../json';
import { type Read, valueIn } from '../read';
import type { Service } from '../service';
import type { TargetGroup, TargetHealth } from '../target-group';
import { type Change, unchanged } from './change';
import { isOpen } from './incident';
import type { Look } from './look';
import { openIncident } from './open-incident';
import { closed, lastFailureOf, recovered } from './recovery';
import { rememberGood } from './remember-good';
import type { ServiceRecord, SilenceRecord } from './service-record';
import { withImpact } from './severity';
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
 * progress, opens an incident without any stop. What the sweep sees also closes incidents: steady, at 0, deleted.
 */
export function observeService(before: ServiceRecord, observation: Observation, thresholds: Thresholds): Change {
  const { service, now } = observation;
  const tagged = service.tags === undefined ? before : withTags(before, service.tags, now);
  const record = rememberGood(tagged, service);
  const { incident } = record;
  if (service.status === 'INACTIVE' || service.status === 'DRAINING')
    return unchanged(closed(withoutSilence(record), 'deleted', now, 'the service was deleted'));
  const failing = silenceOf(observation);
  if (isOpen(incident)) {
    const { runningCount, desiredCount } = service;
    const felt =
      runningCount === undefined || desiredCount === undefined
        ? incident
        : withImpact(incident, runningCount, desiredCount);
    const seen = { ...record, incident: felt };
    if (desiredCount === 0) return unchanged(closed(seen, 'held', now, 'its desired count is 0: nothing is to run'));
    return unchanged(failing === undefined ? maybeRecovered(seen, observation, thresholds) : seen);
  }
  if (failing === undefined) return unchanged(withoutSilence(record));
  return waitOrOpen(record, failing, observation, thresholds);
}

/** What is wrong with it in silence; undefined where nothing is. */
export function silenceOf({
  service,
  targetHealth,
}: Pick<Observation, 'service' | 'targetHealth'>): SilenceRecord['what'] | undefined {
  const { desiredCount = 0, runningCount, loadBalancers } = service;
  if (desiredCount === 0) return undefined;
  const targets = valueIn(targetHealth);
  if (loadBalancers.length > 0 && targets !== undefined && !targets.some(({ state }) => state === 'healthy'))
    return 'no-healthy-target';
  return runningCount !== undefined && runningCount < desiredCount ? 'below-desired' : undefined;
}

/** Milliseconds that it may look like this before it is a failure: starting takes its time. */
export function patienceWith(
  what: SilenceRecord['what'],
  { service, targetGroups }: Pick<Observation, 'service' | 'targetGroups'>,
  thresholds: Thresholds,
): number {
  if (what === 'below-desired') return thresholds.belowDesiredPatience;
  const checks = (valueIn(targetGroups) ?? []).map(
    ({ interval = DEFAULT_INTERVAL, unhealthyThreshold = DEFAULT_THRESHOLD }) => interval * unhealthyThreshold,
  );
  const slowest = Math.max(DEFAULT_INTERVAL * DEFAULT_THRESHOLD, ...checks);
  return (2 * slowest + (service.healthCheckGracePeriod ?? 0)) * 1000;
}

function waitOrOpen(
  record: ServiceRecord,
  what: SilenceRecord['what'],
  observation: Observation,
  thresholds: Thresholds,
): Change {
  const { at, now, service } = observation;
  const since = record.silence?.what === what ? record.silence.since : (at ?? now);
  const waiting = { ...record, silence: { since, what } };
  if (at !== undefined && at - since < patienceWith(what, observation, thresholds)) return unchanged(waiting);
  const opened = openIncident(waiting, since, thresholds);
  const { incident } = opened;
  if (!isOpen(incident)) return unchanged(opened);
  const { runningCount = 0, desiredCount = 0 } = service;
  const felt = withImpact(incident, runningCount, desiredCount);
  const look: Look = {
    subject: record.subject,
    incidentId: incident.id,
    signature: silenceSignature(what),
    symptom: { kind: 'service', service },
    delay: 0,
    last: true,
  };
  return {
    ...unchanged({
      ...opened,
      incident: {
        ...felt,
        causes: [
          {
            fingerprint: `f1.silence.${what}`,
            signatures: [silenceSignature(what)],
            cause: what === 'no-healthy-target' ? 'elb-health-check-failed' : 'service-start-impaired',
            kind: 'unknown',
            confidence: 'likely',
            stops: 0,
            firstAt: since,
            lastAt: since,
            recent: [since],
            awaitedUntil: now + thresholds.evidencePatience,
            looks: 0,
            told: false,
          },
        ],
      },
    }),
    looks: [look],
  };
}

export const silenceSignature = (what: SilenceRecord['what']): string => `silence/${what}`;

/** Everything that is wanted runs and serves, and nothing failed lately. */
function maybeRecovered(
  record: ServiceRecord,
  { service, targetHealth, now }: Observation,
  thresholds: Thresholds,
): ServiceRecord {
  const { incident } = record;
  const { runningCount = 0, desiredCount = 0, deployments, loadBalancers } = service;
  if (!isOpen(incident) || incident.recovery !== undefined || desiredCount === 0 || runningCount < desiredCount)
    return record;
  const isDeploying = deployments.some(({ rolloutState }) => rolloutState === 'IN_PROGRESS');
  const targetsUnknown = loadBalancers.length > 0 && targetHealth.state !== 'known';
  if (isDeploying || targetsUnknown || now - lastFailureOf(incident) < thresholds.shortestHoldDown) return record;
  return recovered(record, { at: now, because: `${runningCount} of ${desiredCount} running` }, thresholds);
}

/** It was listed before and is not any more. */
export const serviceGone = (record: ServiceRecord, now: number): Change =>
  unchanged(closed(withoutSilence(record), 'deleted', now, 'the service was deleted'));

const withoutSilence = (record: ServiceRecord): ServiceRecord =>
  defined({ ...record, silence: undefined }) as ServiceRecord;
