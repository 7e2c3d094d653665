import type { ActionLimits } from './action-limits';

/**
 * Many services that begin to fail within minutes have one reason, and it lies outside them: then nothing is done. Runs may
 * have been missed since, so it also counts where it was not long ago. `watched` is undefined before the first sweep has
 * counted the services.
 */
export function failsAtOnce(
  openings: readonly number[],
  watched: number | undefined,
  now: number,
  { freezeFewest, freezeShare, freezeWindow, freezeFor }: ActionLimits,
): boolean {
  // What is older has had its freeze.
  const lately = openings.filter((at) => now - at <= Math.max(freezeWindow, freezeFor - freezeWindow));
  return lately.some((from) => {
    const together = lately.filter((at) => at >= from && at - from <= freezeWindow).length;
    return together >= freezeFewest && together >= freezeShare * (watched ?? 0);
  });
}
