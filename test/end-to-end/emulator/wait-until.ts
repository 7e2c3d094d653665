import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until there is an answer, and throws when the time (milliseconds) is over. */
export async function waitUntil<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  { timeout = 30_000, every = 50 }: { readonly timeout?: number; readonly every?: number } = {},
): Promise<T> {
  const end = performance.now() + timeout;
  for (;;) {
    const answer = await look();
    if (answer !== undefined && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`Waited ${timeout / 1000} s for ${what}, in vain.`);
    await sleep(every);
  }
}
