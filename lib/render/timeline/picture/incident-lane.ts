import type { Timeline } from '../../../domain/timeline/timeline';
import { durationOf } from '../../words';
import { type Child, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import type { IncidentSpan } from './incident-spans';
import { HEIGHT_WITH_NOTE, type Lane, LEAST_HEIGHT, PLOT, SIZE } from './lane';
import { pictureText } from './picture-text';
import { notDrawn, type Placed, placeInRows, rowsOf } from './place-in-rows';
import { textWidth } from './text-width';
import type { TimeScale } from './time-scale';

const BAR = 16;
const ROW = 22;
const MOST_ROWS = 4;
const NARROWEST = 5;
const GAP = 6;

interface Form {
  readonly x0: number;
  readonly x1: number;
  readonly left: number;
  readonly right: number;
  readonly label: string;
  readonly labelAt: number;
}

/** A bar for each incident, from its first failure to its end; what follows the recovery is paler. */
export function incidentLane(
  spans: readonly IncidentSpan[],
  timeline: Timeline,
  scale: TimeScale,
  clock: ZoneClock,
): Lane {
  const placed = placeInRows(
    spans.map((span) => formsOf(span, scale)),
    MOST_ROWS,
  );
  const missing = notDrawn(placed);
  return {
    label: timeline.incidentId === undefined ? 'Incidents' : 'Incident',
    ...(missing === undefined ? {} : { note: missing }),
    height: Math.max(missing === undefined ? LEAST_HEIGHT : HEIGHT_WITH_NOTE, rowsOf(placed) * ROW + 8),
    under: placed.map((one, index) => barOf(one, spans[index], scale, clock)),
    over: placed.map((one) =>
      one === undefined || one.form.label === ''
        ? undefined
        : pictureText(one.form.label, { x: one.form.labelAt, y: one.row * ROW + 19, size: SIZE, bold: true }),
    ),
  };
}

function formsOf(span: IncidentSpan, scale: TimeScale): readonly (readonly Form[])[] {
  const left = Math.min(scale.x(span.startAt), PLOT.x1 - NARROWEST);
  const right = Math.max(left + NARROWEST, span.closedAt === undefined ? scale.end : scale.x(span.closedAt));
  const bar = { left, right };
  const number = numberOf(span.incidentId);
  const labels = [`${number} · ${lengthOf(span)}`, number].map((label) => ({
    label,
    width: textWidth(label, SIZE, true),
  }));
  const inside = labels
    .filter(({ width }) => width + 2 * GAP <= right - left)
    .map(({ label }): Form => ({ ...bar, label, labelAt: left + GAP, x0: left, x1: right }));
  const beside = labels.flatMap(({ label, width }): readonly Form[] => [
    { ...bar, label, labelAt: right + GAP, x0: left, x1: right + GAP + width },
    { ...bar, label, labelAt: left - GAP - width, x0: left - GAP - width, x1: right },
  ]);
  const [long, short] = [inside.slice(0, 1), inside.slice(1)];
  const free = beside.filter(({ x0, x1 }) => x0 >= PLOT.x0 && x1 <= PLOT.x1);
  return [[...long, ...free, ...short], [{ ...bar, label: '', labelAt: left, x0: left, x1: right }]];
}

const numberOf = (incidentId: string): string => /#\d{1,6}$/.exec(incidentId)?.[0] ?? '';

const lengthOf = ({ startAt, closedAt }: IncidentSpan): string =>
  closedAt === undefined ? 'open' : durationOf(closedAt - startAt);

function barOf(
  placed: Placed<Form> | undefined,
  span: IncidentSpan | undefined,
  scale: TimeScale,
  clock: ZoneClock,
): Child {
  if (placed === undefined || span === undefined) return undefined;
  const { left, right } = placed.form;
  const y = placed.row * ROW + 7;
  const { incidentId, startAt, recoveredAt, closedAt } = span;
  const until = recoveredAt === undefined ? right : Math.min(right, Math.max(left + NARROWEST, scale.x(recoveredAt)));
  const words = [
    `${incidentId}: from ${clock.time(startAt)}`,
    ...(recoveredAt === undefined ? [] : [`recovered at ${clock.time(recoveredAt)}`]),
    closedAt === undefined ? 'not closed' : `closed at ${clock.time(closedAt)}`,
  ];
  return tag(
    'g',
    {},
    tag('title', {}, words.join(', ')),
    tag('rect', { class: 'tl-incident-over', x: left, y, width: right - left, height: BAR, rx: 3 }),
    tag('rect', { class: 'tl-incident', x: left, y, width: until - left, height: BAR, rx: 3 }),
  );
}
