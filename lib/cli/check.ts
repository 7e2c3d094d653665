import { Command, InvalidArgumentError, Option } from 'commander';
import { type CheckInput, checkFiles, definitionsIn } from '../app/check-files';
import type { CheckPorts } from '../app/check-ports';
import type { CheckReport } from '../app/check-report';
import type { CheckedDefinition } from '../domain/check/checked-definition';
import { FINDING_IDS, type FindingId } from '../domain/check/finding-id';
import { REGION } from '../domain/check/region';
import { nearestIds } from '../render/nearest-ids';
import { checkText } from '../render/terminal/check-text';
import { jsonLine } from '../render/terminal/harmless';
import { type BesideFiles, readBeside, readCheckInputs } from './check-inputs';
import { complain, EXIT, print } from './output';
import { colourOption } from './replay';
import { type ColourChoice, screenOf } from './terminal';

interface Options extends BesideFiles {
  readonly targetPort?: number;
  readonly region?: string;
  readonly live?: true;
  readonly strict?: true;
  readonly ignore?: readonly FindingId[];
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

export const checkCommand = (): Command =>
  new Command('check')
    .summary('check a task definition before its deployment; no AWS, save with --live')
    .description(
      'Checks task definitions before they are deployed: what would keep tasks from starting, or end them soon. Reads ' +
        'what `aws ecs describe-task-definition` prints and what `aws ecs register-task-definition --cli-input-json` ' +
        'takes; - is standard input.',
    )
    .argument('<file...>', 'files, or - for standard input')
    .option('--against <file>', 'the revision before, to find what was dropped')
    .option('--service <file>', 'the service, as DescribeServices answers: its load balancers name container and port')
    .option('--target-group <file>', 'its target groups, as DescribeTargetGroups answers')
    .addOption(new Option('--target-port <port>', 'the port that has to be mapped').argParser(portIn))
    .addOption(new Option('--region <region>', 'the AWS Region where it will run').argParser(regionIn))
    .option('--live', 'look up in AWS whether images, secrets, roles and log groups are there; read only')
    .addOption(
      new Option('--ignore <id>', 'leave out findings of this id; may be repeated').argParser<readonly FindingId[]>(
        (text, before) => [...(before ?? []), findingIn(text)],
      ),
    )
    .option('--strict', 'end with 1 for warnings too')
    .addOption(new Option('--format <format>', 'for people or for programs').choices(['text', 'json']).default('text'))
    .addOption(colourOption())
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing or warnings only, 1 errors (with --strict warnings too), 2 unusable input.',
    )
    .action(async (files: readonly string[], options: Options, command: Command) => {
      const paths = [...files, options.against, options.service, options.targetGroup];
      if (paths.filter((path) => path === '-').length > 1) command.error('error: standard input can be read once only');
      process.exitCode = await check(files, options);
    });

async function check(files: readonly string[], options: Options): Promise<number> {
  const { previous, problems, ...beside } = await readBeside(options);
  const inputs = await readCheckInputs(files);
  const wrong = [...problems, ...mismatches(inputs, previous, options)];
  if (wrong.length > 0) {
    for (const problem of wrong) complain(problem);
    return EXIT.unusable;
  }
  const { targetPort, region, live, ignore = [] } = options;
  const run = (ports?: CheckPorts): Promise<CheckReport> =>
    checkFiles({
      inputs,
      previous,
      context: {
        ...beside,
        ...(targetPort === undefined ? {} : { targetPort }),
        ...(region === undefined ? {} : { region }),
      },
      ignore: new Set(ignore),
      ...(ports === undefined ? {} : { ports }),
    });
  const report = live === true ? await withAccount(region, run) : await run();
  if (report === undefined) return EXIT.unusable;
  await tell(report, options);
  if (report.unusable.length > 0) return EXIT.unusable;
  const counted = report.errors + (options.strict === true ? report.warnings : 0);
  return counted > 0 ? EXIT.incidents : EXIT.fine;
}

/** What is beside the definitions has to belong to them: a service, a target group or a port to one, a revision to one family. */
function mismatches(inputs: readonly CheckInput[], previous: readonly CheckedDefinition[], options: Options): string[] {
  const definitions = inputs.flatMap(definitionsIn).flatMap((one) => ('checked' in one ? one.checked : []));
  const named = [
    ...(options.service === undefined ? [] : ['--service']),
    ...(options.targetGroup === undefined ? [] : ['--target-group']),
    ...(options.targetPort === undefined ? [] : ['--target-port']),
  ];
  const families = definitions.map(({ definition }) => definition.family);
  const strangers = previous.map(({ definition }) => definition.family).filter((family) => !families.includes(family));
  return [
    ...(definitions.length > 1
      ? named.map(
          (option) => `${option} belongs to one task definition, got ${definitions.length}: check them one by one`,
        )
      : []),
    ...(definitions.length > 0
      ? strangers.map((family) => `--against: expected a revision of ${families.join(' or ')}, got one of ${family}`)
      : []),
  ];
}

/** Undefined where there are no credentials; that is told. */
async function withAccount(
  region: string | undefined,
  run: (ports: CheckPorts) => Promise<CheckReport>,
): Promise<CheckReport | undefined> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const { openCheckAccount, refusalIn } = await import('../live-cli');
  try {
    return await run(await openCheckAccount(region));
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    complain(refusal);
    return undefined;
  }
}

async function tell(report: CheckReport, { format, color }: Options): Promise<void> {
  for (const { file, error } of report.unusable) complain(`${file === '-' ? 'standard input' : file}: ${error}`);
  if (format === 'json') return print(`${jsonLine(report)}\n`);
  const screen = screenOf(process.stdout, process.env, color);
  if (report.definitions.length > 0) await print(report.definitions.map((one) => checkText(screen, one)).join('\n'));
}

function portIn(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new InvalidArgumentError('Expected a port between 1 and 65535.');
  return port;
}

function regionIn(text: string): string {
  if (!REGION.test(text)) throw new InvalidArgumentError('Expected a Region such as eu-central-1.');
  return text;
}

function findingIn(text: string): FindingId {
  const id = FINDING_IDS.find((one) => one === text);
  if (id === undefined)
    throw new InvalidArgumentError(`Expected the id of a finding. Near: ${nearestIds(text, FINDING_IDS).join(', ')}.`);
  return id;
}
