import { defined } from '../json';
import { actionEntry } from './action-entry';
import { causeWords } from './cause-words';
import { compareEntries } from './compare-entries';
import { compareCounts } from './count-entries';
import { deploymentEntry } from './deployment-entry';
import { distinctEntries } from './distinct-entries';
import { countsOf, titled } from './entry-title';
import type { CountFact, EntryFact, Episode, TimelineFacts } from './facts';
import { isDuring } from './failures';
import { releasesOf } from './releases';
import type { Importance, TimelineEntry } from './timeline';

/** What the rows beside the stops tell: deployments, what ECS says of the service, what was done and decided. */
export function serviceEntries(facts: TimelineFacts): readonly TimelineEntry[] {
  const releases = releasesOf(facts);
  const decisions = new Map(facts.decisions.map((row) => [row.decisionId, row]));
  const entries = distinctEntries(facts.entries).flatMap((fact): readonly TimelineEntry[] => {
    // Alerts are told by their bodies.
    if (fact.what.startsWith('alert-')) return [];
    const release = releases.get(fact.entryId);
    if (release !== undefined) return [deploymentEntry(fact, release)];
    return [actionEntry(fact, decisions) ?? plainEntry(fact, facts)];
  });
  return foldTroubles(entries.sort(compareEntries));
}

function plainEntry(fact: EntryFact, { counts, episodes }: TimelineFacts): TimelineEntry {
  const { entryId, at, recordedAt, what, cause, source } = fact;
  const seen = what === 'SERVICE_STEADY_STATE' ? countsAt(counts, at) : undefined;
  return defined({
    entryId,
    occurredAt: at,
    recordedAt,
    type: typeOf(what),
    importance: importanceOf(fact, episodes),
    title: titled(titleOf(fact, seen)),
    detail: saysNoMore(what) && fact.title !== what ? [fact.title] : undefined,
    actor: isByCommand(what) ? 'person' : 'ecs',
    source: source ?? sourceOf(what),
    cause: isByCommand(what) ? undefined : cause,
    running: seen?.running,
    desired: seen?.desired,
    count: 1,
  }) as TimelineEntry;
}

/** A person did it, with a command of that name. */
const isByCommand = (what: string): boolean => what === 'mute' || what === 'unlatch';

const typeOf = (what: string): TimelineEntry['type'] => {
  if (what === 'mute') return 'mute';
  if (what === 'unlatch') return 'decision';
  return what === 'spot-warning' || what === 'task-finished' || what === 'message' ? 'note' : 'service';
};

const importanceOf = ({ what, cause, at }: EntryFact, episodes: readonly Episode[]): Importance => {
  if (what === 'message') return 'noise';
  if (cause === undefined || what === 'SERVICE_STEADY_STATE') return 'normal';
  const { kind } = causeWords(cause);
  // What ECS says in general is explained by the stops of its tasks.
  if (kind === 'unknown' || kind === 'normal') return 'normal';
  return episodes.some((one) => isDuring(one, at)) ? 'key' : 'normal';
};

const sourceOf = (what: string): string => {
  if (isByCommand(what)) return `ecs-medic ${what}`;
  if (what === 'spot-warning' || what === 'task-finished') return 'ECS Task State Change';
  return what === 'service' ? 'DescribeServices' : 'ECS Service Action';
};

const WORDS: ReadonlyMap<string, string> = new Map([
  ['SERVICE_STEADY_STATE', 'The service reached a steady state'],
  ['SERVICE_DESIRED_COUNT_UPDATED', 'The desired count changed'],
  ['SERVICE_TASK_START_IMPAIRED', 'ECS could not start tasks again and again'],
  ['SERVICE_TASK_PLACEMENT_FAILURE', 'ECS could not place a task'],
  ['SERVICE_DISCOVERY_INSTANCE_UNHEALTHY', 'Service discovery found an instance unhealthy'],
  ['CAPACITY_PROVIDER_STEADY_STATE', 'A capacity provider reached a steady state'],
  ['service', 'ECS says'],
  ['spot-warning', 'Spot warned that it takes a task back'],
  ['task-finished', 'A run ended well'],
]);

function titleOf({ what, title, cause }: EntryFact, counts: CountFact | undefined): string {
  if (isByCommand(what) || what === 'message') return capitalised(title);
  const words =
    WORDS.get(what) ??
    capitalised(
      what
        .replace(/^SERVICE_/, '')
        .replaceAll('_', ' ')
        .toLowerCase(),
    );
  if (counts !== undefined) return `${words}: ${countsOf(counts.running, counts.desired)}`;
  if (cause === undefined || title === what || saysNoMore(what)) return words;
  return causeWords(cause).kind === 'normal' ? words : `${words}: ${title}`;
}

/** The words of the event say all that ECS says. */
const saysNoMore = (what: string): boolean => what === 'SERVICE_TASK_START_IMPAIRED';

const capitalised = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;

/** Milliseconds: events are cut to seconds, snapshots are not. */
const LEEWAY = 2_000;

/** What was seen last at a time. */
function countsAt(counts: readonly CountFact[], at: number): CountFact | undefined {
  let latest: CountFact | undefined;
  for (const one of counts)
    if (one.at <= at + LEEWAY && (latest === undefined || compareCounts(one, latest) >= 0)) latest = one;
  return latest;
}

/** Milliseconds without an equal message after which the next one is a new fact. */
const LONGEST_GAP = 3_600_000;

/** ECS repeats what is wrong with a service: equal messages in a row are one entry. */
function foldTroubles(entries: readonly TimelineEntry[]): readonly TimelineEntry[] {
  const folded: TimelineEntry[] = [];
  const open = new Map<string, number>();
  for (const entry of entries) {
    const isTrouble =
      entry.type === 'service' && entry.cause !== undefined && causeWords(entry.cause).kind !== 'normal';
    const key = isTrouble ? JSON.stringify([entry.cause, entry.title]) : entry.entryId;
    const place = open.get(key);
    const before = place === undefined ? undefined : folded[place];
    if (
      place !== undefined &&
      before !== undefined &&
      entry.occurredAt - (before.lastAt ?? before.occurredAt) <= LONGEST_GAP
    )
      folded[place] = { ...before, count: before.count + 1, lastAt: entry.occurredAt };
    else {
      open.set(key, folded.length);
      folded.push(entry);
    }
  }
  return folded;
}
