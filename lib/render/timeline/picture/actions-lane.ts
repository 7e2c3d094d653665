import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { TYPE_WORDS } from '../entry-words';
import { type Child, coordinate, type Markup, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { HEIGHT_WITH_NOTE, type Lane, LEAST_HEIGHT, PLOT, SIZE } from './lane';
import { pictureText } from './picture-text';
import { notDrawn, type Placed, placeInRows, rowsOf } from './place-in-rows';
import { fitText, textWidth } from './text-width';
import type { TimeScale } from './time-scale';

const HALF = 7;
const GAP = 4;
const ROW = 21;
const TOP = 15;
const MOST_ROWS = 8;
const LONGEST_LABEL = 280;

interface Form {
  readonly x: number;
  readonly x0: number;
  readonly x1: number;
  /** Absent where there is no room for it. */
  readonly label?: string;
  readonly labelAt: number;
  readonly anchor: 'start' | 'end';
}

/** Changes to the account, whoever made them: what was decided, done, read back, and what changed the desired count. */
export const isAction = ({ type, before, after }: TimelineEntry): boolean =>
  type === 'decision' ||
  type === 'action' ||
  type === 'verification' ||
  type === 'schedule' ||
  type === 'mute' ||
  (type === 'service' && before !== undefined && after !== undefined);

/** Each change as an arrow with its words; a decision, which is none yet, is hollow. */
export function actionsLane(actions: readonly TimelineEntry[], scale: TimeScale, clock: ZoneClock): Lane {
  const label = 'Actions';
  if (actions.length === 0)
    return {
      label,
      height: LEAST_HEIGHT,
      under: undefined,
      over: pictureText('none', { x: PLOT.x0 + 18, y: 19, size: SIZE, tone: 'tl-muted' }),
    };
  const placed = placeInRows(
    actions.map((action) => formsOf(action, scale)),
    MOST_ROWS,
  );
  const missing = notDrawn(placed);
  return {
    label,
    ...(missing === undefined ? {} : { note: missing }),
    height: Math.max(missing === undefined ? LEAST_HEIGHT : HEIGHT_WITH_NOTE, rowsOf(placed) * ROW + 9),
    under: undefined,
    over: placed.map((one, index) => drawn(one, actions[index], clock)),
  };
}

function formsOf(action: TimelineEntry, scale: TimeScale): readonly (readonly Form[])[] {
  const x = scale.x(action.occurredAt);
  const label = fitText(wordsOf(action), SIZE, LONGEST_LABEL);
  const width = textWidth(label, SIZE);
  const right: Form = {
    x,
    label,
    x0: x - HALF,
    x1: x + HALF + GAP + width,
    labelAt: x + HALF + GAP,
    anchor: 'start',
  };
  const left: Form = { x, label, x0: x - HALF - GAP - width, x1: x + HALF, labelAt: x - HALF - GAP, anchor: 'end' };
  const bare: Form = { x, x0: x - HALF, x1: x + HALF, labelAt: x, anchor: 'start' };
  return [[right, left].filter(({ x0, x1 }) => x0 >= PLOT.x0 && x1 <= PLOT.x1 + 8), [bare]];
}

/** `desired count 1 → 0`, `put to zero: 3 → 0`, `schedule`. */
function wordsOf({ type, title, before, after }: TimelineEntry): string {
  if (type === 'service') return `desired ${before} → ${after}`;
  const change = before === undefined || after === undefined ? '' : `: ${before} → ${after}`;
  return `${title}${change}`;
}

function drawn(placed: Placed<Form> | undefined, action: TimelineEntry | undefined, clock: ZoneClock): Child {
  if (placed === undefined || action === undefined) return undefined;
  const { x, label, labelAt, anchor } = placed.form;
  const y = TOP + placed.row * ROW;
  const { type, title, before, after, occurredAt } = action;
  const change = before === undefined || after === undefined ? '' : ` (${before} → ${after})`;
  return tag(
    'g',
    {},
    tag('title', {}, `${clock.time(occurredAt)} ${TYPE_WORDS[type]}: ${title}${change}`),
    arrow(x, y, type === 'decision'),
    label === undefined ? undefined : pictureText(label, { x: labelAt, y: y + 4, size: SIZE, anchor }),
  );
}

function arrow(x: number, y: number, isHollow: boolean): Markup {
  const points = [
    [-6, -6],
    [1, -6],
    [7, 0],
    [1, 6],
    [-6, 6],
  ];
  return tag('polygon', {
    class: `tl-action${isHollow ? ' tl-hollow' : ''}`,
    points: points.map(([dx = 0, dy = 0]) => `${coordinate(x + dx)},${coordinate(y + dy)}`).join(' '),
  });
}
