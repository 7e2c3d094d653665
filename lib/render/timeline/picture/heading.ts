import type { Timeline } from '../../../domain/timeline/timeline';
import { counted, durationOf } from '../../words';
import type { Child } from '../markup';
import { subjectWords } from '../timeline-summary';
import type { ZoneClock } from '../zone-clock';
import type { IncidentSpan } from './incident-spans';
import { MARGIN, WIDTH } from './lane';
import { pictureText } from './picture-text';
import { fitText } from './text-width';

export const HEADING_HEIGHT = 60;

const LARGE = 16;
const SMALL = 12;
const ROOM = WIDTH - 2 * MARGIN;

/** Whose story it is, how bad it was, and when, in which zone. */
export function heading(
  timeline: Timeline,
  incidents: readonly IncidentSpan[],
  times: readonly number[],
  clock: ZoneClock,
): Child {
  const facts = [
    ...ended(timeline, incidents),
    ...(timeline.stops === 0 ? [] : [counted(timeline.stops, 'failed stop')]),
    ...revisions(timeline),
    ...daysOf(times, clock),
    clock.zone,
  ];
  return [
    pictureText(fitText(timeline.incidentId ?? subjectWords(timeline), LARGE, ROOM, true), {
      x: MARGIN,
      y: 28,
      size: LARGE,
      bold: true,
    }),
    pictureText(fitText(facts.join(' · '), SMALL, ROOM), { x: MARGIN, y: 48, size: SMALL, tone: 'tl-muted' }),
  ];
}

function ended({ incidentId, state }: Timeline, incidents: readonly IncidentSpan[]): readonly string[] {
  if (incidentId === undefined) return incidents.length === 0 ? [] : [counted(incidents.length, 'incident')];
  const span = incidents.find((one) => one.incidentId === incidentId);
  if (state === undefined) return [];
  const after = span?.closedAt === undefined ? '' : ` after ${durationOf(span.closedAt - span.startAt)}`;
  return [`${state === 'rolled-back' ? 'rolled back' : state}${after}`];
}

function revisions({ revisionFrom, revisionTo }: Timeline): readonly string[] {
  if (revisionTo === undefined) return [];
  return [
    revisionFrom === undefined || revisionFrom === revisionTo
      ? `revision ${revisionTo}`
      : `revision ${revisionFrom} → ${revisionTo}`,
  ];
}

/** `9 Nov 2026`, `9 Nov to 12 Nov 2026`. */
function daysOf(times: readonly number[], clock: ZoneClock): readonly string[] {
  const [first, last] = [times[0], times.at(-1)];
  if (first === undefined || last === undefined) return [];
  const [from, to] = [first, last].map((at) => clock.day(at).replace(/^\S+ /, ''));
  if (from === to) return [from ?? ''];
  const year = / -?\d+$/.exec(to ?? '')?.[0] ?? '';
  return [`${from?.endsWith(year) ? from.slice(0, from.length - year.length) : from} to ${to}`];
}
