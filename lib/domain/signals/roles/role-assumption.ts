import { agentDetector } from '../agent-detector';
import type { Detector } from '../detector';

const REFUSED =
  /unable to assume (?:the |a )?(?:configured |task |execution )?(?:ECS )?(Infrastructure )?(?:IAM )?role\b/i;
const ROLE = /\brole ['"‘’]?(?:arn:[^\s'"‘’]{0,120}?:role\/|arn:[^\s'"‘’/]{0,80}$)?([^\s'"‘’)]{1,512})/i;

/** ECS cannot assume a role that the task definition or the service names. */
export const roleAssumption: Detector = agentDetector({
  id: 'role-assumption',
  reads: ['reason', 'message'],
  hints: ['unable to assume'],
  find(text) {
    const refused = REFUSED.exec(text);
    if (refused === null || /service[- ]linked role/i.test(text)) return undefined;
    const role = ROLE.exec(text.slice(refused.index))?.[1];
    const named = role !== undefined && !/^(?:that|provided|was|and|for)$|[<>]/i.test(role);
    return {
      detail: {
        kind: 'role-assumption',
        ...(named ? { role: role.slice(role.lastIndexOf('/') + 1) } : {}),
        ...(refused[1] === undefined ? {} : { infrastructure: true as const }),
      },
      piece: refused[0],
    };
  },
});
