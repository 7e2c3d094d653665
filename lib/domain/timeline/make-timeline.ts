import { defined } from '../json';
import { allEntries } from './all-entries';
import { durationsOf } from './durations';
import type { Episode, TimelineFacts } from './facts';
import { firstFailureOf } from './failures';
import { type Release, releasesOf } from './releases';
import { TIMELINE_SCHEMA, type Timeline, type TimelineEntry, type TimelineIncident } from './timeline';

/** What is told of the time before an incident's first failure, and after its end; milliseconds. */
const LEAD = 10 * 60_000;
const AFTERMATH = 60 * 60_000;

/** The story of one incident, from the deployment before it to what came after its end. */
export function incidentTimeline(facts: TimelineFacts, episode: Episode): Timeline {
  const { incidentId, state, severity, stops, openedAt, closedAt, closedBecause } = episode;
  const entries = entriesAround(allEntries(facts), episode, facts.episodes);
  return defined({
    schema: TIMELINE_SCHEMA,
    incidentId,
    subject: facts.subject,
    account: facts.account,
    region: facts.region,
    state,
    severity,
    causes: causesOf([episode]),
    stops,
    openedAt,
    closedAt,
    closedBecause,
    ...revisionsOf(
      episode,
      entries.filter((entry) => entry.late !== true),
      releasesOf(facts),
    ),
    durations: durationsOf(
      episode,
      entries.filter((entry) => entry.incidentId === incidentId),
    ),
    entries,
  }) as Timeline;
}

/** The story of a service over a time, whatever incidents it had; `since` is milliseconds since 1970. */
export function serviceTimeline(facts: TimelineFacts, since = Number.NEGATIVE_INFINITY): Timeline {
  const entries = allEntries(facts).filter(({ occurredAt, lastAt = occurredAt }) => lastAt >= since);
  const episodes = facts.episodes.filter(({ closedAt = Number.POSITIVE_INFINITY }) => closedAt >= since);
  const deployed = entries.flatMap(({ type, revision }) => (type === 'deployment' ? (revision ?? []) : []));
  const [revisionFrom] = deployed;
  return defined({
    schema: TIMELINE_SCHEMA,
    subject: facts.subject,
    account: facts.account,
    region: facts.region,
    causes: causesOf(episodes),
    stops: episodes.reduce((sum, { stops }) => sum + stops, 0),
    revisionFrom,
    revisionTo: deployed.at(-1),
    durations: {},
    incidents: [...episodes].sort(byOpening).map((episode) => incidentOf(episode, entries)),
    entries,
  }) as Timeline;
}

const byOpening = (one: Episode, other: Episode): number =>
  one.openedAt - other.openedAt || (one.incidentId < other.incidentId ? -1 : 1);

function incidentOf(episode: Episode, entries: readonly TimelineEntry[]): TimelineIncident {
  const { incidentId, state, severity, stops, openedAt, closedAt } = episode;
  return {
    incidentId,
    state,
    severity,
    causes: causesOf([episode]),
    stops,
    openedAt,
    ...(closedAt === undefined ? {} : { closedAt }),
    durations: durationsOf(
      episode,
      entries.filter((entry) => entry.incidentId === incidentId),
    ),
  };
}

const causesOf = (episodes: readonly Episode[]): Timeline['causes'] => [
  ...new Set(
    episodes
      .flatMap(({ causes }) => [...causes])
      .sort((a, b) => a.firstAt - b.firstAt || (a.fingerprint < b.fingerprint ? -1 : 1))
      .map(({ cause }) => cause),
  ),
];

/** Its own entries, what led to it, and what came after it, until the next one. */
function entriesAround(
  entries: readonly TimelineEntry[],
  episode: Episode,
  episodes: readonly Episode[],
): readonly TimelineEntry[] {
  const { incidentId, closedAt } = episode;
  const start = firstFailureOf(episode);
  const next = Math.min(...episodes.map(firstFailureOf).filter((at) => at > start));
  const end = closedAt === undefined ? Number.POSITIVE_INFINITY : Math.min(closedAt + AFTERMATH, next - 1);
  const cause = deploymentBefore(entries, start);
  return entries.flatMap((entry) => {
    if (entry.incidentId === incidentId)
      return closedAt !== undefined && isAfter(entry, closedAt) ? late(entry) : entry;
    if (entry.incidentId !== undefined) return [];
    const { occurredAt } = entry;
    if (closedAt !== undefined && occurredAt > closedAt) return occurredAt <= end ? late(entry) : [];
    if (entry.type === 'deployment' && entry.deploymentId === cause && occurredAt < start) return entry;
    return occurredAt >= start - LEAD && occurredAt <= end ? entry : [];
  });
}

/** The end itself, and the message of it, are no aftermath. */
const isAfter = ({ occurredAt, type }: TimelineEntry, closedAt: number): boolean =>
  occurredAt > closedAt && type !== 'closed' && type !== 'alert';

const late = (entry: TimelineEntry): TimelineEntry => ({ ...entry, late: true });

/** The deployment that began last before a time: it may have brought what fails. */
const deploymentBefore = (entries: readonly TimelineEntry[], at: number): string | undefined =>
  entries.findLast(
    ({ type, outcome, occurredAt }) => type === 'deployment' && outcome === 'in-progress' && occurredAt <= at,
  )?.deploymentId;

/** The revision that failed, and the good one before it. */
function revisionsOf(
  { causes }: Episode,
  entries: readonly TimelineEntry[],
  releases: ReadonlyMap<string, Release>,
): { readonly revisionFrom: number | undefined; readonly revisionTo: number | undefined } {
  const failed = entries.find(
    ({ type, importance, revision }) => type === 'stop' && importance === 'key' && revision !== undefined,
  );
  const known = causes.flatMap(({ diagnosis }) => diagnosis?.revision ?? []);
  const revisionTo = failed?.revision ?? known[0];
  const began = entries.find(
    ({ type, outcome, revision }) => type === 'deployment' && outcome === 'in-progress' && revision === revisionTo,
  );
  const release = began === undefined ? undefined : releases.get(began.entryId);
  const since = causes.flatMap(({ diagnosis }) =>
    diagnosis?.revision === revisionTo ? (diagnosis?.changed?.since ?? []) : [],
  );
  return { revisionFrom: release?.before ?? since[0], revisionTo };
}
