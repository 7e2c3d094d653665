import type { CheckContext, CheckRule } from '../check-context';
import type { CheckedDefinition } from '../checked-definition';
import { type Finding, snippetOf } from '../finding';

/** The port that traffic goes to, and no container maps. */
export const loadBalancerPort: CheckRule = (checked, context) => [
  ...byService(checked, context),
  ...byOption(checked, context),
];

/** ECS refuses a service whose load balancer names a container or a port that the definition lacks. */
function byService({ containers }: CheckedDefinition, { service }: CheckContext): readonly Finding[] {
  return (service?.loadBalancers ?? []).flatMap(({ containerName, containerPort }): readonly Finding[] => {
    if (containerName === undefined || containerPort === undefined) return [];
    const container = containers.find(({ definition }) => definition.name === containerName)?.definition;
    const mapped = container?.ports.map((port) => port.containerPort) ?? [];
    if (mapped.includes(containerPort)) return [];
    const common = { id: 'port-not-mapped', severity: 'error', cause: 'elb-port-mismatch' } as const;
    const why = `ECS refuses to deploy it to the service ${service?.name}, whose load balancer needs that container and port.`;
    if (container === undefined)
      return [
        {
          ...common,
          what: `The load balancer of the service sends to container ${containerName}, and the definition has none of that name.`,
          why,
          fix: `Call the container ${containerName} again, or change containerName in the loadBalancers of the service.`,
        },
      ];
    return [
      {
        ...common,
        container: containerName,
        what: `The load balancer of the service sends to port ${containerPort} of ${containerName}, which maps ${portsOf(mapped)}.`,
        why,
        fix: `Map ${containerPort}, if the application listens there; otherwise change containerPort in the loadBalancers of the service.`,
        snippet: snippetOf({ portMappings: [{ containerPort, protocol: 'tcp' }] }),
      },
    ];
  });
}

function byOption({ containers }: CheckedDefinition, { targetPort }: CheckContext): readonly Finding[] {
  const mapped = containers.flatMap(({ definition }) => definition.ports.map(({ containerPort }) => containerPort));
  if (targetPort === undefined || mapped.includes(targetPort)) return [];
  return [
    {
      id: 'port-not-mapped',
      severity: 'error',
      what: `No container maps the target port ${targetPort}: the definition maps ${portsOf(mapped)}.`,
      why: 'The load balancer asks a port on which nothing answers: its health checks fail, and ECS replaces the tasks again and again.',
      fix: `Map ${targetPort} in the container that listens there, and name it in the loadBalancers of the service.`,
      snippet: snippetOf({ portMappings: [{ containerPort: targetPort, protocol: 'tcp' }] }),
      cause: 'elb-port-mismatch',
    },
  ];
}

const portsOf = (ports: readonly number[]): string => (ports.length === 0 ? 'no port' : [...new Set(ports)].join(', '));
