import { accessRefusal } from '../access-refusal';
import { agentDetector } from '../agent-detector';
import type { Detector } from '../detector';

const PERMISSIONS =
  /IAM permissions policies have been misconfigured|IAM permissions? polic\w{1,5} .{0,40}misconfigured/i;
const TRUST =
  /IAM trust relationship has been misconfigured|unable to assume the service[- ]linked role|service[- ]linked role (?:exists|does not exist|is missing)/i;
const SCHEDULER_REFUSED =
  /assumed-role\/(?:AWSServiceRoleFor\w{1,40}|[\w+=,.@-]{1,128}\/(?:ecs-service-scheduler|ecs-task-scheduler|ECSNetworking\w{0,30}|ecs-infrastructure\w{0,30}|ECS\w{0,20}ManagedInstances)|[\w+=,.@-]{0,60}InfrastructureRole\/[\w+=,.@-]{1,64})[^\s]{0,80} is not authorized to perform/i;
const VALIDATION = /unable to assume role and validate/i;

/** The role with which ECS itself works on a service: registers targets, makes network interfaces, … */
export const serviceRole: Detector = agentDetector({
  id: 'service-role',
  reads: ['reason', 'message'],
  hints: ['misconfigured', 'service linked role', 'service-linked role', 'assumed-role/', 'assume role and validate'],
  find(text) {
    const trust = TRUST.exec(text) ?? VALIDATION.exec(text);
    if (trust !== null) return { detail: { kind: 'service-role', problem: 'trust' }, piece: trust[0] };
    const refused = SCHEDULER_REFUSED.exec(text);
    const permissions = refused ?? PERMISSIONS.exec(text);
    if (permissions === null) return undefined;
    return {
      detail: {
        kind: 'service-role',
        problem: 'permissions',
        ...(refused === null ? {} : { access: accessRefusal(text) }),
      },
      piece: permissions[0],
    };
  },
});
