import { Command } from 'commander';
import { type RedriveReport, redrive } from '../app/redrive';
import { harmless } from '../render/terminal/harmless';
import { counted } from '../render/words';
import { deploymentOptions, type LiveOptions, onDeployment } from './live-command';
import { complain, EXIT, print } from './output';

interface Options extends LiveOptions {
  readonly dryRun?: true;
}

export const redriveCommand = (): Command => {
  const command = new Command('redrive')
    .summary('try again what was given up; AWS')
    .description(
      'Moves the messages of the dead-letter queues back to their queues, and has the deliveries that were given up ' +
        'tried again. Do it once the reason is gone: what fails again comes back.',
    )
    .option('--dry-run', 'only count them, and say why deliveries were given up');
  for (const option of deploymentOptions()) command.addOption(option);
  return command.action(async ({ dryRun, ...options }: Options) => {
    process.exitCode = await onDeployment(options, async (deployment, refusalIn) => {
      const reports = await redrive(deployment, { dryRun: dryRun === true });
      for (const report of reports) {
        if (report.error === undefined) await print(`${[lineOf(report), ...reasonsOf(report)].join('\n')}\n`);
        else {
          const refusal = refusalIn(report.error);
          if (refusal === undefined) throw report.error;
          complain(`${report.what}: ${refusal}`);
        }
      }
      return reports.some(({ error }) => error !== undefined) ? EXIT.unusable : EXIT.fine;
    });
  });
};

/** `  #alerts: 3 because of channel_not_found`; the newest hundred deliveries are asked. */
const reasonsOf = ({ reasons = [] }: RedriveReport): readonly string[] =>
  reasons.map(({ channel, because, count }) =>
    harmless(`  ${channel}: ${count.toLocaleString('en-US')}, because: ${because}`),
  );

/** `events: 3 messages, 3 moved back` */
function lineOf({ what, found, moved, isDone }: RedriveReport): string {
  const isQueue = what !== 'dead-deliveries';
  const head = isQueue
    ? `${what}: ${counted(found, 'dead message')}`
    : `deliveries to channels: ${found.toLocaleString('en-US')} given up`;
  if (moved === undefined) return head;
  if (!isQueue) return `${head}, tried again now`;
  return `${head}, ${moved.toLocaleString('en-US')} moved back${isDone ? '' : ' so far: SQS goes on by itself'}`;
}
