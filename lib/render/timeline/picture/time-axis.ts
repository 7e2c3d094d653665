import type { Child } from '../markup';
import { tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { PLOT, SIZE } from './lane';
import { pictureText } from './picture-text';
import { textWidth } from './text-width';
import type { Stretch, TimeScale } from './time-scale';

/** Height of the axis: days, clock times, and the ends of the lines that go down from them. */
export const AXIS_HEIGHT = 40;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7, 14, 28, 91, 364].map((days) => days * DAY),
];
/** Between two round times. */
const NARROWEST_STEP = 44;
/** Between two labels. */
const GAP = 5;
/** To the right, where the label before is in the way. */
const MOST_SHIFT = 10;
/** What sums of fractions may be off. */
const SLACK = 0.01;
/** Labels end here at the latest. */
const END = PLOT.x1 + 9;

/** One clock time on the axis. */
interface Tick {
  readonly at: number;
  readonly x: number;
  /** Where its label begins. */
  readonly left: number;
}

/** What the axis says above the lanes, and the places of the lines that go down through them. */
export interface TimeAxis {
  readonly content: Child;
  readonly lines: readonly number[];
}

/** Days and clock times: where each stretch begins, and round times in between, as many as there is room for. */
export function timeAxis(scale: TimeScale, clock: ZoneClock): TimeAxis {
  const ticks = ticksOf(scale, clock);
  return {
    lines: ticks.map(({ x }) => x),
    content: [
      dayLabels(ticks, clock),
      ticks.map(({ at, left }) => pictureText(clock.minute(at), { x: left, y: 30, size: SIZE, tone: 'tl-muted' })),
      ticks.map(({ x }) => tag('line', { class: 'tl-tick', x1: x, x2: x, y1: 34, y2: AXIS_HEIGHT })),
    ],
  };
}

function ticksOf(scale: TimeScale, clock: ZoneClock): readonly Tick[] {
  const width = textWidth('00:00', SIZE);
  const taken: Tick[] = [];
  const place = (at: number, mostShift: number): void => {
    const x = scale.x(at);
    const before = taken.reduce((end, { left }) => (left <= x ? Math.max(end, left + width + GAP) : end), 0);
    const left = Math.min(Math.max(x - 3, before), END - width);
    if (left - (x - 3) > mostShift) return;
    if (taken.every((other) => Math.abs(other.left - left) >= width + GAP - SLACK)) taken.push({ at, x, left });
  };
  for (const { from } of scale.stretches) place(from, MOST_SHIFT);
  for (const stretch of scale.stretches) for (const at of roundTimes(stretch, clock)) place(at, 0);
  return taken.sort((one, other) => one.at - other.at);
}

/** Times that are round on the clock of the zone. */
function roundTimes({ from, to, x0, x1 }: Stretch, clock: ZoneClock): readonly number[] {
  if (to === from) return [];
  const step = STEPS.find((one) => (one / (to - from)) * (x1 - x0) >= NARROWEST_STEP);
  if (step === undefined) return [];
  const times: number[] = [];
  for (let at = from; at <= to; at += step) {
    const offset = clock.offset(at);
    const round = Math.ceil((at + offset) / step) * step - offset;
    if (round >= from && round <= to) times.push(round);
  }
  return times;
}

/** Each day above its first tick; the offset too where clocks change. As many as there is room for. */
function dayLabels(ticks: readonly Tick[], clock: ZoneClock): Child {
  const labels: Child[] = [];
  let end = Number.NEGATIVE_INFINITY;
  let shown = '';
  for (const { at, x } of ticks) {
    const offset = clock.changes ? ` ${clock.time(at).slice(-6)}` : '';
    const day = clock.day(at).replace(/ -?\d+$/, '');
    if (`${day}${offset}` === shown) continue;
    // At the right end a short one, so that it does not stand above the time before.
    const text = [`${day}${offset}`, `${day.replace(/^\S+ /, '')}${offset}`].find(
      (one, index) => index === 1 || x - 3 + textWidth(one, SIZE, true) <= END,
    );
    if (text === undefined) continue;
    const width = textWidth(text, SIZE, true);
    const left = Math.min(x - 3, END - width);
    if (left < end + GAP) continue;
    labels.push(pictureText(text, { x: left, y: 13, size: SIZE, bold: true }));
    end = left + width;
    shown = `${day}${offset}`;
  }
  return labels;
}
