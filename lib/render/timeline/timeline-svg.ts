import type { Timeline } from '../../domain/timeline/timeline';
import { durationOf } from '../words';
import { cleanTimeline } from './clean-timeline';
import { type Child, type Markup, tag } from './markup';
import { actionsLane } from './picture/actions-lane';
import { alertsLane } from './picture/alerts-lane';
import { countsLane } from './picture/counts-lane';
import { deploymentLane } from './picture/deployment-lane';
import { describePicture } from './picture/describe-picture';
import { drawLegend } from './picture/draw-legend';
import { HEADING_HEIGHT, heading } from './picture/heading';
import { incidentLane } from './picture/incident-lane';
import type { IncidentSpan } from './picture/incident-spans';
import { type Lane, MARGIN, PLOT, WIDTH } from './picture/lane';
import { legendItems } from './picture/legend';
import { pictureStyle } from './picture/picture-style';
import { pictureText } from './picture/picture-text';
import { shownStory } from './picture/shown-story';
import { stopSigns } from './picture/stop-signs';
import { stopsLane } from './picture/stops-lane';
import { AXIS_HEIGHT, timeAxis } from './picture/time-axis';
import { type TimeScale, timeScale } from './picture/time-scale';
import { tornStrip } from './picture/torn-strip';
import { usedSigns } from './picture/used-signs';
import type { TimelineOptions } from './timeline-options';
import { subjectWords } from './timeline-summary';
import { zoneClock } from './zone-clock';

const LANE_GAP = 4;

/**
 * The story as a picture, 800 pixels wide: a document of its own that can also stand in a page. With `all` also the
 * edits of messages. Throws RangeError where the time zone is not known.
 */
export function timelineSvg(timeline: Timeline, { timeZone, all = false }: TimelineOptions): string {
  const story = cleanTimeline(timeline);
  const shown = shownStory(story, all);
  const clock = zoneClock(timeZone, shown.times);
  const scale = timeScale(shown.times, PLOT.x0, PLOT.x1);
  const axis = timeAxis(scale, clock);
  const signs = stopSigns(story.entries);
  const items = legendItems(story.entries, signs);
  const lanes = stacked([
    ...(shown.incidents.length === 0 ? [] : [incidentLane(shown.incidents, story, scale, clock)]),
    deploymentLane(shown.deployments, scale, clock),
    countsLane(story.entries, scale),
    stopsLane(shown.stops, signs, scale, clock),
    alertsLane(shown.alerts, story.entries, signs, scale, clock),
    actionsLane(shown.actions, scale, clock),
  ]);
  const bottom = lanes.reduce((end, { y, lane }) => Math.max(end, y + lane.height), 0);
  const top = HEADING_HEIGHT + AXIS_HEIGHT;
  const key = drawLegend(items, usedSigns(story, shown, scale));
  const height = Math.ceil(bottom + (key.height === 0 ? MARGIN : key.height + 2 * MARGIN));
  const title = `Timeline of ${story.incidentId ?? subjectWords(story)}`;
  return `${
    tag(
      'svg',
      {
        xmlns: 'http://www.w3.org/2000/svg',
        class: 'tl-picture',
        viewBox: `0 0 ${WIDTH} ${height}`,
        width: WIDTH,
        height,
        role: 'img',
        'aria-labelledby': 'tl-picture-title tl-picture-desc',
      },
      tag('title', { id: 'tl-picture-title' }, title),
      tag('desc', { id: 'tl-picture-desc' }, describePicture(story, shown.deployments, items, shown, clock)),
      style(),
      tag('rect', { class: 'tl-back', x: 0.5, y: 0.5, width: WIDTH - 1, height: height - 1, rx: 8 }),
      heading(story, shown.incidents, shown.times, clock),
      lanes.map(({ y, lane }) =>
        tag('rect', { class: 'tl-panel', x: PLOT.x0, y, width: PLOT.x1 - PLOT.x0, height: lane.height }),
      ),
      troubles(shown.incidents, scale, top, bottom),
      axis.lines.map((x) => tag('line', { class: 'tl-grid', x1: x, x2: x, y1: top, y2: bottom })),
      lanes.map(({ y, lane }) => at(y, lane.under)),
      scale.breaks.map((gap) => tornStrip(gap, top - 1, bottom + 1, `nothing for ${durationOf(gap.to - gap.from)}`)),
      at(HEADING_HEIGHT, axis.content),
      lanes.map(({ y, lane }) => at(y, [nameOf(lane), lane.over])),
      at(bottom + MARGIN, key.content),
    ).markup
  }\n`;
}

interface Stacked {
  readonly y: number;
  readonly lane: Lane;
}

function stacked(lanes: readonly Lane[]): readonly Stacked[] {
  let y = HEADING_HEIGHT + AXIS_HEIGHT;
  return lanes.map((lane) => {
    const one = { y, lane };
    y += lane.height + LANE_GAP;
    return one;
  });
}

/** The time from each incident's first failure to its recovery, behind all lanes. */
function troubles(incidents: readonly IncidentSpan[], scale: TimeScale, top: number, bottom: number): Child {
  const spans: { readonly from: number; to: number }[] = [];
  for (const { startAt, recoveredAt, closedAt } of incidents) {
    const end = recoveredAt ?? closedAt;
    const [from, to] = [scale.x(startAt), end === undefined ? scale.end : scale.x(end)];
    const last = spans.at(-1);
    if (last !== undefined && from <= last.to) last.to = Math.max(last.to, to);
    else if (to > from) spans.push({ from, to });
  }
  return spans.map(({ from, to }) =>
    tag('rect', { class: 'tl-trouble', x: from, y: top, width: to - from, height: bottom - top }),
  );
}

const nameOf = ({ label, note, key }: Lane): Child => [
  pictureText(label, { x: MARGIN, y: 19, size: 12, bold: true }),
  note === undefined ? undefined : pictureText(note, { x: MARGIN, y: 34, size: 10, tone: 'tl-muted' }),
  key,
];

const at = (y: number, child: Child): Markup => tag('g', { transform: `translate(0 ${y})` }, child);

/** Rules without a character that would have to be escaped, so that HTML and XML read the same. */
const style = (): Markup => ({ markup: `<style>${pictureStyle()}</style>` });
