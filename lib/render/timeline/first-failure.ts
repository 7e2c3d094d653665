import type { Timeline } from '../../domain/timeline/timeline';

/**
 * The time from which a story counts, milliseconds since 1970: the first failed stop or failed deployment, which is what
 * the durations count from too; without a failure, when the incident opened; undefined where nothing failed.
 */
export function firstFailureOf({ entries, causes, durations, openedAt, closedAt }: Timeline): number | undefined {
  if (closedAt !== undefined && durations.total !== undefined) return closedAt - durations.total;
  const failed = entries.find(
    ({ type, cause, importance }) =>
      type === 'stop' && importance !== 'noise' && cause !== undefined && causes.includes(cause),
  );
  return failed?.occurredAt ?? openedAt;
}
