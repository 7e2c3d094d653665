import { type CheckRule, sharesNetwork } from '../check-context';
import { snippetOf } from '../finding';

/** A host port that differs from the container's, where there is no host to map to. ECS refuses it. */
export const hostPort: CheckRule = (checked, context) => {
  if (!sharesNetwork(checked, context)) return [];
  return checked.containers.flatMap(({ definition: { name, ports } }) =>
    ports.flatMap(({ containerPort, hostPort: host }) => {
      if (host === undefined || host === 0 || host === containerPort) return [];
      return [
        {
          id: 'host-port-differs',
          severity: 'error' as const,
          container: name,
          what: `${name} maps port ${containerPort} to host port ${host}.`,
          why: 'With the network modes awsvpc and host nothing is mapped: ECS refuses two different ports. Clients ask the port on which the container listens.',
          fix: `Leave hostPort out, and set containerPort to the port on which the application listens.`,
          snippet: snippetOf({ portMappings: [{ containerPort, protocol: 'tcp' }] }),
        },
      ] as const;
    }),
  );
};
