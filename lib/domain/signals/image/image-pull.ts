import { defined } from '../../json';
import { isRefusal } from '../access-refusal';
import { agentDetector } from '../agent-detector';
import { agentRefusal } from '../agent-refusal';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';
import { unreachedOf } from '../unreached';
import { pullProblem } from './pull-problem';
import { hostIn, imageIn, legOf, platformIn, statusIn } from './pulled-image';

const ABOUT_A_PULL =
  /CannotPull\w{0,30}|can['’]t pull the image|cannot pull '[^']{1,400}'|failed to resolve ref|descriptor matching platform|normalize image reference|pull access denied|no basic auth credentials|toomanyrequests|pull rate limit|manifest unknown|invalid reference format|perform: ecr:\w{1,60}|transition to pulled/i;

/** Why an image could not be pulled: all wordings of docker and containerd, of Fargate and the EC2 agent. */
export const imagePull: Detector = agentDetector({
  id: 'image-pull',
  reads: ['reason', 'message'],
  hints: [
    'cannotpull',
    't pull the image',
    'cannot pull',
    'resolve ref',
    'matching platform',
    'normalize image',
    'pull access denied',
    'no basic auth',
    'toomanyrequests',
    'pull rate limit',
    'manifest unknown',
    'invalid reference format',
    'perform: ecr:',
    'transition to pulled',
  ],
  find(text) {
    const about = ABOUT_A_PULL.exec(text);
    if (about === null || /secrets or registry auth/i.test(text)) return undefined;
    const found = pullProblem(text);
    if (found === undefined) return undefined;
    const failed = found.problem === 'network' || found.problem === 'host-unknown';
    return {
      detail: defined({
        kind: 'image-pull' as const,
        problem: found.problem,
        leg: legOf(text),
        image: imageIn(text),
        host: hostIn(text),
        unreached: failed ? unreachedOf(text) : undefined,
        status: statusIn(text),
        platform: found.problem === 'platform' ? platformIn(text) : undefined,
        access: isRefusal(text) ? agentRefusal(text) : undefined,
      }) as SignalDetail,
      piece: found.piece === '' ? about[0] : found.piece,
    };
  },
});
