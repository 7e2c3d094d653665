import type { Command } from 'commander';
import type { Subject } from '../domain/incident/subject';
import { targetOf } from './diagnose-target';
import { deploymentOptions, type LiveOptions } from './live-command';
import { colourOption } from './replay';
import type { ColourChoice } from './terminal';

/** What all commands that change a service have. */
export interface ActionOptions extends Omit<LiveOptions, 'stack'> {
  readonly cluster?: string;
  readonly service?: string;
  /** False: without the record of a deployed stack. */
  readonly stack?: string | false;
  readonly yes?: true;
  readonly dryRun?: true;
  readonly despiteSafeguards?: true;
  readonly color: ColourChoice;
}

const EXIT_CODES =
  'Exit codes: 0 done, or a dry run; 1 a safeguard or you refused it, or it did not end as planned; 2 it could not be tried, or nobody can say yet how it ended, or usage.';

/** A command with the options that all of them have. `isNew`: it begins something, and needs nothing remembered. */
export function withActionOptions(command: Command, { isNew = true } = {}): Command {
  command
    .option('--cluster <name>', 'name or ARN of the cluster')
    .option('--service <name>', 'name or ARN of the service')
    .option('--dry-run', 'show the plan and what the safeguards say, and change nothing')
    .option('--yes', 'do not ask');
  for (const option of deploymentOptions()) command.addOption(option);
  // After --stack: before it, commander would take the stack to be `true`.
  if (isNew)
    command
      .option('--despite-safeguards', 'go on although safeguards object that a person may overrule')
      .option('--no-stack', 'without the record of a deployed stack: nothing is remembered, you undo it yourself');
  const example = `ecs-medic ${command.name()} --cluster production --service orders-api --dry-run`;
  return command.addOption(colourOption()).addHelpText('after', `\nExample: ${example}\n${EXIT_CODES}`);
}

/** The service that the options name; a usage error where they name none. */
export function subjectOf(
  { cluster, service, region }: Pick<ActionOptions, 'cluster' | 'service' | 'region'>,
  command: Command,
): { readonly subject: Subject; readonly region?: string } {
  const target = targetOf({
    ...(cluster === undefined ? {} : { cluster }),
    ...(service === undefined ? {} : { service }),
    ...(region === undefined ? {} : { region }),
  });
  if ('problem' in target) command.error(`error: ${target.problem}`);
  if (target.service === undefined) command.error('error: expected --service NAME, or its ARN');
  return {
    subject: { kind: 'service', cluster: target.cluster, name: target.service },
    ...(target.region === undefined ? {} : { region: target.region }),
  };
}
