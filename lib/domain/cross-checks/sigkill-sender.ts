import { type Facts, signalOf } from '../facts';
import type { Quote } from '../text/passage';

/** Who ended a container that has exit code 137, as far as that shows. */
export type SigkillSender =
  /** ECS: the container was still there after its stop timeout. `because` says what ended the task. */
  | { readonly by: 'stop-timeout'; readonly seconds: number; readonly because: string; readonly quote?: Quote }
  /** Another container of the task ended first. */
  | { readonly by: 'other-container'; readonly container: string; readonly exitCode: number }
  | { readonly by: 'unknown' };

/** Seconds that ECS waits between SIGTERM and SIGKILL unless `stopTimeout` says otherwise. */
const DEFAULT_STOP_TIMEOUT = 30;
const TOLERANCE = 5;

/** Tells a kill after the stop timeout from a kill that came out of nothing. */
export function sigkillSender(facts: Facts): SigkillSender {
  const { stop, culprit, containerDefinition } = facts;
  if (stop === undefined) return { by: 'unknown' };
  const other = stop.containers.find(
    ({ name, exitCode, injected }) =>
      !injected && name !== culprit?.name && exitCode !== undefined && exitCode !== 137 && exitCode !== 143,
  );
  if (other?.exitCode !== undefined) return { by: 'other-container', container: other.name, exitCode: other.exitCode };
  const late = signalOf(facts, 'killed', ({ how }) => how === 'stop-timeout');
  const timeout = containerDefinition?.stopTimeout ?? DEFAULT_STOP_TIMEOUT;
  const end = stop.executionStoppedAt ?? stop.stoppedAt;
  const waited = stop.stoppingAt === undefined || end === undefined ? undefined : (end - stop.stoppingAt) / 1000;
  if (late !== undefined)
    return { by: 'stop-timeout', seconds: Math.round(waited ?? timeout), because: 'something', quote: late.quote };
  const byOthers = stop.stopCode !== undefined && stop.stopCode !== 'EssentialContainerExited';
  if (waited !== undefined && Math.abs(waited - timeout) <= TOLERANCE && stop.executionStoppedAt !== undefined)
    return { by: 'stop-timeout', seconds: Math.round(waited), because: stop.stopCode ?? 'something' };
  return byOthers && waited !== undefined && waited >= timeout - TOLERANCE
    ? { by: 'stop-timeout', seconds: Math.round(waited), because: stop.stopCode ?? 'something' }
    : { by: 'unknown' };
}
