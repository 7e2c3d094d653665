import { Command, InvalidArgumentError, Option } from 'commander';
import { REGION } from '../domain/check/region';
import type { PreviewOptions } from './print-schedule-preview';
import { colourOption } from './replay';

export const scheduleCommand = (): Command => {
  const command = new Command('schedule')
    .summary('see what a schedule will do; no AWS, save with --service')
    .description('Shows what a schedule in the tag ecs-medic:schedule does before anything follows it.');
  const preview: Command = new Command('preview')
    .summary('the next changes of a schedule by its clock, and what it saves a month')
    .description(
      'Prints when a service will be put to sleep and woken next, by the clock of the schedule, with the nights on which ' +
        'that clock changes, and what sleeping saves a month. Takes the value of the tag, or reads the tags of a live ' +
        'service; with both, shows what the text would do to that service.',
    )
    .argument('[schedule]', 'such as "mon-fri 08:00-19:00 Europe/Berlin"')
    .option('--override <text>', 'the value of ecs-medic:schedule-override, such as "up until 2026-12-01 22:00"')
    .option(
      '--from <time>',
      'from when on: 2027-03-27, "2027-03-27 18:00" by the clock of the schedule, or with a zone',
    )
    .addOption(new Option('--count <number>', 'how many changes').argParser(numberIn(1, 366, true)).default(14))
    .option('--cluster <name>', 'name or ARN of the cluster of a live service')
    .option('--service <name>', 'name or ARN of the live service')
    .addOption(
      new Option('--cpu <vcpu>', 'vCPU of one task of Fargate, such as 0.25')
        .argParser(numberIn(0.25, 16, false))
        .conflicts('service'),
    )
    .addOption(
      new Option('--memory <gb>', 'GB of one task, such as 0.5')
        .argParser(numberIn(0.5, 120, false))
        .conflicts('service'),
    )
    .addOption(
      new Option('--tasks <number>', 'how many run while it is up (default: 1, or what runs now)').argParser(
        numberIn(1, 5000, true),
      ),
    )
    .addOption(new Option('--arm', 'tasks for ARM64').conflicts('service'))
    .addOption(new Option('--region <region>', 'AWS Region of the price, and of the service').argParser(regionIn))
    .option('--profile <name>', 'profile of the AWS configuration (default: AWS_PROFILE)')
    .addOption(
      new Option('--format <format>', 'for people, or one JSON object').choices(['text', 'json']).default('text'),
    )
    .addOption(colourOption())
    .exitOverride()
    .showHelpAfterError('(ecs-medic schedule preview --help shows how)')
    .addHelpText('after', '\nExit codes: 0 fine, 2 the schedule or the service cannot be read, or usage.')
    .action(async (text: string | undefined, options: PreviewOptions) => {
      // Loaded here, so that the other commands start without the time zones.
      const { printSchedulePreview } = await import('./print-schedule-preview');
      process.exitCode = await printSchedulePreview(text, options, (problem) => preview.error(`error: ${problem}`));
    });
  return command.addCommand(preview);
};

const numberIn =
  (least: number, most: number, whole: boolean) =>
  (text: string): number => {
    const number = /^\d{1,5}(?:\.\d{1,4})?$/.test(text) ? Number(text) : Number.NaN;
    if (!(number >= least && number <= most) || (whole && !Number.isInteger(number)))
      throw new InvalidArgumentError(`Expected a ${whole ? 'whole ' : ''}number from ${least} to ${most}.`);
    return number;
  };

function regionIn(text: string): string {
  if (!REGION.test(text)) throw new InvalidArgumentError('Expected an AWS Region such as eu-central-1.');
  return text;
}
