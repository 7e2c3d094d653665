import type { DeliveryKey } from '../domain/delivery/delivery';
import { type Deployment, QUEUES, type QueueName } from './operator-ports';
import type { StorePorts } from './ports';

export interface RedriveOptions {
  /** Only counts. */
  readonly dryRun: boolean;
}

/** What happened to one dead-letter queue, or to the deliveries that were given up. */
export interface RedriveReport {
  readonly what: QueueName | 'dead-deliveries';
  /** Found waiting. */
  readonly found: number;
  /** Of deliveries: why they were given up, channel by channel, the most frequent reason first. */
  readonly reasons?: readonly GivenUp[];
  /** Taken up again; absent where nothing was tried. */
  readonly moved?: number;
  /** False: SQS goes on moving. */
  readonly isDone: boolean;
  /** What stood in the way; the others are done all the same. */
  readonly error?: unknown;
}

export interface GivenUp {
  readonly channel: string;
  readonly because: string;
  readonly count: number;
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
      if (keys.length === 0) return { found: 0, isDone: true };
      const reasons = await reasonsOf(keys, store);
      if (dryRun) return { found: keys.length, reasons, isDone: true };
      await deadLetters.revive(keys);
      return { found: keys.length, reasons, moved: keys.length, isDone: true };
    }),
  );
  return reports;
}

/** After a long outage there are many, of few reasons: these tell enough. */
const MOST_READ = 100;

/** Why they were given up, channel by channel, the most frequent reason first; the newest hundred are asked. */
export async function reasonsOf(
  keys: readonly DeliveryKey[],
  store: Pick<StorePorts, 'readDelivery'>,
): Promise<readonly GivenUp[]> {
  const reasons = new Map<string, GivenUp>();
  for (const key of keys.slice(-MOST_READ)) {
    const { dead } = await store.readDelivery(key);
    if (dead === undefined) continue;
    const { because } = dead;
    const id = JSON.stringify([key.channel, because]);
    reasons.set(id, { channel: key.channel, because, count: (reasons.get(id)?.count ?? 0) + 1 });
  }
  return [...reasons.values()].sort((a, b) => b.count - a.count);
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
