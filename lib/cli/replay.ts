import { Command, InvalidArgumentError, Option } from 'commander';
import { DEFAULT_TAIL } from '../app/rehearse';
import { durationOf } from '../render/words';
import { readInputs } from './input/read-inputs';
import { parseDuration } from './parse-duration';
import { replayInputs } from './replay-inputs';
import { REPLAY_FORMS, type ReplayForm, type Show } from './tell-recording';
import { type ColourChoice, screenOf } from './terminal';

interface Options {
  readonly format: ReplayForm;
  readonly show?: Show;
  /** Milliseconds. */
  readonly tail: number;
  readonly why?: true;
  readonly exitCode?: true;
  readonly writeTimeline?: string;
  readonly color: ColourChoice;
}

/** Shared by all commands that print text. */
export const colourOption = (): Option =>
  new Option('--color <when>', 'colour the text').choices(['auto', 'always', 'never']).default('auto');

export const replayCommand = (): Command =>
  new Command('replay')
    .summary('tell recorded events as the responder would; no AWS')
    .description(
      'Tells recorded events as the deployed responder would have told them: the alerts, and what became of each ' +
        'incident. Reads recordings, EventBridge ' +
        'events (also wrapped by SQS, SNS or Lambda), answers of DescribeTasks and DescribeServices; JSON or JSON ' +
        'lines, gzip too; whole folders; - is standard input.',
    )
    .argument('<file...>', 'files or folders, or - for standard input')
    .addOption(
      new Option(
        '--format <format>',
        'for people, or one JSON object a line; markdown, html, svg, json: the story of the service (--show timeline)',
      )
        .choices(REPLAY_FORMS)
        .default('text'),
    )
    .addOption(
      new Option(
        '--show <what>',
        'verdicts: the cause of each recording (default of jsonl); alerts, incidents: what would have been told and ' +
          'opened (text shows both); timeline: everything that happened, by its own time',
      ).choices(['verdicts', 'alerts', 'incidents', 'timeline']),
    )
    .addOption(
      new Option('--tail <duration>', 'how long to go on after the last event, so that incidents can end: 90s, 30m, 4h')
        .argParser(tailOf)
        .default(DEFAULT_TAIL, durationOf(DEFAULT_TAIL)),
    )
    .option('--why', 'explain step by step, with every signal, every candidate, and what could not be read')
    .option(
      '--write-timeline <folder>',
      'also write the story of each service there, as Markdown, as a page and as a picture',
    )
    .option('--exit-code', 'end with 1 when there is an incident')
    .addOption(colourOption())
    .addHelpText('after', '\nExit codes: 0 fine, 1 incidents (with --exit-code), 2 unusable input or usage.')
    .action(async (paths: readonly string[], options: Options, command: Command) => {
      const { format, show, tail, exitCode, writeTimeline, color } = options;
      const why = options.why === true;
      if (why && show !== undefined && show !== 'verdicts')
        command.error(`error: --why explains verdicts: it cannot be used with --show ${show}`);
      const isStory = format !== 'text' && format !== 'jsonl';
      if (isStory && (why || (show !== undefined && show !== 'timeline')))
        command.error(`error: --format ${format} tells the timeline: it goes with --show timeline alone`);
      const shown = show ?? (isStory ? 'timeline' : why ? 'verdicts' : undefined);
      process.exitCode = await replayInputs(readInputs(paths), {
        format,
        ...(shown === undefined ? {} : { show: shown }),
        tail,
        why,
        exitCode: exitCode === true,
        ...(writeTimeline === undefined ? {} : { timelineFolder: writeTimeline }),
        screen: screenOf(process.stdout, process.env, color),
      });
    });

function tailOf(text: string): number {
  const tail = parseDuration(text);
  if (tail === undefined) throw new InvalidArgumentError('Expected a duration such as 90s, 30m, 4h or 1h30m.');
  return tail;
}
