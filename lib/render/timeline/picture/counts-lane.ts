import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { type Child, coordinate, tag } from '../markup';
import { type Lane, LEAST_HEIGHT, MARGIN, PLOT } from './lane';
import { pictureText } from './picture-text';
import type { TimeScale } from './time-scale';

const TOP = 12;
const BOTTOM = 62;
const KEY_SIZE = 10;

type Step = readonly [x: number, count: number];

/** Entries that tell the counts: what ECS says; where it says nothing, whatever else tells them. */
export function countedEntries(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const counted = entries.filter(({ running, desired }) => isCount(running) || isCount(desired));
  const told = counted.filter(({ type }) => type === 'service' || type === 'recovery');
  return told.length > 0 ? told : counted;
}

/** How many tasks ran and how many should have: two stepped lines; where less ran than should have, the gap is filled. */
export function countsLane(entries: readonly TimelineEntry[], scale: TimeScale): Lane {
  const running = stepsOf(entries, 'running', scale);
  const desired = stepsOf(entries, 'desired', scale);
  const label = 'Tasks';
  if (running.length === 0 && desired.length === 0)
    return {
      label,
      height: LEAST_HEIGHT,
      under: undefined,
      over: pictureText('counts not known', { x: PLOT.x0 + 18, y: 19, size: 11, tone: 'tl-muted' }),
    };
  const most = [...running, ...desired].reduce((highest, [, count]) => Math.max(highest, count), 1);
  const y = (count: number) => BOTTOM - (count / most) * (BOTTOM - TOP);
  return {
    label,
    key: keyOf(),
    height: BOTTOM + 12,
    under: [
      [0, most].map((count) => tag('line', { class: 'tl-grid', x1: PLOT.x0, x2: PLOT.x1, y1: y(count), y2: y(count) })),
      filled(running, y, scale.end),
      missing(running, desired, y, scale.end),
      stepped(desired, 'tl-desired', y, scale.end),
      stepped(running, 'tl-running', y, scale.end),
    ],
    over: [0, most].map((count) =>
      pictureText(count.toLocaleString('en-US'), {
        x: PLOT.x0 - 6,
        y: y(count) + 4,
        size: KEY_SIZE,
        tone: 'tl-muted',
        anchor: 'end',
      }),
    ),
  };
}

function keyOf(): Child {
  const line = (name: string, y: number, words: string) => [
    tag('line', { class: name, x1: MARGIN, x2: MARGIN + 14, y1: y, y2: y }),
    pictureText(words, { x: MARGIN + 19, y: y + 3.5, size: KEY_SIZE, tone: 'tl-muted' }),
  ];
  return [line('tl-running', 34, 'running'), line('tl-desired', 49, 'desired')];
}

const isCount = (count: number | undefined): count is number =>
  count !== undefined && Number.isSafeInteger(count) && count >= 0;

function stepsOf(entries: readonly TimelineEntry[], which: 'running' | 'desired', scale: TimeScale): readonly Step[] {
  return countedEntries(entries).flatMap((entry): readonly Step[] => {
    const count = entry[which];
    return isCount(count) ? [[scale.x(entry.occurredAt), count]] : [];
  });
}

function pathOf(steps: readonly Step[], y: (count: number) => number, end: number): string {
  const [first] = steps;
  if (first === undefined) return '';
  const path = [`M${coordinate(first[0])} ${coordinate(y(first[1]))}`];
  let before = first[1];
  for (const [x, count] of steps.slice(1)) {
    if (count !== before) path.push(`H${coordinate(x)}V${coordinate(y(count))}`);
    before = count;
  }
  return `${path.join('')}H${coordinate(end)}`;
}

const stepped = (steps: readonly Step[], name: string, y: (count: number) => number, end: number): Child =>
  steps.length === 0 ? undefined : tag('path', { class: name, d: pathOf(steps, y, end) });

function filled(steps: readonly Step[], y: (count: number) => number, end: number): Child {
  const [first] = steps;
  if (first === undefined) return undefined;
  const bottom = coordinate(y(0));
  return tag('path', { class: 'tl-ran', d: `${pathOf(steps, y, end)}V${bottom}H${coordinate(first[0])}Z` });
}

/** One shape for all time in which less ran than should have. */
function missing(running: readonly Step[], desired: readonly Step[], y: (count: number) => number, end: number): Child {
  const [ran, wanted] = [running[0], desired[0]];
  if (ran === undefined || wanted === undefined) return undefined;
  const from = Math.max(ran[0], wanted[0]);
  const places = [...running, ...desired].map(([x]) => x).filter((x) => x >= from);
  const edges = [...new Set([from, ...places, end])].sort((one, other) => one - other);
  const [ranAt, wantedAt] = [countAt(running), countAt(desired)];
  const pieces = edges.slice(0, -1).map((x, index) => {
    const [low, high] = [ranAt(x), wantedAt(x)];
    const until = edges[index + 1] ?? x;
    if (low >= high || until - x < 0.05) return '';
    return `M${coordinate(x)} ${coordinate(y(high))}H${coordinate(until)}V${coordinate(y(low))}H${coordinate(x)}Z`;
  });
  const path = pieces.join('');
  return path === '' ? undefined : tag('path', { class: 'tl-missing', d: path });
}

/** The count at a place; places must be asked for from the left to the right. */
function countAt(steps: readonly Step[]): (x: number) => number {
  let index = -1;
  return (x) => {
    while ((steps[index + 1]?.[0] ?? Number.POSITIVE_INFINITY) <= x) index += 1;
    return steps[index]?.[1] ?? 0;
  };
}
