import type { Timeline, TimelineEntry, TimelineIncident } from '../../domain/timeline/timeline';
import { jsonLine } from '../terminal/harmless';
import { cleanTimeline } from './clean-timeline';
import { shownTimes } from './shown-times';
import type { TimelineOptions } from './timeline-options';
import { timelineSummary } from './timeline-summary';
import { type ZoneClock, zoneClock } from './zone-clock';

const SCHEMA = 'ecs-medic.timeline/1';
const UTC = zoneClock('UTC', []);

/**
 * The timeline for programs: one object on one line, of the form that `docs/timeline.schema.json` describes. Always every
 * entry: `importance` says which ones the story needs. Throws RangeError where the time zone is not known.
 */
export function timelineJson(timeline: Timeline, { timeZone }: Pick<TimelineOptions, 'timeZone'>): string {
  const shown = cleanTimeline(timeline);
  const clock = zoneClock(timeZone, shownTimes(shown));
  const { schema: _, entries, incidents, ...head } = shown;
  const json = {
    schema: SCHEMA,
    timeZone,
    summary: timelineSummary(shown, clock),
    ...head,
    ...timesOf(head, ['openedAt', 'closedAt']),
    ...(incidents === undefined ? {} : { incidents: incidents.map(incidentJson) }),
    entries: entries.map((entry) => entryJson(entry, clock)),
  };
  return `${jsonLine(json).replace(/[<>&]/g, escaped)}\n`;
}

const incidentJson = (incident: TimelineIncident) => ({ ...incident, ...timesOf(incident, ['openedAt', 'closedAt']) });

const entryJson = (entry: TimelineEntry, clock: ZoneClock) => ({
  ...entry,
  ...timesOf(entry, ['occurredAt', 'recordedAt', 'lastAt']),
  localTime: clock.iso(entry.occurredAt),
});

/** Times as ISO 8601 in UTC, where there are any. */
const timesOf = <K extends string>(
  value: { readonly [key in K]?: number },
  keys: readonly K[],
): { readonly [key in K]?: string } =>
  Object.fromEntries(keys.flatMap((key) => (value[key] === undefined ? [] : [[key, UTC.iso(value[key])]]))) as {
    readonly [key in K]?: string;
  };

/** Inside a page's script nothing in it ends the script. */
const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
