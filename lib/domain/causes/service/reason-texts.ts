import type { Facts } from '../../facts';
import { type Passage, passageOf, type Quote, quoteOf } from '../../text/passage';

/** Texts that ECS writes whatever the reason was: they tell nothing. */
const EMPTY =
  /^\W{0,3}(?:Essential container in task exited|Task ?failed ?to ?start|TaskFailedToStart:?\s{0,2}(?:Task failed to start)?|(?:TaskStoppedBeforePullBeginError: )?Task stopped before (?:image )?pull could begin\b.{0,300})?\W{0,3}$/i;

/** What ECS says about a stop beyond its usual phrases: reason of the task, then those of its containers. */
export function tellingReasons({ stop, culprit }: Facts): readonly Quote[] {
  if (stop === undefined) return [];
  const own = stop.containers.filter(({ injected }) => !injected);
  const ordered = [
    ...own.filter(({ name }) => name === culprit?.name),
    ...own.filter(({ name }) => name !== culprit?.name),
  ];
  const passages: readonly Passage[] = [
    ...ordered.flatMap(({ name, reason }) =>
      reason === undefined ? [] : [passageOf({ kind: 'container-reason', container: name }, reason)],
    ),
    ...(stop.stoppedReason === undefined ? [] : [passageOf({ kind: 'task-reason' }, stop.stoppedReason)]),
  ];
  return passages.flatMap(({ lines, origin }) =>
    lines.flatMap((line) => (EMPTY.test(line.text) ? [] : (quoteOf(line, line.text, origin) ?? []))),
  );
}
