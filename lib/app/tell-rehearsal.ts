import { type Incident, isOpen } from '../domain/incident/incident';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import type { Thresholds } from '../domain/incident/thresholds';
import type { Story, StoryEntry } from '../render/story';
import type { Aside, Told, ToldEntry } from '../render/told';
import { durationOf } from '../render/words';
import { foldEdits } from './fold-edits';
import type { Rehearsal, Stage } from './rehearse';

interface Episode {
  readonly subject: Subject;
  readonly incident: Incident;
  readonly mute: ServiceRecord['mute'];
}

/**
 * A rehearsed world for people: the messages that they would have read, and between them what `story` explains and
 * nobody is called for, with the reason.
 */
export async function tellRehearsal(
  story: Story,
  { alerts, incidents }: Rehearsal,
  stage: Pick<Stage, 'readRecord'>,
  thresholds: Thresholds,
): Promise<Told> {
  const episodes = await Promise.all(
    incidents.map(async (one): Promise<Episode> => ({ ...one, mute: (await stage.readRecord(one.subject)).mute })),
  );
  const firstNormal = alerts.length === 0 ? undefined : story.entries.find(({ manner }) => manner === 'normal');
  const asides = story.entries.flatMap((entry): readonly Aside[] =>
    entry === firstNormal
      ? [{ kind: 'aside', entry, because: 'normal life: nobody is called' }]
      : asideOf(entry, episodes, thresholds),
  );
  const { id, source, unexplained, hidden, leftAlone } = story;
  return {
    id,
    ...(source === undefined ? {} : { source }),
    entries: inOrder([...asides, ...foldEdits(alerts)]),
    incidents: incidents.map(({ incident }) => incident),
    isUntimed: story.entries.every(({ at }) => at === undefined),
    unexplained,
    hidden,
    leftAlone,
  };
}

/** Nothing where a message tells it. */
function asideOf(entry: StoryEntry, episodes: readonly Episode[], thresholds: Thresholds): readonly Aside[] {
  if (entry.manner === 'normal') return [{ kind: 'aside', entry }];
  const around = episodes.filter((episode) => holds(episode, entry));
  if (around.some(({ incident }) => incident.toldAt !== undefined)) return [];
  const [episode] = around;
  return [{ kind: 'aside', entry, because: episode === undefined ? PAST : reasonOf(episode, thresholds) }];
}

const PAST = 'nobody is called: it came too late to be news';

/** Times of events are cut to seconds here and there. */
const LEEWAY = 2_000;

function holds({ subject, incident }: Episode, { subject: whose, at }: StoryEntry): boolean {
  if (subject.name !== whose.name || (whose.cluster !== undefined && whose.cluster !== subject.cluster)) return false;
  if (at === undefined) return true;
  return at >= incident.openedAt - LEEWAY && at <= (incident.closedAt ?? Number.POSITIVE_INFINITY) + LEEWAY;
}

function reasonOf({ incident, mute }: Episode, { transientStops, transientWindow }: Thresholds): string {
  if (mute !== undefined) return `nobody is called: the service is muted by its ${mute.by}`;
  if (incident.causes.every(({ kind }) => kind === 'transient'))
    return `passing trouble: told after ${transientStops} in ${durationOf(transientWindow)}`;
  return isOpen(incident)
    ? 'not told yet: the replay ends before its evidence is in (--tail is longer)'
    : `nobody is called: it was over before it was told, ${incident.closedBecause ?? incident.state}`;
}

/** By their times; what tells none stays where it is, before all others. */
const inOrder = (entries: readonly ToldEntry[]): readonly ToldEntry[] =>
  entries
    .map((entry) => ({ entry, at: entry.kind === 'message' ? entry.alert.at : (entry.entry.at ?? 0) }))
    .sort((a, b) => a.at - b.at)
    .map(({ entry }) => entry);
