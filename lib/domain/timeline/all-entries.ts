import { alertEntries } from './alert-entries';
import { compareEntries } from './compare-entries';
import { countEntries, startEntries } from './count-entries';
import { diagnosisEntries } from './diagnosis-entries';
import { endingEntries } from './ending-entries';
import { type Episode, numberOf, type TimelineFacts } from './facts';
import { isDuring } from './failures';
import { serviceEntries } from './service-entries';
import { withoutSteadyNoise } from './steady-noise';
import { stopEntries } from './stop-entries';
import type { TimelineEntry } from './timeline';

/** Everything that the facts tell of a subject, in order, each with the incident that it belongs to. */
export function allEntries(facts: TimelineFacts): readonly TimelineEntry[] {
  const { episodes, alerts } = facts;
  const idOf = (episode: number): string | undefined =>
    episodes.find(({ incidentId }) => numberOf(incidentId) === episode)?.incidentId;
  const steady = new Set(
    facts.entries.filter(({ what }) => what === 'SERVICE_STEADY_STATE').map(({ entryId }) => entryId),
  );
  const entries = [
    ...stopEntries(facts.stops, episodes),
    ...serviceEntries(facts),
    ...alertEntries(alerts, facts.entries, idOf),
    ...episodes.flatMap((episode) => [...diagnosisEntries(episode, alerts), ...endingEntries(episode, facts.entries)]),
    ...countEntries(facts.counts),
    ...startEntries(facts.starts),
  ].sort(compareEntries);
  return withoutSteadyNoise(entries, ({ entryId }) => steady.has(entryId)).map((entry) => placed(entry, episodes));
}

/** An entry of no incident of its own belongs to the one during which it happened. */
function placed(entry: TimelineEntry, episodes: readonly Episode[]): TimelineEntry {
  if (entry.incidentId !== undefined) return entry;
  const around = episodes.find((episode) => isDuring(episode, entry.occurredAt));
  return around === undefined ? entry : { ...entry, incidentId: around.incidentId };
}
