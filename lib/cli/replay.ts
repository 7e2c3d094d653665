import { Command, Option } from 'commander';
import { readInputs } from './input/read-inputs';
import { replayInputs } from './replay-inputs';
import { type ColourChoice, screenOf } from './terminal';

interface Options {
  readonly format: 'text' | 'jsonl';
  readonly why?: true;
  readonly exitCode?: true;
  readonly color: ColourChoice;
}

/** Shared by all commands that print text. */
export const colourOption = (): Option =>
  new Option('--color <when>', 'colour the text').choices(['auto', 'always', 'never']).default('auto');

export const replayCommand = (): Command =>
  new Command('replay')
    .summary('explain recorded events; no AWS')
    .description(
      'Explains recorded events as they would have been explained when they came. Reads recordings, EventBridge ' +
        'events (also wrapped by SQS, SNS or Lambda), answers of DescribeTasks and DescribeServices; JSON or JSON ' +
        'lines, gzip too; whole folders; - is standard input.',
    )
    .argument('<file...>', 'files or folders, or - for standard input')
    .addOption(
      new Option('--format <format>', 'for people, or one verdict a line').choices(['text', 'jsonl']).default('text'),
    )
    .option('--why', 'show every signal, every candidate, and what could not be read')
    .option('--exit-code', 'end with 1 when there is an incident')
    .addOption(colourOption())
    .addHelpText('after', '\nExit codes: 0 fine, 1 incidents (with --exit-code), 2 unusable input or usage.')
    .action(async (paths: readonly string[], { format, why, exitCode, color }: Options) => {
      process.exitCode = await replayInputs(readInputs(paths), {
        format,
        why: why === true,
        exitCode: exitCode === true,
        screen: screenOf(process.stdout, process.env, color),
      });
    });
