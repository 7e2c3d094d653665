const MOST_TRIES = 12;

/**
 * Tries to change the ledger until nobody else wrote in between: an attempt answers undefined where somebody did. Throws
 * where that goes on.
 */
export async function untilWritten<T>(attempt: (number: number) => Promise<T | undefined>): Promise<T> {
  for (let number = 0; number < MOST_TRIES; number++) {
    const answer = await attempt(number);
    if (answer !== undefined) return answer;
  }
  throw new Error(`the ledger of actions was changed by others ${MOST_TRIES} times in a row: the next run tries again`);
}
