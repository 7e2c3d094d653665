import type { DecisionRow } from '../domain/action/decision-row';
import { type Subject, subjectKey } from '../domain/incident/subject';
import type { DecisionsPort } from './action-ports';
import { atMost } from './at-most';
import { type HeldService, listHolds } from './list-holds';
import type { StorePorts } from './ports';

export interface DecisionsQuestion {
  /** Milliseconds since 1970. */
  readonly since: number;
  readonly cluster?: string;
  readonly service?: string;
}

/** A service for which only a person may act. */
export interface LatchedService {
  readonly subject: Subject;
  /** Actions in a row that did not end well. */
  readonly failedActions: number;
}

/** What was decided, oldest first, and where it stands now. */
export interface DecisionsReport {
  readonly decisions: readonly DecisionRow[];
  readonly held: readonly HeldService[];
  readonly latched: readonly LatchedService[];
}

const READ_AT_ONCE = 16;

/** Lists decisions since a time, and which services are held or latched now. Throws where the table cannot be read. */
export async function listDecisions(
  { since, cluster, service }: DecisionsQuestion,
  ports: DecisionsPort & Pick<StorePorts, 'readDue' | 'readRecord'>,
  latchAfter: number,
): Promise<DecisionsReport> {
  const isAsked = ({ subject }: { readonly subject: Subject }): boolean =>
    (cluster === undefined || subject.cluster === cluster) && (service === undefined || subject.name === service);
  // What latched a service may be older than what is asked for: all that the table still has is looked through.
  const all = (await ports.readDecisions(0)).filter(isAsked);
  const { held } = await listHolds(ports);
  return {
    decisions: all.filter(({ at }) => at >= since),
    held: held.filter(isAsked),
    latched: await latchedAmong(all, ports, latchAfter),
  };
}

/** Only an action that did not end well latches, and it has left its row. */
async function latchedAmong(
  decisions: readonly DecisionRow[],
  ports: Pick<StorePorts, 'readRecord'>,
  latchAfter: number,
): Promise<readonly LatchedService[]> {
  const subjects = new Map<string, Subject>();
  for (const { owner, decision, subject } of decisions)
    if (owner === 'incident' && ENDED_BADLY.has(decision)) subjects.set(subjectKey(subject), subject);
  const records = await atMost(READ_AT_ONCE, [...subjects.values()], (subject) => ports.readRecord(subject));
  return records.flatMap(({ subject, failedActions = 0 }) =>
    failedActions >= latchAfter ? [{ subject, failedActions }] : [],
  );
}

const ENDED_BADLY: ReadonlySet<DecisionRow['decision']> = new Set(['failed', 'reverted', 'released'] as const);
