import type { EntryType, Timeline, TimelineEntry } from '../../domain/timeline/timeline';
import { cutText } from '../clean-text';
import { chooseEntries } from '../timeline/choose-entries';
import { cleanTimeline } from '../timeline/clean-timeline';
import { durationFacts } from '../timeline/duration-facts';
import { elapsedWords } from '../timeline/elapsed-words';
import { TYPE_WORDS } from '../timeline/entry-words';
import { firstFailureOf } from '../timeline/first-failure';
import { shownTimes } from '../timeline/shown-times';
import type { StoryLine } from '../timeline/story-lines';
import type { TimelineOptions } from '../timeline/timeline-options';
import { subjectWords, timelineSummary } from '../timeline/timeline-summary';
import { type ZoneClock, zoneClock } from '../timeline/zone-clock';
import { layOut } from './block';
import type { Screen, Style } from './paint';

const STYLES: Partial<Record<EntryType, Style>> = {
  stop: 'red',
  diagnosis: 'yellow',
  alert: 'cyan',
  action: 'cyan',
  recovery: 'green',
  closed: 'green',
};

/** The widest word for a type of entry, and a blank. */
const TYPE_WIDTH = Math.max(...Object.values(TYPE_WORDS).map(({ length }) => length)) + 1;

/** The story for a terminal: at most 25 lines, each with the proof of a diagnosis below it; with `all` everything. */
export function timelineText(screen: Screen, timeline: Timeline, { timeZone, all = false }: TimelineOptions): string {
  const shown = cleanTimeline(timeline);
  const clock = zoneClock(timeZone, shownTimes(shown));
  const { lines, leftOut } = chooseEntries(shown, clock, all);
  const from = firstFailureOf(shown);
  const durations = durationFacts(shown.durations)
    .filter(({ length }) => length !== '–')
    .map(({ name, length }) => `${name.toLowerCase()} ${length}`);
  return [
    ...layOut(screen, { text: shown.incidentId ?? subjectWords(shown), styles: ['bold'] }),
    ...layOut(screen, { text: timelineSummary(shown, clock) }),
    ...(durations.length === 0 ? [] : layOut(screen, { text: durations.join(' · '), styles: ['dim'] })),
    '',
    ...layOut(screen, { text: zoneLine(shown, lines, clock), styles: ['dim'] }),
    ...lines.flatMap((line) => lineText(screen, line, { from, clock, all })),
    ...(leftOut === 0
      ? []
      : ['', ...layOut(screen, { text: `${leftOut} more left out: --all shows everything`, styles: ['dim'] })]),
    '',
  ].join('\n');
}

function zoneLine({ entries }: Timeline, lines: readonly StoryLine[], clock: ZoneClock): string {
  const [first] = entries;
  if (first === undefined) return 'There is nothing to tell.';
  return lines[0]?.kind === 'heading' ? `Times: ${clock.zone}` : `${clock.day(first.occurredAt)}, ${clock.zone}`;
}

interface Shown {
  /** The first failure. */
  readonly from: number | undefined;
  readonly clock: ZoneClock;
  readonly all: boolean;
}

function lineText(screen: Screen, line: StoryLine, shown: Shown): readonly string[] {
  if (line.kind === 'heading') return ['', ...layOut(screen, { text: line.text, styles: ['dim'] })];
  const indent = 10 + TYPE_WIDTH;
  if (line.kind === 'more')
    return screen.width < NARROW
      ? layOut(screen, { text: line.text, styles: ['dim'] }, 2)
      : layOut(screen, { text: line.text, styles: ['dim'] }, indent);
  return entryText(screen, line.entry, shown);
}

/** Below this width the type of an entry stands on a line with the time. */
const NARROW = 72;

function entryText(screen: Screen, entry: TimelineEntry, { from, clock, all }: Shown): readonly string[] {
  const { type, importance, occurredAt, title } = entry;
  const style = STYLES[type];
  const styles: readonly Style[] = importance === 'noise' ? ['dim'] : [];
  const time = clock.time(occurredAt);
  const word = TYPE_WORDS[type].toLowerCase();
  const { before, after, confidence } = entry;
  const aside = [
    ...(before === undefined || after === undefined ? [] : [`${before} → ${after}`]),
    ...(type === 'diagnosis' && confidence !== undefined ? [confidence] : []),
    ...(all && from !== undefined ? [elapsedWords(occurredAt, from)] : []),
  ];
  const text = aside.length === 0 ? title : `${title} (${aside.join(', ')})`;
  const isNarrow = screen.width < NARROW;
  const mark = isNarrow ? '  ' : `${time}  ${word.padEnd(TYPE_WIDTH)}`;
  const head = isNarrow ? layOut(screen, { text: `${time} ${word}`, styles: ['dim'] }) : [];
  const markStyles: readonly Style[] = style === undefined ? ['dim'] : [style];
  const below = detailOf(entry, all).flatMap((one) =>
    layOut(screen, { text: one, styles: ['dim'] }, isNarrow ? 4 : mark.length),
  );
  return [...head, ...layOut(screen, { text, styles, mark, markStyles }), ...below];
}

/** Of a diagnosis the proof, of a deployment what it changed; all of it where everything is asked for. */
function detailOf({ type, detail = [] }: TimelineEntry, all: boolean): readonly string[] {
  if (all) return detail;
  if (type === 'diagnosis')
    return detail
      .filter((line) => line.startsWith('Proof: '))
      .slice(0, 1)
      .map((line) => cutText(line, LONGEST_PROOF));
  return type === 'deployment' ? detail.slice(0, MOST_CHANGES) : [];
}

const MOST_CHANGES = 3;
const LONGEST_PROOF = 180;
