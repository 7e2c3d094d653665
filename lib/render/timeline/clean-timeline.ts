import type { CauseId } from '../../domain/causes/cause-id';
import { normaliseLine } from '../../domain/text/normalise';
import type { Timeline, TimelineEntry, TimelineIncident } from '../../domain/timeline/timeline';
import { cleanText, cutText } from '../clean-text';

/** Longer than any title that we make; a longer one is hostile. */
const LONGEST_TITLE = 300;
const LONGEST_DETAIL = 4000;
const MOST_DETAILS = 100;

/** The timeline with texts that show what they say: no escapes, control or direction characters, no line breaks. */
export const cleanTimeline = (timeline: Timeline): Timeline => ({
  ...timeline,
  subject: { ...timeline.subject, cluster: line(timeline.subject.cluster), name: line(timeline.subject.name) },
  ...(timeline.incidentId === undefined ? {} : { incidentId: line(timeline.incidentId) }),
  ...(timeline.account === undefined ? {} : { account: line(timeline.account) }),
  ...(timeline.region === undefined ? {} : { region: line(timeline.region) }),
  ...(timeline.closedBecause === undefined ? {} : { closedBecause: line(timeline.closedBecause) }),
  causes: timeline.causes.map(causeOf),
  ...(timeline.incidents === undefined ? {} : { incidents: timeline.incidents.map(cleanIncident) }),
  entries: timeline.entries.map(cleanEntry),
});

const line = (text: string): string => cutText(cleanText(normaliseLine(text)), LONGEST_TITLE);

/** A newer version, or somebody else, may have stored what is no cause of ours. */
const causeOf = (cause: CauseId): CauseId => line(cause) as CauseId;

const cleanIncident = (incident: TimelineIncident): TimelineIncident => ({
  ...incident,
  incidentId: line(incident.incidentId),
  causes: incident.causes.map(causeOf),
});

function cleanEntry(entry: TimelineEntry): TimelineEntry {
  const { detail, deploymentId, before, after, corrects, taskIds, cause, incidentId } = entry;
  return {
    ...entry,
    entryId: line(entry.entryId),
    title: line(entry.title),
    source: line(entry.source),
    ...(detail === undefined ? {} : { detail: cleanDetail(detail) }),
    ...(deploymentId === undefined ? {} : { deploymentId: line(deploymentId) }),
    ...(before === undefined ? {} : { before: line(before) }),
    ...(after === undefined ? {} : { after: line(after) }),
    ...(corrects === undefined ? {} : { corrects: line(corrects) }),
    ...(taskIds === undefined ? {} : { taskIds: taskIds.map(line) }),
    ...(cause === undefined ? {} : { cause: causeOf(cause) }),
    ...(incidentId === undefined ? {} : { incidentId: line(incidentId) }),
  };
}

function cleanDetail(detail: readonly string[]): readonly string[] {
  const lines = detail
    .slice(0, MOST_DETAILS)
    .map((text) => cutText(cleanText(normaliseLine(text)), LONGEST_DETAIL))
    .filter((text) => text !== '');
  const more = detail.length - MOST_DETAILS;
  return more > 0 ? [...lines, `… ${more.toLocaleString('en-US')} more lines`] : lines;
}
