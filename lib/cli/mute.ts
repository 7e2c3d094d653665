import { Command, InvalidArgumentError, Option } from 'commander';
import { muteSubject } from '../app/mute-subject';
import { parseSubjectKey } from '../domain/incident/subject';
import { parseDayOrTime } from '../domain/timestamp';
import { deploymentOptions, type LiveOptions, onDeployment } from './live-command';
import { muteWords } from './mute-words';
import { EXIT, print } from './output';
import { parseDuration } from './parse-duration';

interface Options extends LiveOptions {
  readonly cluster: string;
  /** Milliseconds. */
  readonly for?: number;
  /** Milliseconds since 1970. */
  readonly until?: number;
  readonly off?: true;
}

const USUAL = 4 * 3_600_000;

export const muteCommand = (): Command => {
  const command: Command = new Command('mute')
    .summary('tell nothing of a service for a while; AWS')
    .description(
      'Tells nothing of a service for a while. Its stops are counted all the same, and what is still open at the end is ' +
        'told then. A family of tasks that stand alone is named family:NAME.',
    )
    .argument('<service>', 'name of the service')
    .requiredOption('--cluster <name>', 'name of its cluster (required)')
    .addOption(
      new Option('--for <duration>', 'how long: 90m, 4h, 2d (default: 4h)').argParser(durationIn).conflicts('until'),
    )
    .addOption(
      new Option(
        '--until <time>',
        'until when, as 2026-12-01T18:00:00Z or, from midnight UTC on, 2026-12-01',
      ).argParser(timeIn),
    )
    .addOption(new Option('--off', 'end the mute').conflicts(['for', 'until']));
  for (const option of deploymentOptions()) command.addOption(option);
  return command.action(async (service: string, options: Options) => {
    const subject = parseSubjectKey(`${options.cluster}/${service}`);
    if (subject === undefined || options.cluster.includes('/') || service.includes('/'))
      command.error(`error: expected the names of a service and of a cluster, got ${service} and ${options.cluster}`);
    const now = Date.now();
    const until = options.off === true ? undefined : (options.until ?? now + (options.for ?? USUAL));
    if (until !== undefined && until <= now) command.error('error: --until is over already: expected a time to come');
    process.exitCode = await onDeployment(options, async ({ store }) => {
      const change = await muteSubject(subject, until, store);
      await print(`${muteWords(change, now).join('\n')}\n`);
      return options.off === true && change.before.mute?.by === 'tag' ? EXIT.unusable : EXIT.fine;
    });
  });
};

function durationIn(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined || duration === 0)
    throw new InvalidArgumentError('Expected a duration such as 90m, 4h or 2d.');
  return duration;
}

function timeIn(text: string): number {
  const time = parseDayOrTime(text);
  if (time === undefined)
    throw new InvalidArgumentError('Expected a time with its zone, such as 2026-12-01T18:00:00Z, or a day.');
  return time;
}
