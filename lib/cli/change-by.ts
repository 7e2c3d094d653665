import type { Command } from 'commander';
import type { ActionKind } from '../domain/action/intent';
import { act } from './act';
import { type ActionOptions, subjectOf } from './action-options';
import { onWorld } from './on-world';
import { screenOf } from './terminal';

/** Why a restore cannot do without a deployed stack. */
export const WITHOUT_RECORD = 'only its record knows what ran before';

/** The action of a command that changes one service. */
export function changeBy(action: ActionKind) {
  return async (options: ActionOptions, command: Command): Promise<void> => {
    const { subject, region } = subjectOf(options, command);
    const { yes, dryRun, despiteSafeguards, color } = options;
    process.exitCode = await onWorld(
      { ...options, ...(region === undefined ? {} : { region }) },
      (world) =>
        act({ action, subject, despiteSafeguards: despiteSafeguards === true }, world, {
          screen: screenOf(process.stdout, process.env, color),
          yes: yes === true,
          dryRun: dryRun === true,
        }),
      action === 'restore' ? WITHOUT_RECORD : undefined,
    );
  };
}
