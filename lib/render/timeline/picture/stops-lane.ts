import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { counted } from '../../words';
import { type Child, coordinate, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { drawNormalSign, drawSign, NORMAL_SIGN, SIGN } from './draw-sign';
import { type Lane, LEAST_HEIGHT, PLOT, SIZE } from './lane';
import { pictureText } from './picture-text';
import { type Placed, placeInRows, rowsOf } from './place-in-rows';
import { isNormalStop, type StopSign, type StopSigns } from './stop-signs';
import { textWidth } from './text-width';
import type { TimeScale } from './time-scale';

const ROW = 24;
const TOP = 15;

/** Equal stops that one sign stands for. */
interface Mark {
  readonly stop: TimelineEntry;
  /** Undefined: stops of normal life. */
  readonly sign: StopSign | undefined;
  readonly count: number;
  readonly at: number;
  readonly until: number;
  /** Of the sign, and of the last stop. */
  readonly x: number;
  readonly end: number;
  /** With how many they are. */
  readonly x0: number;
  readonly x1: number;
  readonly label: string;
  readonly labelAt: number;
  readonly anchor: 'start' | 'end';
  /** Where the line ends for want of room: the number stands for the rest of it. */
  readonly lineEnd?: number;
}

/** Each stop as a sign of its cause; equal ones as one sign, a line until the last one, and how many. */
export function stopsLane(stops: readonly TimelineEntry[], signs: StopSigns, scale: TimeScale, clock: ZoneClock): Lane {
  const label = 'Stops';
  if (stops.length === 0)
    return {
      label,
      height: LEAST_HEIGHT,
      under: undefined,
      over: pictureText('none', { x: PLOT.x0 + 18, y: 19, size: SIZE, tone: 'tl-muted' }),
    };
  const marks = merged(stops.map((stop) => markOf(stop, signs, scale)));
  // Signs of one cause never lie on each other, so that as many rows as causes are enough.
  const placed = placeInRows(
    marks.map((mark) => [[mark]]),
    marks.length,
  ).filter((one) => one !== undefined);
  return {
    label,
    height: Math.max(LEAST_HEIGHT, rowsOf(placed) * ROW + 6),
    under: placed.map(lineOf),
    over: placed.map((one) => signOf(one, clock)),
  };
}

function markOf(stop: TimelineEntry, signs: StopSigns, scale: TimeScale): Mark {
  const until = Math.max(stop.lastAt ?? stop.occurredAt, stop.occurredAt);
  return sized({
    stop,
    sign: isNormalStop(stop) ? undefined : signs.get(stop.cause),
    count: stop.count,
    at: stop.occurredAt,
    until,
    x: scale.x(stop.occurredAt),
    end: scale.x(until),
  });
}

type Unsized = Omit<Mark, 'x0' | 'x1' | 'label' | 'labelAt' | 'anchor' | 'lineEnd'>;

function sized(mark: Unsized): Mark {
  const half = halfOf(mark);
  const label = mark.count > 1 ? `×${mark.count.toLocaleString('en-US')}` : '';
  const width = label === '' ? 0 : textWidth(label, SIZE, true);
  const [left, right] = [mark.x - half, Math.max(mark.end + 2, mark.x + half)];
  const gap = label === '' ? 0 : 4;
  if (right + gap + width <= PLOT.x1 + 8)
    return { ...mark, label, labelAt: right + gap, anchor: 'start', x0: left, x1: right + gap + width };
  if (left - gap - width >= PLOT.x0)
    return { ...mark, label, labelAt: left - gap, anchor: 'end', x0: left - gap - width, x1: right };
  const labelAt = PLOT.x1 + 8 - width;
  return { ...mark, label, labelAt, anchor: 'start', x0: left, x1: PLOT.x1 + 8, lineEnd: labelAt - gap };
}

const halfOf = ({ sign }: Pick<Mark, 'sign'>): number => (sign === undefined ? NORMAL_SIGN : SIGN);

/** Signs of one cause that would lie on each other are one, with their number. */
function merged(marks: readonly Mark[]): readonly Mark[] {
  const apart: Mark[] = [];
  for (const next of marks) {
    let mark = next;
    // One that grew can reach the one before it.
    for (;;) {
      const at = apart.findLastIndex(({ sign }) => sign?.letter === mark.sign?.letter);
      const before = apart[at];
      if (before === undefined || before.x1 + 6 <= mark.x0) break;
      apart.splice(at, 1);
      mark = joined(before, mark);
    }
    apart.push(mark);
  }
  return apart.sort((one, other) => one.x - other.x);
}

const joined = ({ stop, sign, at, x, ...one }: Mark, other: Mark): Mark =>
  sized({
    stop,
    sign,
    at,
    x,
    count: one.count + other.count,
    until: Math.max(one.until, other.until),
    end: Math.max(one.end, other.end),
  });

const yOf = (row: number): number => TOP + row * ROW;

function lineOf({ form: { x, end, sign, lineEnd }, row }: Placed<Mark>): Child {
  const right = lineEnd ?? end;
  if (right - x <= halfOf({ sign })) return undefined;
  const [y, until] = [yOf(row), coordinate(right)];
  const stop = lineEnd === undefined ? `M${until} ${y - 4}V${y + 4}` : '';
  return tag('path', { class: 'tl-until', d: `M${coordinate(x)} ${y}H${until}${stop}` });
}

function signOf({ form, row }: Placed<Mark>, clock: ZoneClock): Child {
  const { stop, sign, count, at, until, x, label, labelAt, anchor } = form;
  const times = until > at ? `${clock.time(at)} to ${clock.time(until)}` : clock.time(at);
  const y = yOf(row);
  return tag(
    'g',
    {},
    tag('title', {}, `${times}: ${count > 1 ? `${counted(count, 'stop')}, the first: ` : ''}${stop.title}`),
    sign === undefined ? drawNormalSign(x, y) : drawSign(sign, x, y),
    label === ''
      ? undefined
      : pictureText(label, {
          x: labelAt,
          y: y + 4,
          size: SIZE,
          anchor,
          bold: sign !== undefined,
          ...(sign === undefined ? { tone: 'tl-muted' } : {}),
        }),
  );
}
