import type { EntryRow, Row } from '../incident/row';
import { defined } from '../json';
import type { DecisionRow } from './decision-row';

const LONGEST_TITLE = 200;

/** A decision for `ecs-medic decisions`, and the same for the timeline of its service. */
export function rowsOfDecision(row: DecisionRow, episode: number | undefined): readonly Row[] {
  const entry = defined({
    type: 'entry',
    subject: row.subject,
    entryId: `decision/${row.decisionId}`,
    at: row.at,
    what: `${ENTRY[row.decision]}-${row.action}`,
    title: titleOf(row).slice(0, LONGEST_TITLE),
    episode,
  }) as EntryRow;
  return [row, entry];
}

/** How the timeline calls it: what was decided, what was done, what was read back. */
const ENTRY = {
  'would-have': 'decision',
  refuse: 'decision',
  do: 'action',
  verified: 'verification',
  reverted: 'action',
  failed: 'verification',
  unknown: 'verification',
  released: 'hold',
} as const;

export const ACTION_WORDS = {
  'scale-to-zero': 'scale to zero',
  'roll-back': 'roll back',
  restore: 'restore',
} as const;

/** What a decision says in one sentence, past tense. */
export function titleOf({ action, decision, reason, before, after }: DecisionRow): string {
  const counts = before === undefined || after === undefined || before === after ? '' : ` (${before} → ${after})`;
  const words = ACTION_WORDS[action];
  switch (decision) {
    case 'would-have':
      return `would have begun to ${words}: ${reason}`;
    case 'refuse':
      return `did not ${words}: ${reason}`;
    case 'do':
      return `began to ${words}${counts}`;
    case 'verified':
      return `${words}${counts}: ${reason}`;
    case 'reverted':
      return `took back ${words}: ${reason}`;
    case 'failed':
      return `could not ${words}: ${reason}`;
    case 'unknown':
      return `does not know yet how ${words} ended: ${reason}`;
    case 'released':
      return `the hold ended: ${reason}`;
  }
}
