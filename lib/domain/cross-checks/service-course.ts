import { type Facts, signalsOf } from '../facts';
import { valueIn } from '../read';
import { primaryOf, type Service } from '../service';
import type { Signal, SignalKind, SignalOf } from '../signals/signal';

/** Signals that tell of no fault. */
const HARMLESS: ReadonlySet<SignalKind> = new Set([
  'listening',
  'health-request',
  'planned',
  'deployment-progress',
  'steady-state',
]);

export type Course = SignalOf<'deployment-progress'> | SignalOf<'steady-state'>;

/** The service that the facts are about, where it is known. */
export const serviceOf = (facts: Facts): Service | undefined =>
  facts.symptom.kind === 'service' ? facts.symptom.service : valueIn(facts.evidence.service);

/**
 * Whether a later message of the service says that it reached a steady state: then what an older one told is over.
 * Messages come newest first; their times decide where both have one.
 */
export function isOver(facts: Facts, signal: Signal): boolean {
  if (facts.symptom.kind !== 'service' || signal.quote.origin.kind !== 'service-message') return false;
  const place = facts.signals.indexOf(signal);
  return signalsOf(facts, 'steady-state').some((steady) =>
    isNewer(steady, facts.signals.indexOf(steady), signal, place),
  );
}

function isNewer(one: Signal, place: number, other: Signal, otherPlace: number): boolean {
  const at = timeOf(one);
  const otherAt = timeOf(other);
  return at !== undefined && otherAt !== undefined && at !== otherAt ? at > otherAt : place < otherPlace;
}

const timeOf = ({ quote: { origin } }: Signal): number | undefined =>
  origin.kind === 'service-message' ? origin.at : undefined;

/** Signals of one kind that no later steady state made a thing of the past. */
export const currentSignals = <K extends SignalKind>(facts: Facts, kind: K): readonly SignalOf<K>[] =>
  signalsOf(facts, kind).filter((signal) => !isOver(facts, signal));

/** What the service last said of its normal course; undefined where a fault is newer, or where a task is the symptom. */
export function courseOf(facts: Facts): Course | undefined {
  const { kind } = facts.symptom;
  if (kind === 'stop' || kind === 'task') return undefined;
  const faults = facts.signals.filter(
    (signal) => !HARMLESS.has(signal.kind) && signal.quote.origin.kind !== 'log' && !isOver(facts, signal),
  );
  if (faults.length > 0 || troubleOf(facts) !== undefined) return undefined;
  const courses = facts.signals.filter(
    (signal): signal is Course => signal.kind === 'deployment-progress' || signal.kind === 'steady-state',
  );
  return courses.reduce<Course | undefined>((newest, one) => {
    if (newest === undefined) return one;
    return isNewer(one, facts.signals.indexOf(one), newest, facts.signals.indexOf(newest)) ? one : newest;
  }, undefined);
}

/** What is wrong with a service that says nothing of it: its counts and its targets. */
export type Trouble = 'no healthy target' | 'no target' | 'tasks fail';

const FAILED_TASKS = 2;

export function troubleOf({ symptom, evidence }: Facts): Trouble | undefined {
  if (symptom.kind !== 'service') return undefined;
  const { service } = symptom;
  if (service.desiredCount === 0 || service.status === 'INACTIVE' || service.status === 'DRAINING') return undefined;
  const targets = valueIn(evidence.targetHealth);
  if (service.loadBalancers.length > 0 && targets !== undefined) {
    const serving = targets.filter(({ state }) => state !== 'draining');
    if (serving.length === 0 && (service.desiredCount ?? 0) > 0) return 'no target';
    if (serving.length > 0 && !serving.some(({ state }) => state === 'healthy' || state === 'initial'))
      return 'no healthy target';
  }
  const primary = primaryOf(service);
  const short = (service.runningCount ?? 0) < (service.desiredCount ?? 0);
  return short && (primary?.failedTasks ?? 0) >= FAILED_TASKS ? 'tasks fail' : undefined;
}
