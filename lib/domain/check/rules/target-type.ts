import { type CheckRule, isForFargate } from '../check-context';

/** Tasks with a network interface of their own are registered by address, not by instance. */
export const targetType: CheckRule = (checked, context) => {
  const ownsAddress = isForFargate(checked, context) || checked.definition.networkMode === 'awsvpc';
  return context.targetGroups.flatMap(({ arn, name, targetType: type }) => {
    if (!ownsAddress || type !== 'instance') return [];
    return [
      {
        id: 'target-type',
        severity: 'error',
        what: `The target group ${name ?? arn ?? '(unnamed)'} has the target type instance, and the network mode is awsvpc.`,
        why: 'Each task has an address of its own; ECS refuses to register it as an instance.',
        fix: 'Make a target group with the target type ip: the type of an existing one cannot be changed.',
        cause: 'elb-port-mismatch',
      },
    ];
  });
};
