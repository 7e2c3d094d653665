import { Command } from 'commander';
import { withActionOptions } from './action-options';
import { changeBy } from './change-by';

export const scaleToZeroCommand = (): Command =>
  withActionOptions(
    new Command('scale-to-zero')
      .summary('put a service to zero, and remember what ran; AWS')
      .description(
        'Sets the desired count of a service to 0 and remembers what ran, Application Auto Scaling included, so that ' +
          'ecs-medic restore brings it back. Shows the plan and what each safeguard says, and asks.',
      ),
  ).action(changeBy('scale-to-zero'));
