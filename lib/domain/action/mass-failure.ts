import type { ActionLimits } from './action-limits';

/**
 * Many services that begin to fail within minutes have one reason, and it lies outside them: then nothing is done.
 * `watched` is undefined before the first sweep has counted the services.
 */
export function failsAtOnce(
  openings: readonly number[],
  watched: number | undefined,
  now: number,
  limits: ActionLimits,
): boolean {
  const lately = openings.filter((at) => now - at <= limits.freezeWindow).length;
  return lately >= limits.freezeFewest && lately >= limits.freezeShare * (watched ?? 0);
}
