import { Command, Option } from 'commander';
import { doctorPolicy } from '../app/doctor-policy';
import { type ExaminationReport, examinationReport } from '../app/examination-report';
import { type Examination, examineDeployment } from '../app/examine-deployment';
import { examinationText } from '../render/terminal/examination-text';
import { jsonLine } from '../render/terminal/harmless';
import { deploymentOptions, type LiveOptions } from './live-command';
import { complain, EXIT, print } from './output';
import { colourOption } from './replay';
import { type ColourChoice, screenOf } from './terminal';

interface Options extends LiveOptions {
  readonly strict?: true;
  readonly printPolicy?: true;
  readonly format: 'text' | 'json';
  readonly color: ColourChoice;
}

export const doctorCommand = (): Command => {
  const command = new Command('doctor')
    .summary('say whether a deployed ecs-medic is itself well; AWS, read only')
    .description(
      'Examines a deployed ecs-medic: rules, queues, functions, schedules, Slack, e-mail, switch, table and alarms, and ' +
        'when each was last at work. Says of each part how it is, what was seen and what to do. Nothing is changed, and ' +
        'no secret is read. What may not be read is not checked, and is named with the IAM action that would allow it.',
    )
    .option('--strict', 'end with 1 for warnings too')
    .option('--print-policy', 'print the IAM policy with all that this command reads, and read nothing')
    .addOption(
      new Option('--format <format>', 'for people, or one JSON object').choices(['text', 'json']).default('text'),
    );
  for (const option of deploymentOptions()) command.addOption(option);
  return command
    .addOption(colourOption())
    .addHelpText(
      'after',
      '\nExit codes: 0 all is well (or warnings only), 1 something failed (with --strict warnings too), 2 something could not be checked.',
    )
    .action(async (options: Options) => {
      const { stack = `ecs-medic-${options.stage}`, region } = options;
      if (options.printPolicy === true)
        await print(`${JSON.stringify(doctorPolicy({ stack, region: region ?? '*' }), undefined, 2)}\n`);
      else process.exitCode = await examine(stack, options);
    });
};

async function examine(stack: string, { region, format, color, strict }: Options): Promise<number> {
  // The SDK warns of the oldest Node.js that we support; a person can do nothing about it here.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  // Loaded here, so that the offline commands know no SDK.
  const { openDoctor, refusalIn } = await import('../live-cli');
  let examination: Examination;
  let report: ExaminationReport;
  try {
    const ports = await openDoctor({ stack, ...(region === undefined ? {} : { region }) });
    examination = await examineDeployment(ports);
    if (examination.kind === 'problem') {
      complain(examination.sentence);
      return EXIT.unusable;
    }
    report = examinationReport(ports.place, examination.at, examination.parts);
  } catch (error) {
    const refusal = refusalIn(error);
    if (refusal === undefined) throw error;
    complain(refusal);
    return EXIT.unusable;
  }
  const screen = screenOf(process.stdout, process.env, color);
  await print(format === 'json' ? `${jsonLine(report)}\n` : examinationText(screen, report));
  return exitCodeOf(report, strict === true);
}

/** A failure counts more than what nobody could look at, and that more than a warning. */
function exitCodeOf({ counts }: ExaminationReport, isStrict: boolean): number {
  if (counts.failed > 0) return EXIT.incidents;
  if (counts['not-checked'] > 0) return EXIT.unusable;
  return isStrict && counts.warning > 0 ? EXIT.incidents : EXIT.fine;
}
