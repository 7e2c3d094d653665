/** Milliseconds of the first pause; each later one is twice as long, and a random part of that. */
const FIRST_PAUSE = 50;
const MOST_ATTEMPTS = 8;

export class NotGotThroughError extends Error {
  override readonly name = 'NotGotThroughError';
  constructor(what: string, left: number) {
    super(
      `DynamoDB left ${left} ${what} unprocessed ${MOST_ATTEMPTS} times in a row: ` +
        'the table is throttled, the message is delivered again',
    );
  }
}

/**
 * Sends a batch, and what DynamoDB leaves unprocessed of it again, with growing pauses. Throws a `NotGotThroughError`
 * where some of it never gets through.
 */
export async function getThrough<Request>(
  requests: readonly Request[],
  what: string,
  send: (requests: readonly Request[]) => Promise<readonly Request[]>,
  pause: (milliseconds: number) => Promise<void>,
): Promise<void> {
  let left = requests;
  for (let attempt = 0; left.length > 0; attempt++) {
    if (attempt === MOST_ATTEMPTS) throw new NotGotThroughError(what, left.length);
    if (attempt > 0) await pause(FIRST_PAUSE * 2 ** (attempt - 1) * (0.5 + Math.random() / 2));
    left = await send(left);
  }
}

/** The parts of a list, each as long as one call takes. */
export function partsOf<Item>(items: readonly Item[], most: number): readonly (readonly Item[])[] {
  const parts: (readonly Item[])[] = [];
  for (let start = 0; start < items.length; start += most) parts.push(items.slice(start, start + most));
  return parts;
}
