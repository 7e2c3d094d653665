import { type CheckRule, sharesNetwork } from '../check-context';

/** The same port twice: on the network that containers share, or on the host. */
export const repeatedPort: CheckRule = (checked, context) => {
  const shared = sharesNetwork(checked, context);
  const seen = new Map<string, string>();
  return checked.containers.flatMap(({ definition: { name, ports } }) =>
    ports.flatMap(({ containerPort, hostPort, protocol }) => {
      const port = shared ? containerPort : hostPort;
      // 0 and none: any free port of the host.
      if (port === undefined || port === 0) return [];
      const key = `${port}/${protocol}`;
      const other = seen.get(key);
      seen.set(key, other ?? name);
      if (other === undefined) return [];
      return [
        {
          id: 'port-twice',
          severity: 'error' as const,
          container: name,
          what:
            other === name
              ? `${name} maps ${shared ? 'port' : 'the host port'} ${key} twice.`
              : `${other} and ${name} both map ${shared ? 'port' : 'the host port'} ${key}.`,
          why: shared
            ? 'The containers of the task share one network: only the first to listen gets the port, the other one stops.'
            : 'A port of the host can be given to one container only.',
          fix:
            other === name
              ? 'Remove one of the two.'
              : shared
                ? `Let ${name} listen on another port, or drop the mapping of the one that does not listen.`
                : 'Use hostPort 0 for any free port, behind a load balancer.',
          cause: 'exit-port-in-use' as const,
        },
      ] as const;
    }),
  );
};
