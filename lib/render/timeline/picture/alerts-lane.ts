import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { type Child, coordinate, type Markup, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { HEIGHT_WITH_NOTE, type Lane, LEAST_HEIGHT, PLOT, SIZE } from './lane';
import { checkMark, ICON } from './outcome-icon';
import { pictureText } from './picture-text';
import { notDrawn, type Placed, placeInRows, rowsOf } from './place-in-rows';
import type { StopSigns } from './stop-signs';
import type { TimeScale } from './time-scale';

const HALF = 10;
const ROW = 24;
const TOP = 14;
const MOST_ROWS = 5;

interface Form {
  readonly x: number;
  readonly x0: number;
  readonly x1: number;
}

/** Each message as a speech bubble: the letter of its cause, or a check mark where it told that it is over. */
export function alertsLane(
  alerts: readonly TimelineEntry[],
  entries: readonly TimelineEntry[],
  signs: StopSigns,
  scale: TimeScale,
  clock: ZoneClock,
): Lane {
  const label = 'Alerts';
  if (alerts.length === 0)
    return {
      label,
      height: LEAST_HEIGHT,
      under: undefined,
      over: pictureText('none', { x: PLOT.x0 + 18, y: 19, size: SIZE, tone: 'tl-muted' }),
    };
  const posts = alerts.filter(({ importance }) => importance !== 'noise');
  const edits = alerts.filter(({ importance }) => importance === 'noise');
  const placed = placeInRows(
    posts.map(({ occurredAt }) => {
      const x = scale.x(occurredAt);
      return [[{ x, x0: x - HALF, x1: x + HALF }]];
    }),
    MOST_ROWS,
  );
  const missing = notDrawn(placed);
  const over = endsOf(entries);
  const bottom = rowsOf(placed) * ROW + 5;
  return {
    label,
    ...(missing === undefined ? {} : { note: missing }),
    height: Math.max(missing === undefined ? LEAST_HEIGHT : HEIGHT_WITH_NOTE, bottom + (edits.length === 0 ? 0 : 9)),
    under: edits.map((edit) =>
      tag(
        'circle',
        { class: 'tl-edit', cx: scale.x(edit.occurredAt), cy: bottom + 1, r: 2.5 },
        tag('title', {}, `${clock.time(edit.occurredAt)} ${edit.title}`),
      ),
    ),
    over: placed.map((one, index) => bubbleOf(one, posts[index], signs, over, clock)),
  };
}

/** The message that comes with the end of its incident, or after it. */
export const tellsEnd = ({ incidentId, occurredAt }: TimelineEntry, ends: ReadonlyMap<string, number>): boolean =>
  incidentId !== undefined && occurredAt >= (ends.get(incidentId) ?? Number.POSITIVE_INFINITY);

/** When each incident closed. */
export const endsOf = (entries: readonly TimelineEntry[]): ReadonlyMap<string, number> =>
  new Map(
    entries.flatMap(({ type, incidentId, occurredAt }) =>
      type === 'closed' && incidentId !== undefined ? [[incidentId, occurredAt] as const] : [],
    ),
  );

function bubbleOf(
  placed: Placed<Form> | undefined,
  alert: TimelineEntry | undefined,
  signs: StopSigns,
  ends: ReadonlyMap<string, number>,
  clock: ZoneClock,
): Child {
  if (placed === undefined || alert === undefined) return undefined;
  const { x } = placed.form;
  const y = TOP + placed.row * ROW;
  const isOver = tellsEnd(alert, ends);
  const letter = signs.get(alert.cause)?.letter ?? '!';
  return tag(
    'g',
    {},
    tag('title', {}, `${clock.time(alert.occurredAt)} ${alert.title}`),
    bubble(isOver ? undefined : letter, x, y),
  );
}

/** A message around a point: of a cause, by its letter; without one, that it is over. */
export const bubble = (letter: string | undefined, x: number, y: number): readonly Markup[] => [
  tag('path', { class: `tl-bubble${letter === undefined ? ' tl-over' : ''}`, d: outlineOf(x, y) }),
  letter === undefined
    ? checkMark(x - ICON / 2, y - ICON / 2 - 1)
    : pictureText(letter, {
        x,
        y: y + 2.8,
        size: letter.length > 1 ? 9 : 10.5,
        anchor: 'middle',
        tone: 'tl-letter',
        bold: true,
      }),
];

/** A rounded box with a tail. */
function outlineOf(x: number, y: number): string {
  const [left, right, top, bottom] = [x - HALF, x + HALF, y - 9, y + 6.5];
  const at = (...numbers: readonly number[]) => numbers.map(coordinate).join(' ');
  return [
    `M${at(left + 4, top)}`,
    `H${at(right - 4)}`,
    `Q${at(right, top, right, top + 4)}`,
    `V${at(bottom - 4)}`,
    `Q${at(right, bottom, right - 4, bottom)}`,
    `H${at(x - 1)}`,
    `L${at(x - 5, bottom + 4)}`,
    `V${at(bottom)}`,
    `H${at(left + 4)}`,
    `Q${at(left, bottom, left, bottom - 4)}`,
    `V${at(top + 4)}`,
    `Q${at(left, top, left + 4, top)}`,
    'Z',
  ].join('');
}
