import { isRefusal } from '../access-refusal';
import { type AgentFinding, agentDetector } from '../agent-detector';
import { agentRefusal } from '../agent-refusal';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';
import { unreachedOf } from '../unreached';

const ECR_AUTH =
  /ecr registry auth|registry auth from Amazon ECR|ecr:GetAuthorizationToken|operation error ECR|\/\/api\.ecr\./i;
const REGISTRY_SECRET =
  /registry auth from asm|asm fetching (?:secret|authorization|username|password)[^.]{0,60}|asm resource: unable to find execution role credentials|container's registry auth data/i;
/** ECR answers 400 to a role that may not ask for a token; the rest of that text is often cut. */
const REFUSED_BY_STATUS = /GetAuthorizationToken.{0,80}StatusCode: 40[03]/i;

/** The login to a registry, which comes before any pull: the ECR API, or the secret of a private registry. */
export const registryAuth: Detector = agentDetector({
  id: 'registry-auth',
  reads: ['reason', 'message'],
  hints: ['registry auth', 'asm fetching', 'asm resource', 'operation error ecr'],
  find(text) {
    return ofSecret(text) ?? ofEcr(text);
  },
});

function ofSecret(text: string): AgentFinding | undefined {
  const piece = REGISTRY_SECRET.exec(text)?.[0];
  if (piece === undefined) return undefined;
  const answered =
    isRefusal(text) || /NotFoundException|malformed|empty (?:secrets )?value|empty response|invalid schema/i.test(text);
  const unreached = answered ? undefined : unreachedOf(text);
  const detail: SignalDetail =
    unreached === undefined
      ? { kind: 'image-pull', problem: 'registry-secret', ...(isRefusal(text) ? { access: agentRefusal(text) } : {}) }
      : { kind: 'secret', problem: 'network', store: 'secrets-manager', names: [], unreached };
  return { detail, piece };
}

function ofEcr(text: string): AgentFinding | undefined {
  const piece = ECR_AUTH.exec(text)?.[0];
  if (piece === undefined || /CannotPull/i.test(text)) return undefined;
  const common = { kind: 'image-pull', leg: 'ecr-api' } as const;
  if (isRefusal(text)) return { detail: { ...common, problem: 'unauthorized', access: agentRefusal(text) }, piece };
  const unreached = unreachedOf(text);
  if (unreached !== undefined) return { detail: { ...common, problem: 'network', unreached }, piece };
  if (REFUSED_BY_STATUS.test(text)) return { detail: { ...common, problem: 'unauthorized' }, piece };
  return { detail: { ...common, problem: 'unspecified' }, piece };
}
