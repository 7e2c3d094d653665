import type { Row } from '../incident/row';
import type { ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import type { DecisionRow, DecisionWord } from './decision-row';
import { rowsOfDecision } from './decision-rows';
import type { HoldOwner } from './hold';
import type { ActionKind, Intent } from './intent';

/** A decision, or what became of it, as a row that is kept. */
export const rowOf = (
  { subject }: ServiceRecord,
  { id, action, owner, incidentId }: { id: string; action: ActionKind; owner: HoldOwner; incidentId?: string },
  decision: DecisionWord,
  at: number,
  more: Pick<DecisionRow, 'reason'> & Partial<Pick<DecisionRow, 'guard' | 'before' | 'after'>>,
): DecisionRow =>
  defined({
    type: 'decision',
    subject,
    decisionId: `${id}/${decision}`,
    at,
    action,
    owner,
    decision,
    incidentId,
    ...more,
  }) as DecisionRow;

/** The counts before and after a change. */
export const counts = ({ desired, to }: Intent): Pick<DecisionRow, 'before' | 'after'> => ({
  before: desired,
  after: to,
});

/** The incident that a change was made for, where it is still that of the record. */
export const episodeOf = ({ episode, incident }: ServiceRecord, { incidentId }: Intent): number | undefined =>
  incident !== undefined && incident.id === incidentId ? episode : undefined;

/** That a change was begun. */
export const beginningOf = (record: ServiceRecord, intent: Intent): readonly Row[] =>
  rowsOfDecision(
    rowOf(record, intent, 'do', intent.at, { reason: 'all safeguards agree', ...counts(intent) }),
    episodeOf(record, intent),
  );
