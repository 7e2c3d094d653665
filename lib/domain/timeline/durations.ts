import { defined } from '../json';
import { causeWords } from './cause-words';
import type { Episode } from './facts';
import { firstFailureOf } from './failures';
import type { Durations, TimelineEntry } from './timeline';

/** How long each step of an incident took, from its first failure; `entries` are those of the incident, in order. */
export function durationsOf(episode: Episode, entries: readonly TimelineEntry[]): Durations {
  const start = firstFailureOf(episode);
  const until = (isIt: (entry: TimelineEntry) => boolean): number | undefined => {
    const found = entries.find((entry) => entry.occurredAt >= start && isIt(entry));
    return found === undefined ? undefined : found.occurredAt - start;
  };
  return defined({
    detect: until(({ type, importance }) => type === 'alert' && importance !== 'noise'),
    diagnose: until(
      ({ type, cause }) => type === 'diagnosis' && cause !== undefined && causeWords(cause).kind !== 'unknown',
    ),
    act: until(isAction),
    recover: until(({ type }) => type === 'recovery'),
    total: episode.closedAt === undefined ? undefined : episode.closedAt - start,
  }) as Durations;
}

/** A deployment that begins while it fails is an action too: of a person, or of ECS that rolls back. */
const isAction = ({ type, outcome }: TimelineEntry): boolean =>
  type === 'action' || (type === 'deployment' && outcome === 'in-progress');
