import { currentSignals } from '../../cross-checks/service-course';
import { type Facts, namesOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { CauseId } from '../cause-id';

type Problem = SignalOf<'placement'>['problem'];

/** The newest placement failure of a kind that is not over. */
export const unplaced = (facts: Facts, ...problems: readonly Problem[]): SignalOf<'placement'> | undefined =>
  currentSignals(facts, 'placement').find(({ problem }) => problems.includes(problem));

/** `A task of app`, or `The task` where nothing names the service. */
export function taskName(facts: Facts): string {
  const { service } = namesOf(facts);
  return service === undefined ? 'The task' : `A task of ${service}`;
}

/** ` (512 MiB, 256 CPU units)`: what the task asks for, where it is known. */
export function askedFor(facts: Facts): string {
  const definition = facts.evidence.definition.state === 'known' ? facts.evidence.definition.value : undefined;
  const sum = (of: 'memory' | 'cpu'): number =>
    (definition?.containers ?? []).reduce(
      (total, one) => total + ((of === 'memory' ? (one.memoryReservation ?? one.memory) : one.cpu) ?? 0),
      0,
    );
  const memory = definition?.memory ?? sum('memory');
  const cpu = definition?.cpu ?? sum('cpu');
  const parts = [...(memory > 0 ? [`${memory} MiB`] : []), ...(cpu > 0 ? [`${cpu} CPU units`] : [])];
  return parts.length === 0 ? '' : ` (it asks for ${parts.join(' and ')})`;
}

/** The instance that came nearest, where ECS names it. */
export const closestMatch = ({ instance }: SignalOf<'placement'>): { readonly notes?: readonly string[] } =>
  instance === undefined ? {} : { notes: [`The closest match was container instance ${instance}.`] };

/** General answers that stand behind a placement whose reason is named. */
export const BEHIND_A_NAMED_PLACEMENT: readonly CauseId[] = [
  'placement-no-capacity',
  'unknown-failed-to-start',
  'other',
  'service-start-impaired',
  'deployment-circuit-breaker',
];
