import type { MetricName, MetricsPort } from '../app/ports';
import { redact } from '../domain/redaction/redact';

/** Where the alarms look. */
export const METRIC_NAMESPACE = 'ecs-medic';
/** The one dimension: the name of the stack. */
export const METRIC_DIMENSION = 'Deployment';

/** Of a text that may quote what came from outside. */
const LONGEST_TEXT = 512;
const LONGEST_STACK = 2_000;
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
  const print = (line: object): void => write(`${lineOf(line)}\n`);
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
  return places.length === 0 ? {} : { stack: cut(places.slice(0, 8).join('\n'), LONGEST_STACK) };
}

/** Cut after redaction: half of a secret has no form by which it could be known. */
const cut = (text: string, longest = LONGEST_TEXT): string => redact(text.slice(0, longest * 8)).text.slice(0, longest);

/** What JSON leaves as it is and a terminal obeys: control characters from DEL on, direction and format characters. */
const UNSAFE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const lineOf = (value: object): string =>
  JSON.stringify(value).replace(UNSAFE, (character) => character.split('').map(escaped).join(''));

const escaped = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
