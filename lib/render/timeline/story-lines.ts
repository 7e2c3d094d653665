import type { TimelineEntry } from '../../domain/timeline/timeline';
import { counted } from '../words';
import type { ZoneClock } from './zone-clock';

/** One line of a shown story. */
export type StoryLine =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'entry'; readonly entry: TimelineEntry }
  | { readonly kind: 'more'; readonly text: string; readonly entry?: TimelineEntry };

/** Entries that a story leaves out, in one line. */
export interface Skipped {
  readonly skipped: readonly TimelineEntry[];
}

/**
 * The lines of these entries, in order: the day where more than one is seen, equal facts folded as `… 49 more stops,
 * same cause, until 14:31`, and a heading before what came after the end.
 */
export function storyLines(entries: readonly (TimelineEntry | Skipped)[], clock: ZoneClock): readonly StoryLine[] {
  const days = new Set(
    entries.flatMap((one) => ('skipped' in one ? one.skipped : [one])).flatMap((one) => daysOf(one, clock)),
  );
  const lines: StoryLine[] = [];
  let day = '';
  let isLate = false;
  for (const one of entries) {
    if ('skipped' in one) {
      lines.push({ kind: 'more', text: skippedWords(one.skipped, clock) });
      continue;
    }
    const today = clock.day(one.occurredAt);
    if (days.size > 1 && today !== day) lines.push({ kind: 'heading', text: today });
    day = today;
    if (one.late === true && !isLate) lines.push({ kind: 'heading', text: 'After the incident' });
    isLate = one.late === true;
    lines.push({ kind: 'entry', entry: one });
    if (one.count > 1) lines.push({ kind: 'more', text: foldedWords(one, clock), entry: one });
  }
  return lines;
}

const daysOf = ({ occurredAt, lastAt }: TimelineEntry, clock: ZoneClock): readonly string[] =>
  [occurredAt, lastAt ?? occurredAt].map(clock.day);

/** What one entry folds: `… 49 more stops, same cause, until 14:31`. */
export function foldedWords(entry: TimelineEntry, clock: ZoneClock): string {
  const { type, count, occurredAt, lastAt, cause } = entry;
  const noun = type === 'stop' ? 'more stop' : 'more like it';
  const more = type === 'stop' ? counted(count - 1, noun) : `${(count - 1).toLocaleString('en-US')} ${noun}`;
  const same = type === 'stop' && cause !== undefined ? ', same cause' : '';
  return `… ${more}${same}${lastAt === undefined ? '' : `, until ${until(occurredAt, lastAt, clock)}`}`;
}

function skippedWords(skipped: readonly TimelineEntry[], clock: ZoneClock): string {
  const [first, last] = [skipped[0], skipped.at(-1)];
  const more = skipped.length.toLocaleString('en-US');
  if (first === undefined || last === undefined) return '… nothing more';
  return `… ${more} more, until ${until(first.occurredAt, last.lastAt ?? last.occurredAt, clock)}`;
}

/** The minute, with the day where it is another one. */
function until(from: number, at: number, clock: ZoneClock): string {
  const minute = clock.changes ? clock.time(at) : clock.minute(at);
  return clock.day(from) === clock.day(at) ? minute : `${minute} of ${clock.day(at)}`;
}
