import type { CheckRule } from '../check-context';

/** Variables by which frameworks are told on which port to listen. */
const NAMES = /^(?:PORT|(?:APP|SERVER|HTTP|LISTEN|LISTENING|NODE|UVICORN|ASPNETCORE_HTTP)_PORTS?)$/;

/** The application is told to listen on a port, and the definition maps others. */
export const portVariable: CheckRule = ({ containers }) =>
  containers.flatMap(({ definition: { name, environment, ports } }) => {
    const mapped = ports.map(({ containerPort }) => containerPort);
    const told = environment.filter((one) => NAMES.test(one.name) && one.port !== undefined);
    const [first] = told;
    if (first === undefined || mapped.length === 0) return [];
    if (told.some(({ port }) => port !== undefined && mapped.includes(port))) return [];
    return [
      {
        id: 'port-variable',
        severity: 'warning',
        container: name,
        what: `${first.name} tells ${name} to listen on ${first.port}, and the definition maps ${mapped.join(', ')}.`,
        why: 'The load balancer is sent to a mapped port. If the application listens on the other one, its health checks fail.',
        fix: `Map ${first.port}, or set ${first.name} to ${mapped[0]}.`,
        cause: 'elb-port-mismatch',
      },
    ];
  });
