import type { CheckRule } from '../check-context';
import type { Finding } from '../finding';

/** Ports that tools give a target group when nobody chose one. ECS registers targets with ports of their own. */
const USUAL = [80, 443];

/** The ports of a target group, against what the definition maps. */
export const targetGroupPort: CheckRule = ({ containers }, { targetGroups, service }) => {
  const mapped = containers.flatMap(({ definition }) => definition.ports.map(({ containerPort }) => containerPort));
  return targetGroups.flatMap(({ arn, name, port, healthCheckPort }): readonly Finding[] => {
    const group = name ?? arn ?? '(unnamed)';
    const common = { id: 'target-group-port', severity: 'warning', cause: 'elb-port-mismatch' } as const;
    const asked = /^\d{1,5}$/.test(healthCheckPort ?? '') ? Number(healthCheckPort) : undefined;
    if (asked !== undefined && !mapped.includes(asked))
      return [
        {
          ...common,
          what: `The target group ${group} checks port ${asked}, which no container maps.`,
          why: 'If the application does not listen there, every check fails, and ECS replaces the tasks again and again.',
          fix: 'Set the health check port of the target group to traffic-port, or map the port.',
          ...(arn === undefined
            ? {}
            : {
                command: `aws elbv2 modify-target-group --target-group-arn ${arn} --health-check-port traffic-port`,
              }),
        },
      ];
    const isServed = service?.loadBalancers.some(
      (one) => one.targetGroupArn === arn && one.containerPort !== undefined,
    );
    if (port === undefined || isServed === true || USUAL.includes(port) || mapped.includes(port)) return [];
    return [
      {
        ...common,
        what: `The target group ${group} is for port ${port}, and the definition maps ${mapped.join(', ') || 'no port'}.`,
        why: 'ECS registers tasks with the containerPort of the service, which must be mapped. Two different numbers mostly mean that one was forgotten.',
        fix: `Map ${port}, if the application listens there; otherwise see that containerPort of the service is what the definition maps.`,
      },
    ];
  });
};
