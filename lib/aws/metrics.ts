import type { MetricName, MetricsPort } from '../app/ports';
import { redact } from '../domain/redaction/redact';

/** Where the alarms look. */
export const METRIC_NAMESPACE = 'ecs-medic';
/** The one dimension: the name of the stack. */
export const METRIC_DIMENSION = 'Deployment';

const LONGEST_TEXT = 2_000;
const MOST_CAUSES = 3;

export interface MetricsOptions {
  readonly deployment: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Takes one line with its end; default: standard output, which Lambda sends to CloudWatch Logs as it is. */
  readonly write?: (line: string) => void;
}

/** Counters and faults as lines of JSON; CloudWatch makes metrics of the counters (embedded metric format). */
export function metrics({ deployment, now, write = toStandardOutput }: MetricsOptions): MetricsPort {
  const print = (line: object): void => write(`${JSON.stringify(line)}\n`);
  return {
    count(metric, value) {
      if (value > 0) print(metricLine(metric, value, deployment, now()));
    },
    report(what, error) {
      print({
        level: 'error',
        at: new Date(now()).toISOString(),
        message: cut(what),
        ...(error === undefined ? {} : { error: describe(error) }),
      });
    },
  };
}

const toStandardOutput = (line: string): void => void process.stdout.write(line);

const metricLine = (metric: MetricName, value: number, deployment: string, at: number): object => ({
  _aws: {
    Timestamp: at,
    CloudWatchMetrics: [
      { Namespace: METRIC_NAMESPACE, Dimensions: [[METRIC_DIMENSION]], Metrics: [{ Name: metric, Unit: 'Count' }] },
    ],
  },
  [METRIC_DIMENSION]: deployment,
  [metric]: value,
});

/** Name, message, place and causes of an error. Messages may quote what came from outside, so they are redacted. */
function describe(error: unknown): object {
  const chain: object[] = [];
  let current = error;
  while (current instanceof Error && chain.length <= MOST_CAUSES) {
    chain.push({ name: current.name, message: cut(current.message), ...placeOf(current) });
    current = current.cause;
  }
  const [first, ...causes] = chain;
  if (first === undefined) return { message: cut(String(error)) };
  return causes.length === 0 ? first : { ...first, causes };
}

/** Only the lines of the stack that name places: the others repeat the message. */
function placeOf({ stack = '' }: Error): object {
  const places = stack.split('\n').filter((line) => /^\s+at /.test(line));
  return places.length === 0 ? {} : { stack: cut(places.slice(0, 8).join('\n')) };
}

const cut = (text: string): string => redact(text.slice(0, LONGEST_TEXT)).text;
