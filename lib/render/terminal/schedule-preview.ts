import type { MonthlySaving } from '../../domain/price/monthly-saving';
import type { ClockChange } from '../../domain/schedule/clock-changes';
import type { PreviewedChange, SchedulePreview } from '../../domain/schedule/preview-schedule';
import { offsetName, wallClock, wallColumn, wallDay, wallTime } from '../scheduled-time';
import { counted, durationOf } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import type { Screen } from './paint';

/** A schedule, what it will do, and what that saves. */
export interface PreviewedSchedule {
  /** As the tag says it. */
  readonly text: string;
  /** `orders (prod)`; absent where only a text was given. */
  readonly service?: string;
  readonly preview: SchedulePreview;
  /** Of the time asked about, minutes by which the clock is before UTC. */
  readonly offset: number;
  /** An override that was over before that, milliseconds since 1970. */
  readonly overSince?: number;
  /** Absent: nobody said what runs. */
  readonly saving?: MonthlySaving | { readonly unknown: string };
}

const HOURS_A_WEEK = 168;
const DAY = 24 * 60 * 60_000;
const LEVEL_STYLES = { up: 'green', down: 'dim' } as const;

/** The next changes by the clock of the place, with the nights on which it changes, and the saving with its arithmetic. */
export function schedulePreview(screen: Screen, shown: PreviewedSchedule): string {
  const { text, service, preview } = shown;
  return [
    ...layOut(screen, { text: service === undefined ? text : `${service}: ${text}`, styles: ['bold'] }),
    ...layOut(screen, { text: standing(shown) }),
    ...overrideLines(screen, shown),
    ...(preview.changes.length === 0 ? [] : ['', ...rows(screen, preview), ...nextNight(screen, preview)]),
    '',
    ...labelled(screen, 'up', [{ text: share(preview) }]),
    ...labelled(screen, 'saves', savingOf(shown)),
    '',
  ].join('\n');
}

function standing({ preview, offset }: PreviewedSchedule): string {
  const { level, until, from } = preview;
  const now = `${level} at ${wallTime(from, offset)} ${offsetName(offset)}`;
  const other = level === 'up' ? 'down' : 'up';
  return until === undefined ? `${now}; nothing changes` : `${now}, ${other} in ${durationOf(until - from)}`;
}

function overrideLines(screen: Screen, { preview, offset, overSince }: PreviewedSchedule): readonly string[] {
  const { override, changes } = preview;
  if (overSince !== undefined) {
    const time = `${wallTime(overSince, offset)} ${offsetName(offset)}`;
    return layOut(screen, { text: `The override ended at ${time}: it says nothing any more.`, styles: ['yellow'] });
  }
  // Its end stands among the changes where it is one.
  if (override === undefined || changes.some(({ endsOverride }) => endsOverride)) return [];
  const end = `${wallTime(override.until, offset)} ${offsetName(offset)}`;
  return layOut(screen, { text: `The override (${override.level}) ends at ${end}, and changes nothing then.` });
}

function rows(screen: Screen, { changes, clockChanges }: SchedulePreview): readonly string[] {
  const jumps = new Set(clockChanges.filter(isForward).map(({ at }) => at));
  const all = [
    ...clockChanges.map((change) => ({ at: change.at, order: 0, lines: clockRow(change) })),
    ...changes.map((change) => ({ at: change.at, order: 1, lines: changeRow(change, jumps.has(change.at)) })),
  ];
  return all.sort((a, b) => a.at - b.at || a.order - b.order).flatMap(({ lines }) => layOut(screen, lines, 2));
}

const isForward = ({ offsetBefore, offsetAfter }: ClockChange): boolean => offsetAfter > offsetBefore;

const clockRow = ({ at, offsetBefore, offsetAfter }: ClockChange): Paragraph => ({
  text: `${wallColumn(at, offsetBefore)}  the clock goes ${offsetAfter > offsetBefore ? 'forward' : 'back'} to ${wallClock(at, offsetAfter)}`,
  styles: ['yellow'],
  mark: '~     ',
});

function changeRow({ at, level, offset, showing, endsOverride }: PreviewedChange, jumps: boolean): Paragraph {
  const notes = [
    ...(jumps ? ['when the clock jumps'] : []),
    ...(showing === undefined ? [] : [`the ${showing} time that it is ${wallClock(at, offset)}`]),
    ...(endsOverride ? ['the override ends'] : []),
  ];
  const note = notes.length === 0 ? '' : `  ${notes.join(', ')}`;
  return {
    text: `${wallColumn(at, offset)}  ${offsetName(offset)}${note}`,
    mark: level.padEnd(6),
    markStyles: [LEVEL_STYLES[level]],
  };
}

/** Where the next change of the clock is not among the rows, how to see it. */
function nextNight(screen: Screen, { nextClockChange, changes }: SchedulePreview): readonly string[] {
  if (nextClockChange === undefined || changes.length === 0) return [];
  const { at, offsetBefore, offsetAfter } = nextClockChange;
  const dayBefore = new Date(at - DAY + offsetBefore * 60_000).toISOString().slice(0, 10);
  const way = isForward(nextClockChange) ? 'forward' : 'back';
  const text = `The clock goes ${way} to ${wallClock(at, offsetAfter)} on ${wallDay(at, offsetBefore)}: --from ${dayBefore} shows that night.`;
  return layOut(screen, { text, styles: ['dim'] }, 2);
}

function share({ upMinutesAWeek }: SchedulePreview): string {
  const hours = upMinutesAWeek / 60;
  const percent = Math.round((100 * hours) / HOURS_A_WEEK);
  return `${hours.toLocaleString('en-US', { maximumFractionDigits: 1 })} of ${counted(HOURS_A_WEEK, 'hour')} a week, ${percent} %`;
}

function savingOf({ saving }: PreviewedSchedule): readonly Paragraph[] {
  if (saving === undefined)
    return [
      {
        text: 'unknown: add --cpu 0.25 --memory 0.5 --region us-east-1 (and --tasks, --arm), or --cluster and --service',
        styles: ['dim'],
      },
    ];
  if ('unknown' in saving) return [{ text: `unknown: ${saving.unknown}` }];
  return [
    {
      text: `about ${dollars(saving.savedUsd)} of ${dollars(saving.alwaysUsd)} a month, by list price`,
      styles: ['bold'],
    },
    ...saving.arithmetic.map((text) => ({ text, mark: '- ', markStyles: ['dim'] as const })),
    { text: 'Load balancers, addresses, storage and logs are not in it.', styles: ['dim'] },
  ];
}

const dollars = (usd: number): string => usd.toLocaleString('en-US', { style: 'currency', currency: 'USD' });
