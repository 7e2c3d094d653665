/**
 * USD in us-east-1, from the price pages of 2026: DynamoDB on demand, SQS standard, SNS, Lambda on arm64, CloudWatch,
 * EventBridge Scheduler. Events of AWS services on the default bus cost nothing; free allowances are not taken off.
 */
const PRICE = {
  writeUnit: 0.625 / 1e6,
  readUnit: 0.125 / 1e6,
  sqsRequest: 0.4 / 1e6,
  snsPublish: 0.5 / 1e6,
  lambdaRequest: 0.2 / 1e6,
  gigabyteSecond: 0.0000133334,
  schedule: 1 / 1e6,
  alarm: 0.1,
  metric: 0.3,
  logGigabyte: 0.5,
} as const;

export interface Line {
  readonly what: string;
  readonly usd: number;
}

/** Of the functions that take from queues, and of those that a schedule calls. */
const MEMORY_GIGABYTES = 0.5;
const WAITING_GIGABYTES = 0.25;

/** What a million stops in a thousand incidents cost, from the units that the storm consumed. */
export function priceOfStops({
  writeUnits,
  readUnits,
  secondsPerBatch,
}: {
  /** A stop. */
  readonly writeUnits: number;
  readonly readUnits: number;
  readonly secondsPerBatch: number;
}): readonly Line[] {
  const stops = 1e6;
  const incidents = 1000;
  const batches = stops / 100;
  const alerts = incidents * 6;
  return [
    { what: `DynamoDB writes: 1,000,000 × ${writeUnits.toFixed(2)} units`, usd: stops * writeUnits * PRICE.writeUnit },
    { what: `DynamoDB reads: 1,000,000 × ${readUnits.toFixed(2)} units`, usd: stops * readUnits * PRICE.readUnit },
    // EventBridge sends each event; Lambda receives and deletes ten at a time.
    { what: 'SQS: 1,000,000 sent, 100,000 received, 100,000 deleted', usd: 1.2e6 * PRICE.sqsRequest },
    {
      what: `Lambda: 10,000 batches × ${secondsPerBatch} s × 0.5 GB`,
      usd: batches * (PRICE.lambdaRequest + secondsPerBatch * MEMORY_GIGABYTES * PRICE.gigabyteSecond),
    },
    {
      what: 'evidence: 1,000 incidents × 4 looks × 2 s × 0.5 GB',
      usd: incidents * 4 * (PRICE.lambdaRequest + 2 * MEMORY_GIGABYTES * PRICE.gigabyteSecond),
    },
    {
      what: 'alerts: 6,000 × (publish, queue, 1 s of Lambda, 20 write units)',
      usd:
        alerts *
        (PRICE.snsPublish +
          3 * PRICE.sqsRequest +
          PRICE.lambdaRequest +
          MEMORY_GIGABYTES * PRICE.gigabyteSecond +
          20 * PRICE.writeUnit),
    },
  ];
}

/** Seconds that Lambda bills for one run that finds nothing due, with room to spare. */
const IDLE_RUN = 0.2;

export interface IdleAccount {
  readonly alarms: number;
  readonly customMetrics: number;
  /** Seconds of one sweep through the services, and of one look at their schedules. */
  readonly sweep: number;
  readonly schedules: number;
  /** What the account has, for the line. */
  readonly services: string;
}

/** What a month costs in which nothing happens. */
export function priceOfIdle({ alarms, customMetrics, sweep, schedules, services }: IdleAccount): readonly Line[] {
  const minutes = 43_800;
  const sweeps = minutes / 5;
  // Lambda polls each queue with five connections that wait for 20 s.
  const polls = 3 * 5 * ((minutes * 60) / 20);
  const runs = (count: number, seconds: number): number =>
    count * (PRICE.lambdaRequest + seconds * WAITING_GIGABYTES * PRICE.gigabyteSecond);
  return [
    {
      what: `EventBridge Scheduler: ${(2 * (minutes + sweeps)).toLocaleString('en-US')} invocations`,
      usd: 2 * (minutes + sweeps) * PRICE.schedule,
    },
    {
      what: `keep-watch and act-on-incidents: 2 × 43,800 × ${IDLE_RUN} s × ${WAITING_GIGABYTES} GB`,
      usd: runs(2 * minutes, IDLE_RUN),
    },
    {
      what: `sweep of ${services}: 8,760 × ${sweep.toFixed(1)} s × ${WAITING_GIGABYTES} GB`,
      usd: runs(sweeps, sweep),
    },
    {
      what: `apply-schedules, which lists them: 8,760 × ${schedules.toFixed(1)} s × ${WAITING_GIGABYTES} GB`,
      usd: runs(sweeps, schedules),
    },
    {
      what: 'DynamoDB: 8 index queries and 2 documents a minute, 1 document a sweep',
      usd: minutes * (8 * 0.5 + 2) * PRICE.readUnit + sweeps * PRICE.writeUnit,
    },
    {
      what: `SQS: ${Math.round(polls).toLocaleString('en-US')} empty polls of 3 queues`,
      usd: polls * PRICE.sqsRequest,
    },
    { what: `CloudWatch: ${alarms} alarms`, usd: alarms * PRICE.alarm },
    { what: `CloudWatch: ${customMetrics} metrics of our own`, usd: customMetrics * PRICE.metric },
    { what: 'CloudWatch Logs: 0.1 GB', usd: 0.1 * PRICE.logGigabyte },
  ];
}

export const totalOf = (lines: readonly Line[]): number => lines.reduce((sum, { usd }) => sum + usd, 0);
