import { Command, InvalidArgumentError, Option } from 'commander';
import { listDecisions } from '../app/list-decisions';
import { DEFAULT_ACTION_LIMITS } from '../domain/action/action-limits';
import { decisionsText } from '../render/terminal/decisions-text';
import { jsonLine } from '../render/terminal/harmless';
import { type Problem, type Target, targetOf } from './diagnose-target';
import { deploymentOptions, type LiveOptions, onDeployment } from './live-command';
import { EXIT, print } from './output';
import { parseDuration } from './parse-duration';
import { colourOption } from './replay';
import { type ColourChoice, screenOf } from './terminal';

interface Options extends LiveOptions {
  readonly cluster?: string;
  readonly service?: string;
  /** Milliseconds. */
  readonly since: number;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

export const decisionsCommand = (): Command => {
  const command: Command = new Command('decisions')
    .summary('what ecs-medic decided to do, would have done, or refused, and why; AWS')
    .description(
      'Lists what was decided about services that crash in a loop, about schedules, and by people: what was done, what ' +
        'would have been done, what a safeguard refused. Then what is held at zero, and what is latched. Only reads.',
    )
    .option('--cluster <name>', 'name or ARN of a cluster')
    .option('--service <name>', 'name or ARN of one service')
    .addOption(
      new Option('--since <duration>', 'how far back: 90m, 12h, 7d; at most 90 days are kept')
        .argParser(sinceOf)
        .default(7 * 86_400_000, '7d'),
    )
    .addOption(
      new Option('--format <format>', 'for people, or one JSON object').choices(['text', 'json']).default('text'),
    )
    .addOption(colourOption());
  for (const option of deploymentOptions()) command.addOption(option);
  command.addHelpText(
    'after',
    '\nExample: ecs-medic decisions --cluster production --since 24h\nExit codes: 0 fine, 2 it could not be read, or usage.',
  );
  return command.action(async (options: Options) => {
    const { cluster, service, region, format, color } = options;
    const isNamed = cluster !== undefined || service !== undefined;
    const target: Partial<Target> | Problem = isNamed ? targetOf(options) : {};
    if ('problem' in target) command.error(`error: ${target.problem}`);
    const named = region ?? target.region;
    process.exitCode = await onDeployment(
      { ...options, ...(named === undefined ? {} : { region: named }) },
      async ({ store, stack, region: where }) => {
        const since = Date.now() - options.since;
        const report = await listDecisions({ since, ...target }, store, DEFAULT_ACTION_LIMITS.latchAfter);
        if (format === 'json') await print(`${jsonLine({ since: new Date(since).toISOString(), ...report })}\n`);
        else {
          const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
          const screen = screenOf(process.stdout, process.env, color);
          await print(decisionsText(screen, { ...report, since, timeZone, region: where, stack }));
        }
        return EXIT.fine;
      },
    );
  });
};

function sinceOf(text: string): number {
  const duration = parseDuration(text);
  if (duration === undefined || duration === 0)
    throw new InvalidArgumentError('Expected a duration such as 90m, 12h or 7d.');
  return duration;
}
