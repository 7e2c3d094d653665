import { nameOfArn } from '../ecs-events/ecs-arn';
import { type Change, unchanged } from '../incident/change';
import type { Incident } from '../incident/incident';
import { closed } from '../incident/recovery';
import type { Row } from '../incident/row';
import type { Obstacle, ServiceRecord } from '../incident/service-record';
import { defined } from '../json';
import { awsCommandForTarget, awsCommandsToRestore, awsCommandToDeploy, commandsToRestore } from './commands';
import type { DecisionRow, DecisionWord } from './decision-row';
import { ACTION_WORDS, rowsOfDecision } from './decision-rows';
import type { Decision, GuardId } from './guard';
import type { HoldOwner } from './hold';
import type { ActionKind, Intent } from './intent';
import { withNews } from './news';
import type { ScalableTarget } from './scalable-target';

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
  return { ...unchanged({ ...marked, intent }), rows: beginningOf(marked, intent) };
}

const beginningOf = (record: ServiceRecord, intent: Intent): readonly Row[] =>
  rowsOfDecision(
    rowOf(record, intent, 'do', intent.at, { reason: 'all safeguards agree', ...counts(intent) }),
    episodeOf(record, intent),
  );

/** How a change ended, as it is told. */
export interface Outcome {
  readonly word: Extract<DecisionWord, 'verified' | 'reverted' | 'failed' | 'released'>;
  /** One sentence without a full stop: what was read, or what stood in the way. */
  readonly because: string;
  /** The safeguard that ended the attempt before any call; whoever asked for it tells of that. */
  readonly guard?: GuardId;
  /** What is to be known beside it, a sentence each: of Application Auto Scaling. */
  readonly remarks?: readonly string[];
  /** The service stays at zero although the change was to be taken back, or did not get that far. */
  readonly isLeftAtZero?: boolean;
  /** What scaled the service before, where it is suspended still and no hold remembers it. */
  readonly leftSuspended?: ScalableTarget;
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
    ...asIfNotBegun(stillSuspended(heldOrNot(record, intent, outcome), outcome), intent, outcome),
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
  // Before the record: a crash between the two must not lose how a change of the account ended, or that it was begun.
  const begun = beginningOf(record, intent);
  const change = { ...unchanged(ended), owed: [...begun, ...rowsOfDecision(row, episodeOf(record, intent))] };
  const wasTold = record.obstacle?.told === true && record.obstacle.key === settled.obstacle?.key;
  return wasTold || outcome.guard !== undefined
    ? change
    : withNews(change, newsOf(ended, intent, outcome, region), now);
}

/** An attempt that ended before any call does not use up the one try of an incident. */
function asIfNotBegun(record: ServiceRecord, { at }: Intent, { guard }: Outcome): ServiceRecord {
  const { incident } = record;
  if (guard === undefined || incident?.actedAt !== at) return record;
  return { ...record, incident: defined({ ...incident, actedAt: undefined }) as Incident };
}

/** The obstacle that a schedule meets where it puts back what scales a service. */
const SUSPENDED = 'restore/auto-scaling';

/** What a schedule tried in vain is told once, however often it is tried. */
function obstacleAfter(
  { obstacle }: ServiceRecord,
  { owner, action }: Intent,
  { word, guard, leftSuspended }: Outcome,
  now: number,
): Obstacle | undefined {
  if (guard !== undefined) return obstacle;
  if (owner !== 'schedule') return undefined;
  const isUp = word === 'verified' || word === 'released';
  if (isUp && leftSuspended === undefined) return undefined;
  const key = isUp ? SUSPENDED : `${action}/${word}`;
  return { key, since: obstacle?.key === key ? obstacle.since : now, at: now, told: true };
}

function heldOrNot(record: ServiceRecord, intent: Intent, { word, isLeftAtZero }: Outcome): ServiceRecord {
  const { leaveAlone } = intent;
  if (intent.action === 'scale-to-zero') {
    const isAtZero = word === 'verified' || isLeftAtZero === true;
    return isAtZero
      ? (defined({ ...record, hold: record.hold ?? intent.hold, loop: undefined }) as ServiceRecord)
      : record;
  }
  if (intent.action === 'roll-back')
    return word === 'verified' ? (defined({ ...record, loop: undefined }) as ServiceRecord) : record;
  const isOver = word === 'verified' || word === 'released';
  if (!isOver) return record;
  return defined({ ...record, hold: undefined, leftAlone: leaveAlone ?? record.leftAlone }) as ServiceRecord;
}

/** What could not be put back stays remembered, or the next change would take the suspension for what was there before. */
const stillSuspended = (record: ServiceRecord, { leftSuspended }: Outcome): ServiceRecord =>
  leftSuspended === undefined
    ? record
    : { ...record, leftAlone: { until: 0, schedule: '', ...record.leftAlone, scalableTarget: leftSuspended } };

/** Only what was called for an incident counts against it. What ended well begins anew; a schedule says nothing of it. */
function failuresAfter(
  { failedActions }: ServiceRecord,
  { owner }: Intent,
  { word, guard }: Outcome,
): number | undefined {
  if (guard !== undefined) return failedActions;
  if (word === 'verified' && owner !== 'schedule') return undefined;
  return owner === 'incident' ? (failedActions ?? 0) + 1 : failedActions;
}

/** After so long people hear that it is not known how a change ended. */
const UNKNOWN_PATIENCE = 10 * 60_000;

/** It cannot be said yet how a change ended: recorded once, and people are called once where that lasts. */
export function withUnknown(record: ServiceRecord, intent: Intent, because: string, now: number): Change {
  const lasts = now - intent.at >= UNKNOWN_PATIENCE;
  if (intent.unknown === 'told' || (intent.unknown === 'noted' && !lasts)) return unchanged(record);
  const row = rowOf(record, intent, 'unknown', now, { reason: because, ...counts(intent) });
  const change = {
    ...unchanged({ ...record, intent: { ...intent, unknown: lasts ? ('told' as const) : ('noted' as const) } }),
    rows: intent.unknown === undefined ? rowsOfDecision(row, episodeOf(record, intent)) : [],
  };
  const { action, owner, incidentId, hold } = intent;
  const isOff = owner === 'incident' ? ' Until it is known nothing else is done for an incident.' : '';
  return withNews(
    change,
    {
      key: `${intent.id}/unknown`,
      title: `not known whether it was ${DONE_WORDS[action]}`,
      lines: [`ecs-medic began to ${ACTION_WORDS[action]}, and does not know yet how that ended: ${because}.${isOff}`],
      commands: hold === undefined ? [] : awsCommandsToRestore(record.subject, hold, record.place?.region),
      severity: 'error',
      loud: lasts,
      ...(incidentId === undefined ? {} : { incidentId }),
    },
    now,
  );
}

const DONE_WORDS = { 'scale-to-zero': 'put to zero', 'roll-back': 'rolled back', restore: 'brought back' } as const;

/** What brings back what was before. */
function undoOf(
  { subject, hold }: ServiceRecord,
  { action, rollsBackFrom }: Intent,
  { word, leftSuspended }: Outcome,
  region: string | undefined,
): readonly string[] {
  if (action === 'roll-back')
    return word === 'verified' && rollsBackFrom !== undefined
      ? [awsCommandToDeploy(subject, rollsBackFrom, region)]
      : [];
  if (hold !== undefined) return commandsToRestore(subject, hold, region);
  return leftSuspended === undefined ? [] : [awsCommandForTarget(subject, leftSuspended, region)];
}

function newsOf(
  record: ServiceRecord,
  intent: Intent,
  outcome: Outcome,
  region?: string,
): Parameters<typeof withNews>[1] {
  const { owner, incidentId } = intent;
  const { word, because, remarks = [] } = outcome;
  const by = { incident: 'ecs-medic', schedule: 'The schedule', person: 'A person, with the command line,' }[owner];
  const hold = record.hold ?? intent.hold;
  const said = saidOf(intent, outcome, hold?.remembered ?? intent.desired);
  return {
    key: `${intent.id}/${word}`,
    title: said.title,
    lines: [`${by} ${said.line}${because === '' ? '' : `: ${because}`}.`, ...remarks],
    commands: undoOf(record, intent, outcome, region),
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
