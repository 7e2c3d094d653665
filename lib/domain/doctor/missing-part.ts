import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeploymentPlace } from './deployment-place';
import type { Remark } from './part-health';

/** The stack names it, and AWS has none of that name. */
export const missingPart = (name: string, place: DeploymentPlace): Remark => ({
  state: 'failed',
  seen: `it is gone: the stack made ${name}, and AWS knows none of that name`,
  fix: 'Somebody deleted it past CloudFormation, and a new deployment does not bring it back: have CloudFormation list what is missing, then remove the stack and deploy it again. The table is kept when a stack is removed, and a new stack begins with an empty one.',
  commands: [awsCommand(place, `cloudformation detect-stack-drift --stack-name ${shellWord(place.stack)}`)],
});
