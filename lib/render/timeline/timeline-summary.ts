import type { IncidentState } from '../../domain/incident/incident';
import type { Timeline } from '../../domain/timeline/timeline';
import { counted, durationOf, listed } from '../words';
import { causeTitle } from './cause-title';
import { firstFailureOf } from './first-failure';
import type { ZoneClock } from './zone-clock';

const ENDS: Readonly<Record<Exclude<IncidentState, 'open' | 'recovering'>, string>> = {
  resolved: 'resolved',
  'rolled-back': 'rolled back',
  held: 'held at 0 tasks',
  deleted: 'ended, because the service was deleted',
  expired: 'closed after a long silence',
};

/** `myapp (production)`, `nightly-report (production, family)`. */
export const subjectWords = ({ subject }: Timeline): string =>
  `${subject.name} (${subject.cluster}${subject.kind === 'family' ? ', family' : ''})`;

/** The story in one or two sentences: who failed, for how long, why, and how it ended. */
export function timelineSummary(timeline: Timeline, clock: ZoneClock): string {
  const from = firstFailureOf(timeline);
  const who = subjectWords(timeline);
  if (from === undefined || (timeline.stops === 0 && timeline.causes.length === 0)) return quiet(timeline, who, clock);
  return `${who} ${howLong(timeline, from, clock)}: ${why(timeline)}.${ending(timeline)}`;
}

function quiet({ entries }: Timeline, who: string, clock: ZoneClock): string {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return `Nothing is known of ${who}.`;
  const words = `${counted(entries.length, 'event')} from ${moment(first.occurredAt, clock)} to ${moment(last.occurredAt, clock)}`;
  return `Nothing failed in ${who}: ${words}.`;
}

function howLong({ state, closedAt, durations }: Timeline, from: number, clock: ZoneClock): string {
  const since = moment(from, clock);
  if (closedAt !== undefined) return `failed for ${durationOf(closedAt - from)} from ${since}`;
  if (state === 'recovering' || durations.recover !== undefined)
    return `failed from ${since}, and recovered after ${durationOf(durations.recover ?? 0)}`;
  return state === undefined ? `failed from ${since}` : `has been failing since ${since}`;
}

function why({ causes, stops, revisionFrom, revisionTo }: Timeline): string {
  const named = causes.length === 0 ? 'the cause is not known' : listed(causes.map(causeTitle), 3);
  const revisions =
    revisionFrom !== undefined && revisionTo !== undefined && revisionFrom !== revisionTo
      ? `revision ${revisionFrom} → ${revisionTo}`
      : undefined;
  const details = [stops > 0 ? counted(stops, 'failed stop') : undefined, revisions].filter((one) => one !== undefined);
  return `${named}${details.length === 0 ? '' : ` (${details.join(', ')})`}`;
}

function ending({ state, closedAt, closedBecause }: Timeline): string {
  if (closedAt === undefined || state === undefined || state === 'open' || state === 'recovering') return '';
  const because = closedBecause === undefined || closedBecause === '' ? '' : `: ${closedBecause}`;
  const words = `${ENDS[state]}${because}`;
  return ` ${words.slice(0, 1).toUpperCase()}${words.slice(1)}.`;
}

const moment = (at: number, clock: ZoneClock): string =>
  `${clock.day(at).replace(/^\S+ /, '')} ${clock.changes ? clock.time(at) : clock.minute(at)}`;
