import type { Point, Series } from '../app/doctor-ports';
import { type CloudWatchClient, GetMetricDataCommand } from './clients/cloudwatch';
import { METRIC_DIMENSION, METRIC_NAMESPACE } from './metrics';

export interface MetricQuestion {
  readonly series: readonly Series[];
  /** Milliseconds since 1970, both. */
  readonly since: number;
  readonly until: number;
  /** Name of the stack, under which our own metrics stand. */
  readonly deployment: string;
}

/** Seconds. CloudWatch keeps periods of five minutes for 63 days. */
const PERIOD = 300;
/** As many as one call takes. */
const MOST_SERIES = 500;

/** The points of each series, the newest first. Throws where AWS refuses. */
export async function readMetricData(
  client: Pick<CloudWatchClient, 'send'>,
  { series, since, until, deployment }: MetricQuestion,
): Promise<readonly (readonly Point[])[]> {
  const points = series.map((): Point[] => []);
  for (let start = 0; start < series.length; start += MOST_SERIES) {
    const queries = series
      .slice(start, start + MOST_SERIES)
      .map((one, index) => queryFor(one, start + index, deployment));
    let next: string | undefined;
    do {
      const answer = await client.send(
        new GetMetricDataCommand({
          MetricDataQueries: queries,
          StartTime: new Date(since),
          EndTime: new Date(until),
          ScanBy: 'TimestampDescending',
          ...(next === undefined ? {} : { NextToken: next }),
        }),
      );
      for (const { Id = '', Timestamps = [], Values = [] } of answer.MetricDataResults ?? [])
        points[Number(Id.slice(1))]?.push(
          ...Timestamps.map((at, index) => ({ at: at.getTime(), value: Values[index] ?? 0 })),
        );
      next = answer.NextToken;
    } while (next !== undefined && next !== '');
  }
  // Not every endpoint keeps to the order that was asked for.
  return points.map((some) => some.sort((a, b) => b.at - a.at));
}

const queryFor = (series: Series, index: number, deployment: string) => ({
  Id: `s${index}`,
  MetricStat: {
    Metric: metricOf(series, deployment),
    Period: PERIOD,
    Stat: series.of === 'queue' ? 'Maximum' : 'Sum',
  },
});

function metricOf(series: Series, deployment: string) {
  switch (series.of) {
    case 'ecs-medic':
      return {
        Namespace: METRIC_NAMESPACE,
        MetricName: series.metric,
        Dimensions: [{ Name: METRIC_DIMENSION, Value: deployment }],
      };
    case 'function':
      return {
        Namespace: 'AWS/Lambda',
        MetricName: series.metric,
        Dimensions: [{ Name: 'FunctionName', Value: series.name }],
      };
    case 'queue':
      return {
        Namespace: 'AWS/SQS',
        MetricName: series.metric,
        Dimensions: [{ Name: 'QueueName', Value: series.name }],
      };
  }
}
