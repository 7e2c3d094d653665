import type { Command } from 'commander';
import { ecsMedic } from '../lib/cli/program';

/** Columns of the help texts, as wide as GitHub shows without a scroll bar. */
const WIDTH = 100;

/** Guides that say more of a command than its help. */
const GUIDES: Readonly<Record<string, string>> = {
  check: 'check.md',
  decisions: 'actions.md',
  diagnose: 'diagnose.md',
  doctor: 'doctor.md',
  mute: 'alerts.md',
  replay: '../events/README.md',
  restore: 'actions.md',
  'roll-back': 'actions.md',
  'scale-to-zero': 'actions.md',
  schedule: 'schedules.md',
  timeline: 'timeline.md',
  unlatch: 'actions.md',
};

/** The text of docs/cli.md: what each command says of itself. */
export function cliReference(guideExists: (file: string) => boolean): string {
  const program = ecsMedic('');
  const commands = program.commands.flatMap((command) => withSubcommands(command, ''));
  return [
    '# The commands',
    '',
    'Written by `npm run docs` from the commands themselves: `npx ecs-medic <command> --help` shows the same.',
    'Commands that read or change an AWS account take credentials and Region as the AWS CLI does (`AWS_PROFILE`,',
    '`AWS_REGION`), and an option before those.',
    '',
    '| command | what it does |',
    '|---|---|',
    ...commands.map(
      ({ name, command }) =>
        `| [\`${name}\`](#ecs-medic-${name.replaceAll(' ', '-')}) | ${cell(sentenceOf(command))} |`,
    ),
    ...commands.flatMap(({ name, command }) => {
      const guide = GUIDES[name.split(' ')[0] ?? ''];
      return [
        '',
        `## \`ecs-medic ${name}\``,
        '',
        '```text',
        helpOf(command),
        '```',
        ...(guide !== undefined && guideExists(guide) ? ['', `More: [${guide.replace('../', '')}](${guide}).`] : []),
      ];
    }),
    '',
  ].join('\n');
}

interface Named {
  readonly name: string;
  readonly command: Command;
}

/** A command that only has subcommands is shown by them. */
const withSubcommands = (command: Command, above: string): readonly Named[] => {
  const name = `${above}${command.name()}`;
  if (command.commands.length === 0) return [{ name, command }];
  return command.commands.flatMap((one) => withSubcommands(one, `${name} `));
};

const sentenceOf = (command: Command): string =>
  command.summary() || (command.description().split(/(?<=\.)\s/)[0] ?? '');

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** As `--help` prints it, with what stands after the options. */
function helpOf(command: Command): string {
  let text = '';
  command
    .configureOutput({
      writeOut: (piece) => {
        text += piece;
      },
      getOutHelpWidth: () => WIDTH,
      getOutHasColors: () => false,
    })
    .outputHelp();
  return text.trimEnd();
}
