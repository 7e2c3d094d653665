import type { CheckRule } from '../check-context';

const LOCAL_URL = /(https?):\/\/(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::(\d{1,5}))?(?=[/\s"'?#|;&)]|$)/gi;

/** A health check that asks this machine for a port of which the definition knows nothing. */
export const healthCheckPort: CheckRule = ({ containers }) => {
  const mapped = containers.flatMap(({ definition }) => definition.ports.map(({ containerPort }) => containerPort));
  const told = containers.flatMap(({ definition }) => definition.environment.flatMap(({ port }) => port ?? []));
  return containers.flatMap(({ definition: { name, healthCheck, ports, command, entryPoint } }) => {
    if (healthCheck === undefined || ports.length === 0) return [];
    const words = [...entryPoint, ...command].join(' ');
    const asked = [...healthCheck.command.join(' ').matchAll(LOCAL_URL)].map(([, scheme = '', port]) =>
      port === undefined ? (scheme.toLowerCase() === 'https' ? 443 : 80) : Number(port),
    );
    const unknown = asked.filter(
      (port) => !mapped.includes(port) && !told.includes(port) && !new RegExp(`\\b${port}\\b`).test(words),
    );
    return [...new Set(unknown)].map((port) => ({
      id: 'health-check-port',
      severity: 'warning',
      container: name,
      what: `The health check of ${name} asks localhost for port ${port}, and the definition maps ${[...new Set(mapped)].join(', ')}.`,
      why: 'If nothing listens there, the container is called unhealthy and its task is replaced again and again.',
      fix: `Ask the port on which the application listens. If it is a port for checks only, pass --ignore health-check-port.`,
      cause: 'container-health-check-failed',
    }));
  });
};
