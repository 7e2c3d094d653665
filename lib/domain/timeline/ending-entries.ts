import type { IncidentState } from '../incident/incident';
import { defined } from '../json';
import { lasted, titled } from './entry-title';
import type { EntryFact, Episode } from './facts';
import { firstFailureOf, lastFailureOf } from './failures';
import { stepOf } from './releases';
import type { TimelineEntry } from './timeline';

/** How an incident ended: when its tasks ran steadily again, and when it was closed. */
export function endingEntries(episode: Episode, facts: readonly EntryFact[]): readonly TimelineEntry[] {
  const recovery = recoveryOf(episode, facts);
  const { incidentId, state, closedAt, closedBecause } = episode;
  const closed: TimelineEntry | undefined =
    closedAt === undefined
      ? undefined
      : {
          entryId: `closed/${incidentId}`,
          occurredAt: closedAt,
          type: 'closed',
          importance: 'key',
          title: titled(`The incident closed as ${STATES[state]}, after ${lasted(closedAt - firstFailureOf(episode))}`),
          ...(closedBecause === undefined ? {} : { detail: [closedBecause] }),
          actor: 'ecs-medic',
          source: 'ecs-medic',
          incidentId,
          count: 1,
        };
  return [...(recovery === undefined ? [] : [recovery]), ...(closed === undefined ? [] : [closed])];
}

const STATES: Readonly<Record<IncidentState, string>> = {
  open: 'open',
  recovering: 'recovering',
  resolved: 'resolved',
  'rolled-back': 'rolled back',
  held: 'held at a desired count of 0',
  deleted: 'deleted',
  expired: 'expired',
};

const RECOVERING: ReadonlySet<IncidentState> = new Set(['recovering', 'resolved', 'rolled-back']);

/** The first sign of a recovery after the last failure. */
function recoveryOf(episode: Episode, facts: readonly EntryFact[]): TimelineEntry | undefined {
  const { incidentId, state, closedAt = Number.POSITIVE_INFINITY, closedBecause } = episode;
  if (!RECOVERING.has(state)) return undefined;
  const failed = lastFailureOf(episode);
  const signs = facts.filter((one) => one.at >= failed && one.at <= closedAt && isSign(one));
  const at = signs.length === 0 ? episode.recovery?.at : Math.min(...signs.map((one) => one.at));
  if (at === undefined) return undefined;
  const because = closedBecause ?? episode.recovery?.because;
  const counts = /(\d+) of (\d+) running/.exec(because ?? '');
  return defined({
    entryId: `recovery/${incidentId}`,
    occurredAt: at,
    type: 'recovery',
    importance: 'key',
    title: titled(`The service recovered${because === undefined ? '' : `: ${because}`}`),
    actor: 'ecs',
    source: signs.length === 0 ? 'DescribeServices' : 'ECS events',
    running: counts === null ? undefined : Number(counts[1]),
    desired: counts === null ? undefined : Number(counts[2]),
    incidentId,
    count: 1,
  }) as TimelineEntry;
}

/** A steady state, a completed deployment, a good run of a family. */
const isSign = (fact: EntryFact): boolean =>
  fact.what === 'SERVICE_STEADY_STATE' || fact.what === 'task-finished' || stepOf(fact)?.state === 'completed';
