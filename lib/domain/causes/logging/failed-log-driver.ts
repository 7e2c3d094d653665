import type { LogConfiguration, TaskDefinition } from '../../definition/task-definition';
import { type Facts, namesOf, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { SignalOf } from '../../signals/signal';

export type LogSignal = SignalOf<'log-driver'>;

/** A log driver that could not be set up, and how the definition configures it. */
export interface FailedLogDriver {
  readonly signal: LogSignal;
  readonly container: string;
  readonly log?: LogConfiguration;
  readonly group?: string;
  readonly definition?: TaskDefinition;
}

export function failedLogDriver(
  facts: Facts,
  matches: (signal: LogSignal, driver: string | undefined) => boolean,
): FailedLogDriver | undefined {
  const definition = valueIn(facts.evidence.definition);
  const { container } = namesOf(facts);
  const configured =
    definition?.containers.find(({ name }) => name === container)?.log ??
    definition?.containers.find(({ log }) => log !== undefined)?.log;
  const signal = signalOf(facts, 'log-driver', (one) => matches(one, one.driver ?? configured?.driver));
  if (signal === undefined) return undefined;
  const log = signal.driver === undefined || configured?.driver === signal.driver ? configured : undefined;
  const group = signal.group ?? log?.group;
  return {
    signal,
    container,
    ...(log === undefined ? {} : { log }),
    ...(group === undefined ? {} : { group }),
    ...(definition === undefined ? {} : { definition }),
  };
}

/** The driver could not connect, and it is the one of CloudWatch Logs. */
export const isCloudWatchUnreached = (signal: LogSignal, driver: string | undefined): boolean =>
  signal.problem === 'network' && (driver === undefined || driver === 'awslogs');
