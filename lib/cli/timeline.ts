import { Command, InvalidArgumentError, Option } from 'commander';
import { TIME_ZONE } from '../settings/time-zone';
import { deploymentOptions, type LiveOptions } from './live-command';
import { parseDuration } from './parse-duration';
import { colourOption } from './replay';
import { type ColourChoice, screenOf } from './terminal';
import { TIMELINE_FORMS, type TimelineForm } from './timeline-form';
import { liveTimeline, recordedTimeline, storedTimeline } from './timeline-sources';

interface Options extends LiveOptions {
  readonly cluster?: string;
  readonly service?: string;
  /** Milliseconds. */
  readonly since?: number;
  readonly all?: true;
  readonly format: TimelineForm;
  readonly timeZone: string;
  readonly output?: string;
  readonly recording?: string;
  readonly live?: true;
  readonly profile?: string;
  readonly color: ColourChoice;
}

export const timelineCommand = (): Command => {
  const command = new Command('timeline')
    .summary('tell what happened, from deploy to recovery; AWS, a recording, or a service as it is now')
    .description(
      'Tells the story of an incident, or of a service: what was deployed, what stopped and why, who was told, what was ' +
        'done, how it recovered. Lists the incidents where none is named. Reads what the deployed responder wrote down; ' +
        'with --recording a file, offline; with --live what ECS still knows of a service, with nothing deployed. Only reads.',
    )
    .argument('[incident]', 'id of an incident, such as production/orders-api#3')
    .option('--cluster <name>', 'name of the cluster')
    .option('--service <name>', 'name of a service: its whole story; a family of lone tasks is family:NAME')
    .addOption(
      new Option('--since <duration>', 'how far back: 90m, 12h, 7d (default: 7d, of a recording all)').argParser(
        sinceOf,
      ),
    )
    .option('--all', 'everything, not only the story of at most 25 lines')
    .addOption(new Option('--format <format>', 'form of the story').choices(TIMELINE_FORMS).default('text'))
    .addOption(
      new Option('--time-zone <zone>', 'time zone of the clock times, such as Europe/Berlin')
        .argParser(zoneOf)
        .default('UTC'),
    )
    .option('--output <file>', 'write it to a file')
    .option('--recording <file>', 'tell the story of a recording; - is standard input')
    .addOption(
      new Option('--live', 'tell what ECS says of a service now, with nothing deployed').conflicts('recording'),
    )
    .option('--profile <name>', 'profile of the AWS configuration (default: AWS_PROFILE)')
    .addOption(colourOption());
  for (const option of deploymentOptions()) command.addOption(option);
  return command
    .addHelpText('after', '\nExit codes: 0 fine, 2 there is no such incident, nothing can be read, or usage.')
    .action(async (incident: string | undefined, options: Options) => {
      if (incident !== undefined && !/^[^#]+\/[^#]+#[1-9]\d{0,8}$/.test(incident))
        command.error(`error: expected an incident such as production/orders-api#3, got ${incident}`);
      if (incident !== undefined && (options.service !== undefined || options.live === true))
        command.error('error: an incident is named by its id alone: without --service and --live');
      if (options.service !== undefined && options.cluster === undefined && options.recording === undefined)
        command.error('error: --service needs --cluster');
      if (options.live === true && options.service === undefined)
        command.error('error: --live needs --cluster and --service');
      if (options.profile !== undefined) process.env['AWS_PROFILE'] = options.profile;
      const { all, ...rest } = options;
      const question = {
        ...rest,
        ...(incident === undefined ? {} : { incident }),
        all: all === true,
        screen: screenOf(options.output === undefined ? process.stdout : {}, process.env, options.color),
        now: Date.now(),
      };
      if (options.live === true) process.exitCode = await liveTimeline(question);
      else if (options.recording !== undefined) process.exitCode = await recordedTimeline(question, options.recording);
      else process.exitCode = await storedTimeline(question, options);
    });
};

function sinceOf(text: string): number {
  const since = parseDuration(text);
  if (since === undefined || since === 0) throw new InvalidArgumentError('Expected a duration such as 90m, 12h or 7d.');
  return since;
}

function zoneOf(text: string): string {
  const zone = TIME_ZONE.parse(text);
  if (zone === undefined) throw new InvalidArgumentError(`Expected ${TIME_ZONE.accepts}.`);
  return zone;
}
