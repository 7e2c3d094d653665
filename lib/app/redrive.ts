import { type Deployment, QUEUES, type QueueName } from './operator-ports';

export interface RedriveOptions {
  /** Only counts. */
  readonly dryRun: boolean;
}

/** What happened to one dead-letter queue, or to the deliveries that were given up. */
export interface RedriveReport {
  readonly what: QueueName | 'dead-deliveries';
  /** Found waiting. */
  readonly found: number;
  /** Taken up again; absent where nothing was tried. */
  readonly moved?: number;
  /** False: SQS goes on moving. */
  readonly isDone: boolean;
  /** What stood in the way; the others are done all the same. */
  readonly error?: unknown;
}

/** Takes up again what was given up: poison goes back to its queue, deliveries are tried once more. */
export async function redrive(
  { deadLetters, store }: Pick<Deployment, 'deadLetters' | 'store'>,
  { dryRun }: RedriveOptions,
): Promise<readonly RedriveReport[]> {
  const reports: RedriveReport[] = [];
  for (const what of QUEUES)
    reports.push(
      await report(what, async () => {
        const found = await deadLetters.countDeadLetters(what);
        if (dryRun || found === 0) return { found, isDone: true };
        return { found, ...(await deadLetters.moveBack(what)) };
      }),
    );
  reports.push(
    await report('dead-deliveries', async () => {
      const keys = await store.readDeadDeliveries();
      if (dryRun || keys.length === 0) return { found: keys.length, isDone: true };
      await deadLetters.revive(keys);
      return { found: keys.length, moved: keys.length, isDone: true };
    }),
  );
  return reports;
}

async function report(
  what: RedriveReport['what'],
  work: () => Promise<Omit<RedriveReport, 'what'>>,
): Promise<RedriveReport> {
  try {
    return { what, ...(await work()) };
  } catch (error) {
    return { what, found: 0, isDone: false, error };
  }
}
