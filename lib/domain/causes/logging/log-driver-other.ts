import { containerWords } from '../../container-words';
import type { Cause, CausePage } from '../cause';
import { type FailedLogDriver, failedLogDriver, isCloudWatchUnreached } from './failed-log-driver';

export const logDriverOther: Cause = {
  id: 'log-driver-other',
  title: 'the log driver cannot be set up',
  group: 'logging',
  kind: 'doomed',
  supersedes: ['unknown-failed-to-start'],
  explain(facts) {
    const failed = failedLogDriver(
      facts,
      (signal, driver) =>
        signal.problem === 'option-invalid' ||
        signal.problem === 'other' ||
        (signal.problem === 'network' && !isCloudWatchUnreached(signal, driver)),
    );
    if (failed === undefined) return undefined;
    const { signal, container } = failed;
    const driver = signal.driver ?? failed.log?.driver;
    const named = driver === undefined ? 'The log driver' : `Log driver ${driver}`;
    const option = optionIn(signal.quote.text);
    const told =
      signal.problem === 'option-invalid' ||
      (driver !== undefined && driver !== 'awslogs') ||
      /dial |no log driver named/i.test(signal.quote.text);
    return {
      confidence: told ? 'certain' : 'likely',
      summary: `${named} of ${containerWords(container)} could not be set up${signal.problem === 'option-invalid' ? `: ${option === undefined ? 'one of its options is wrong' : `option ${option} is wrong or missing`}` : whereOf(failed)}.`,
      quotes: [signal.quote],
      next:
        signal.problem === 'option-invalid'
          ? `Correct ${option === undefined ? 'the options' : `option ${option}`} in logConfiguration of ${containerWords(container)}.`
          : driver === 'awsfirelens'
            ? 'Check the FireLens container: its configuration file, the options of the containers that log through it, and the right to read the file in S3.'
            : `Check that what the driver sends to runs and listens, and logConfiguration of ${containerWords(container)}; mode non-blocking does not help at the start.`,
    };
  },
};

const optionIn = (text: string): string | undefined => {
  const named =
    /log[- ]opt ['"‘]?([\w.@-]{2,60})['"’]?/i.exec(text)?.[1] ?? /(awslogs-[a-z-]{4,30}[a-z])/i.exec(text)?.[1];
  return (
    named ??
    (/Missing(?:Endpoint|Region)|could not find region|logs\..{0,80}amazonaws/i.test(text)
      ? 'awslogs-region'
      : undefined)
  );
};

function whereOf({ signal }: FailedLogDriver): string {
  const address = /dial (?:tcp|udp|unix)(?: \S{1,80}->)? ((?:[\w.-]{1,120}:\d{1,5})|\/[\w./-]{1,200})/i.exec(
    signal.quote.text,
  )?.[1];
  return address === undefined ? '' : `: ${address} does not answer`;
}

export const page: CausePage = {
  meaning:
    'The container is not started because its log driver cannot be set up: an option is unknown or missing, or what it sends to (Fluentd, syslog, Splunk, GELF, a FireLens container) does not answer at the moment of the start.',
  impact: 'No container with this log configuration starts, although the application itself may be fine.',
  fix: [
    'An option: compare `logConfiguration.options` with the list for the driver. `awslogs` needs `awslogs-group` and `awslogs-region`, on Fargate also `awslogs-stream-prefix`.',
    'Fluentd, syslog, GELF over TCP: the receiver must listen before the container starts; `fluentd-async: "true"` lets it start without.',
    'Splunk: URL, token and certificate; `splunk-verify-connection: "false"` skips the check at the start.',
    'FireLens: see the log of the router container, and let the role read its configuration file in S3.',
  ],
  confusedWith:
    '`log-group-missing`, `log-driver-access-denied` and `log-network`: the awslogs driver, with a reason of its own.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_firelens.html',
  ],
};
