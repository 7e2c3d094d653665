import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';

export const serviceRolePermissions: Cause = {
  id: 'service-role-permissions',
  title: 'the role of ECS itself lacks a right',
  group: 'roles',
  kind: 'doomed',
  supersedes: ['unknown-failed-to-start', 'role-assume'],
  explain(facts) {
    const signal = signalOf(facts, 'service-role');
    if (signal === undefined) return undefined;
    const { service } = namesOf(facts);
    const of = service === undefined ? 'the service' : `service ${service}`;
    const { access, problem } = signal;
    const role = access?.role;
    return {
      confidence: 'certain',
      summary:
        problem === 'trust'
          ? `ECS can no longer work on ${of}: the role it uses for that does not trust it, or does not exist.`
          : `ECS can no longer work on ${of}: ${role === undefined ? 'its role' : `role ${role}`} may not ${access?.action ?? 'do what is needed'}.`,
      quotes: [signal.quote],
      next:
        role === undefined || role.startsWith('AWSServiceRoleFor')
          ? 'Check that the service-linked role AWSServiceRoleForECS exists and that no policy of the organization denies it what it needs.'
          : `Attach AmazonEC2ContainerServiceRole to role ${role}, or let the service use the service-linked role AWSServiceRoleForECS.`,
      command: 'aws iam get-role --role-name AWSServiceRoleForECS --query Role.AssumeRolePolicyDocument',
    };
  },
};

export const page: CausePage = {
  meaning:
    'ECS works on a service with a role of its own: mostly the service-linked role `AWSServiceRoleForECS`, for volumes an infrastructure role. It registers targets, makes network interfaces and attaches volumes with it. That role lacks a right, does not trust ECS any more, or is gone.',
  impact: 'Tasks that run go on; ECS can neither register new ones nor take old ones out of the load balancer.',
  fix: [
    'See whether it exists: `aws iam get-role --role-name AWSServiceRoleForECS`; create it with `aws iam create-service-linked-role --aws-service-name ecs.amazonaws.com`.',
    'A service with a role of its own: attach `AmazonEC2ContainerServiceRole`; the trust policy must name `ecs.amazonaws.com`.',
    'Look for a denial in the service control policies of the organization.',
  ],
  confusedWith:
    '`role-assume`: a role that the task definition names. `elb-target-group-missing`: the role is fine, the target group is gone.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using-service-linked-roles.html'],
};
