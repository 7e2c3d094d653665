import { CAUSE_IDS, type CauseId } from '../../causes/cause-id';
import { parseTaskDefinitionArn } from '../../ecs-events/ecs-arn';
import { isOpen } from '../../incident/incident';
import { counted } from '../../text/counted';
import type { ActionLimits } from '../action-limits';
import type { ActionState, Guard } from '../guard';
import { agrees, objects } from '../guard';
import { lasting } from '../words';
import { primaryIn, serviceIn } from './service-in';

/** Failed stops in a row that make a crash loop of a service. */
export function loopStops({ tags, service }: ActionState, limits: ActionLimits): number {
  const desired = serviceIn({ service })?.desiredCount ?? 0;
  const share = Math.ceil(desired * limits.loopShare);
  return tags.crashLoopStops ?? Math.min(limits.mostLoopStops, Math.max(limits.fewestLoopStops, share));
}

/** Shaped like ECS's own circuit breaker, and it must have lasted: a few failures in a row are no loop. */
export const crashLoops: Guard = {
  id: 'crash-loop',
  ask(state, _, { limits }) {
    const { record, tags } = state;
    const { loop } = record;
    const fewest = loopStops(state, limits);
    const shortest = tags.crashLoopLasts ?? limits.shortestLoop;
    if (!isOpen(record.incident) || loop === undefined)
      return objects('nothing has failed since a task was last healthy, or a deployment began');
    const seen = `${counted(loop.stops, 'failed stop')} in a row within ${lasting(loop.lastAt - loop.since)}`;
    if ((primaryIn(state)?.createdAt ?? 0) > loop.since)
      return objects(`${seen}, some of them before the deployment that is under way or done now`);
    const deployed = parseTaskDefinitionArn(serviceIn(state)?.taskDefinitionArn ?? '').revision;
    if (loop.revision !== undefined && deployed !== undefined && loop.revision !== deployed)
      return objects(`${seen}, of revision ${loop.revision}, which is not the one that is deployed now`);
    return loop.stops >= fewest && loop.lastAt - loop.since >= shortest
      ? agrees(seen)
      : objects(`${seen}; a crash loop is ${fewest} over at least ${lasting(shortest)}`);
  },
};

/** It failed a short while ago, and is not recovering. */
export const stillFails: Guard = {
  id: 'no-longer-failing',
  ask({ record: { loop, incident } }, now, { limits }) {
    if (incident?.state === 'recovering') return objects('it is recovering');
    const ago = now - (loop?.lastAt ?? 0);
    return ago <= limits.freshness
      ? agrees(`the last failed stop was ${lasting(ago)} ago`)
      : objects(`the last failed stop was ${lasting(ago)} ago: the stop may be over`);
  },
};

/** What heals by itself, or is nobody's fault here: at zero it could not heal. */
const OUTSIDE: ReadonlySet<CauseId> = new Set<CauseId>([
  ...CAUSE_IDS.placement,
  ...CAUSE_IDS.network,
  'image-pull-network',
  'image-pull-rate-limited',
  'secret-network',
  'log-network',
  'exit-dependency-unreachable',
  'elb-health-dependency',
]);

/** The cause of late does not heal by itself. */
export const causeIsTheServices: Guard = {
  id: 'cause',
  ask({ record: { incident, loop } }, now, { limits }) {
    const since = Math.max(loop?.since ?? 0, now - limits.freshness);
    const lately = (incident?.causes ?? []).filter(({ lastAt }) => lastAt >= since);
    const outside = lately.find(({ cause, kind }) => kind === 'transient' || OUTSIDE.has(cause));
    if (outside !== undefined) return objects(`${outside.cause} may heal by itself, which it could not at zero`);
    return agrees(`the cause lies with the service: ${lately.map(({ cause }) => cause).join(', ') || 'not known'}`);
  },
};
