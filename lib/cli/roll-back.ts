import { Command } from 'commander';
import { withActionOptions } from './action-options';
import { changeBy } from './change-by';

export const rollBackCommand = (): Command =>
  withActionOptions(
    new Command('roll-back')
      .summary('stop the deployment that is under way, and go back; AWS')
      .description(
        'Stops the deployment of a service that is under way, so that ECS goes back to the revision before it. Where ' +
          'none is under way it prints the command that deploys the last good revision. Shows the plan and what each ' +
          'safeguard says, and asks.',
      ),
  ).action(changeBy('roll-back'));
