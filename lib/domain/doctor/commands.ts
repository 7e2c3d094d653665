import { shellWord } from '../cross-checks/shell-word';
import type { DeploymentPlace } from './deployment-place';

/** A command of the AWS CLI in the Region of the deployment. `words` are ready for the shell. */
export const awsCommand = ({ region }: DeploymentPlace, words: string): string =>
  `aws ${words} --region ${shellWord(region)}`;

/** A command of ours for the deployment. */
export const ownCommand = ({ stack, region }: DeploymentPlace, words: string): string =>
  `ecs-medic ${words} --stack ${shellWord(stack)} --region ${shellWord(region)}`;

/** Shows what a function has written lately that went wrong. */
export const logCommand = (place: DeploymentPlace, functionName: string): string =>
  awsCommand(
    place,
    `logs tail ${shellWord(`/aws/lambda/${functionName}`)} --since 1h --filter-pattern '?error ?ERROR ?timed'`,
  );
