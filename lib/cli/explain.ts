import { Command, Option } from 'commander';
import { explainWords } from './explain-words';
import { EXIT } from './output';
import { colourOption } from './replay';
import { type ColourChoice, screenOf } from './terminal';

interface Options {
  readonly format: 'text' | 'json';
  readonly why?: true;
  readonly color: ColourChoice;
}

export const explainCommand = (): Command =>
  new Command('explain')
    .summary('explain a pasted error, or show the page of a cause; no AWS')
    .description(
      'Explains a reason of ECS, a message of a service or a log, given as arguments or on standard input; also a ' +
        'pasted event, recording, or answer of DescribeTasks or DescribeServices. The id of a cause shows its page; ' +
        'nothing at all lists the causes.',
    )
    .argument('[text...]', 'the text, the id of a cause, or - for standard input')
    .addOption(new Option('--format <format>', 'for people or for programs').choices(['text', 'json']).default('text'))
    .option('--why', 'show every signal and every candidate')
    .addOption(colourOption())
    .action(async (words: readonly string[], { format, why, color }: Options) => {
      const screen = screenOf(process.stdout, process.env, color);
      process.exitCode = (await explainWords(words, { format, why: why === true, screen })) ?? EXIT.fine;
    });
