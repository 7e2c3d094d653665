import { type DeploymentSpan, OUTCOME_WORDS } from '../deployment-spans';
import { type Child, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { HEIGHT_WITH_NOTE, type Lane, LEAST_HEIGHT, PLOT, SIZE } from './lane';
import { ICON, outcomeIcon } from './outcome-icon';
import { pictureText } from './picture-text';
import { notDrawn, type Placed, placeInRows, rowsOf } from './place-in-rows';
import { textWidth } from './text-width';
import type { TimeScale } from './time-scale';

const BAR = 14;
const ROW = 21;
const TOP = 7;
const MOST_ROWS = 8;
const NARROWEST = 5;
/** Beside a bar, and between an icon and its words. */
const GAP = 5;

interface Form {
  readonly x0: number;
  readonly x1: number;
  readonly left: number;
  readonly right: number;
  /** Where icon and words begin; absent where there is no room for them. */
  readonly iconAt?: number;
}

/** A bar for each deployment, coloured and labelled by what became of it. */
export function deploymentLane(spans: readonly DeploymentSpan[], scale: TimeScale, clock: ZoneClock): Lane {
  const placed = placeInRows(
    spans.map((span) => formsOf(span, scale)),
    MOST_ROWS,
  );
  const missing = notDrawn(placed);
  const drawn = placed.flatMap((one, index) => {
    const span = spans[index];
    return one === undefined || span === undefined ? [] : [{ span, placed: one }];
  });
  return {
    label: 'Deployments',
    ...(missing === undefined ? {} : { note: missing }),
    height: Math.max(
      missing === undefined ? LEAST_HEIGHT : HEIGHT_WITH_NOTE,
      rowsOf(placed) * ROW + 2 * TOP - (ROW - BAR),
    ),
    under: drawn.map(({ span, placed: one }) => barOf(span, one, clock)),
    over: drawn.map(({ span, placed: one }) => labelOf(span, one)),
  };
}

/** Inside the bar, to the right or to the left of it, or nowhere. */
function formsOf(span: DeploymentSpan, scale: TimeScale): readonly (readonly Form[])[] {
  const left = Math.min(scale.x(span.startAt), PLOT.x1 - NARROWEST);
  const right = Math.max(left + NARROWEST, span.endAt === undefined ? scale.end : scale.x(span.endAt));
  const width = ICON + GAP + textWidth(wordsOf(span), SIZE);
  const bar = { left, right };
  const inside = { ...bar, x0: left, x1: right, iconAt: left + GAP };
  const beside = [
    { ...bar, x0: left, x1: right + GAP + width, iconAt: right + GAP },
    { ...bar, x0: left - GAP - width, x1: right, iconAt: left - GAP - width },
  ].filter(({ x0, x1 }) => x0 >= PLOT.x0 && x1 <= PLOT.x1);
  return [width + 2 * GAP <= right - left ? [inside] : beside, [{ ...bar, x0: left, x1: right }]];
}

/** `rev 2 failed`, `back to rev 1`. */
export function wordsOf({ revision, outcome }: DeploymentSpan): string {
  if (outcome === 'rolled-back') return revision === undefined ? 'rolled back' : `back to rev ${revision}`;
  return `${revision === undefined ? '' : `rev ${revision} `}${OUTCOME_WORDS[outcome]}`;
}

function barOf(span: DeploymentSpan, { form, row }: Placed<Form>, clock: ZoneClock): Child {
  const { startAt, endAt, outcome, revision } = span;
  const isBesides = form.iconAt === undefined || form.iconAt < form.left || form.iconAt > form.right;
  const until = endAt === undefined ? '' : `, until ${clock.time(endAt)}`;
  const what = revision === undefined ? 'Deployment' : `Deployment of revision ${revision}`;
  return tag(
    'g',
    {},
    tag('title', {}, `${what}: ${OUTCOME_WORDS[outcome]}, from ${clock.time(startAt)}${until}`),
    tag('rect', {
      class: `tl-bar tl-${outcome}${isBesides ? '' : ' tl-wide'}`,
      x: form.left,
      y: TOP + row * ROW,
      width: form.right - form.left,
      height: BAR,
      rx: 3,
    }),
  );
}

function labelOf(span: DeploymentSpan, { form: { iconAt }, row }: Placed<Form>): Child {
  if (iconAt === undefined) return undefined;
  const y = TOP + row * ROW;
  return [
    outcomeIcon(span.outcome, iconAt, y + (BAR - ICON) / 2),
    pictureText(wordsOf(span), { x: iconAt + ICON + GAP - 1, y: y + 11, size: SIZE }),
  ];
}
