import { nameOfArn } from '../ecs-events/ecs-arn';
import { type Change, unchanged } from '../incident/change';
import { closed } from '../incident/recovery';
import type { Obstacle, ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { awsCommandsToRestore } from './commands';
import type { DecisionRow, DecisionWord } from './decision-row';
import { ACTION_WORDS, rowsOfDecision } from './decision-rows';
import type { Decision, GuardId } from './guard';
import type { HoldOwner } from './hold';
import type { ActionKind, Intent } from './intent';
import { withNews } from './news';

const MOST_DECIDED = 24;

/** A decision that changes nothing, recorded once an incident, and told in its message. */
export function withDecision(
  record: ServiceRecord,
  action: ActionKind,
  decision: Exclude<Decision, { decision: 'do' }>,
  now: number,
): Change {
  const { incident } = record;
  if (incident === undefined) return unchanged(record);
  const name = `${action}/${decision.decision}/${decision.guard}`;
  const { decided = [] } = incident;
  if (decided.includes(name)) return unchanged(record);
  const noted = { ...record, incident: { ...incident, decided: [...decided, name].slice(-MOST_DECIDED) } };
  const row = rowOf(noted, { id: `${incident.id}/${name}`, action, owner: 'incident' }, decision.decision, now, {
    guard: decision.guard,
    reason: decision.reason,
  });
  const change = { ...unchanged(noted), rows: rowsOfDecision(row, record.episode) };
  const words = ACTION_WORDS[action];
  const line =
    decision.decision === 'would-have'
      ? `ecs-medic would have begun to ${words} now, but ${decision.reason}.`
      : `ecs-medic did not ${words}: ${decision.reason}.`;
  return withNews(
    change,
    {
      key: name,
      title: `would ${words}`,
      lines: [line],
      commands: [],
      severity: 'info',
      loud: false,
      incidentId: incident.id,
    },
    now,
  );
}

/** The change is about to be made: it stands in the record before the first call. */
export function withIntent(record: ServiceRecord, intent: Intent): Change {
  const { incident } = record;
  const marked =
    intent.owner === 'incident' && incident !== undefined
      ? { ...record, incident: { ...incident, actedAt: intent.at } }
      : record;
  const row = rowOf(marked, intent, 'do', intent.at, { reason: 'all safeguards agree', ...counts(intent) });
  return { ...unchanged({ ...marked, intent }), rows: rowsOfDecision(row, episodeOf(record, intent)) };
}

/** How a change ended, as it is told. */
export interface Outcome {
  readonly word: Extract<DecisionWord, 'verified' | 'reverted' | 'failed' | 'released'>;
  /** One sentence without a full stop: what was read, or what stood in the way. */
  readonly because: string;
  readonly guard?: GuardId;
  /** What is to be known beside it, a sentence each: of Application Auto Scaling. */
  readonly remarks?: readonly string[];
  /** The service stays at zero although the change was to be taken back, or did not get that far. */
  readonly isLeftAtZero?: boolean;
}

/** The intent is settled: the record says what is so now, and people hear of it. */
export function withOutcome(
  record: ServiceRecord,
  intent: Intent,
  outcome: Outcome,
  now: number,
  region?: string,
): Change {
  const settled = defined({
    ...heldOrNot(record, intent, outcome),
    intent: undefined,
    failedActions: failuresAfter(record, intent, outcome),
    obstacle: obstacleAfter(record, intent, outcome, now),
  }) as ServiceRecord;
  const isHeldForIncident =
    intent.action === 'scale-to-zero' && outcome.word === 'verified' && settled.hold !== undefined;
  const ended = isHeldForIncident ? closed(settled, 'held', now, 'ecs-medic set its desired count to 0') : settled;
  const row = rowOf(ended, intent, outcome.word, now, {
    reason: outcome.because,
    ...counts(intent),
    ...(outcome.guard === undefined ? {} : { guard: outcome.guard }),
  });
  const change = { ...unchanged(ended), rows: rowsOfDecision(row, episodeOf(record, intent)) };
  const wasTold = record.obstacle?.told === true && record.obstacle.key === settled.obstacle?.key;
  return wasTold ? change : withNews(change, newsOf(ended, intent, outcome, region), now);
}

/** What a schedule tried in vain is told once, however often it is tried. */
function obstacleAfter(
  { obstacle }: ServiceRecord,
  { owner, action }: Intent,
  { word }: Outcome,
  now: number,
): Obstacle | undefined {
  if (owner !== 'schedule' || word === 'verified' || word === 'released') return undefined;
  const key = `${action}/${word}`;
  return { key, since: obstacle?.key === key ? obstacle.since : now, at: now, told: true };
}

function heldOrNot(record: ServiceRecord, intent: Intent, { word, isLeftAtZero }: Outcome): ServiceRecord {
  if (intent.action === 'scale-to-zero') {
    const isAtZero = word === 'verified' || isLeftAtZero === true;
    return isAtZero
      ? (defined({ ...record, hold: record.hold ?? intent.hold, loop: undefined }) as ServiceRecord)
      : record;
  }
  if (intent.action === 'roll-back')
    return word === 'verified' ? (defined({ ...record, loop: undefined }) as ServiceRecord) : record;
  const isOver = word === 'verified' || word === 'released';
  return isOver ? (defined({ ...record, hold: undefined }) as ServiceRecord) : record;
}

/** Only what was done for an incident counts against it; whatever ended well begins anew. */
function failuresAfter({ failedActions = 0 }: ServiceRecord, { owner }: Intent, { word }: Outcome): number | undefined {
  if (word === 'verified') return undefined;
  if (owner !== 'incident') return failedActions === 0 ? undefined : failedActions;
  return failedActions + 1;
}

function newsOf(
  record: ServiceRecord,
  intent: Intent,
  outcome: Outcome,
  region?: string,
): Parameters<typeof withNews>[1] {
  const { subject } = record;
  const { owner, incidentId } = intent;
  const { word, because, remarks = [] } = outcome;
  const by = { incident: 'ecs-medic', schedule: 'The schedule', person: 'A person, with the command line,' }[owner];
  const hold = record.hold ?? intent.hold;
  const undo = record.hold === undefined ? [] : awsCommandsToRestore(subject, record.hold, region);
  const said = saidOf(intent, outcome, hold?.remembered ?? intent.desired);
  return {
    key: `${intent.id}/${word}`,
    title: said.title,
    lines: [`${by} ${said.line}${because === '' ? '' : `: ${because}`}.`, ...remarks],
    commands: undo,
    severity: word === 'verified' ? 'info' : outcome.isLeftAtZero === true ? 'critical' : 'warning',
    // A schedule that does what it says calls nobody.
    loud: owner === 'incident' || word !== 'verified' || remarks.length > 0,
    ...(incidentId === undefined ? {} : { incidentId }),
  };
}

function saidOf(
  { action, desired, to, rollsBackTo = '' }: Intent,
  { word, isLeftAtZero }: Outcome,
  remembered: number,
): { readonly title: string; readonly line: string } {
  const words = ACTION_WORDS[action];
  switch (word) {
    case 'verified':
      if (action === 'scale-to-zero')
        return { title: `put to zero, ${desired} before`, line: `put it to zero (${desired} before)` };
      if (action === 'restore') return { title: `brought back to ${to}`, line: `brought it back to ${to}` };
      return {
        title: 'its deployment is being rolled back',
        line: `stopped its deployment, which goes back to ${nameOfArn(rollsBackTo)}`,
      };
    case 'reverted':
      return isLeftAtZero === true
        ? { title: `left at 0 tasks, ${remembered} before`, line: `put it to zero and could not take it back` }
        : {
            title: `put to zero and brought back to ${remembered}`,
            line: `put it to zero and brought it back to ${remembered}`,
          };
    case 'failed':
      return { title: `could not ${words}`, line: `could not ${words}` };
    case 'released':
      return { title: 'changed by somebody else, and left as it is', line: `left it as somebody else has set it` };
  }
}

const counts = ({ desired, to }: Intent): Pick<DecisionRow, 'before' | 'after'> => ({ before: desired, after: to });

const episodeOf = ({ episode, incident }: ServiceRecord, { incidentId }: Intent): number | undefined =>
  incident !== undefined && incident.id === incidentId ? episode : undefined;

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
