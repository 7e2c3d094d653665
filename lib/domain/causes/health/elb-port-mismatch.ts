import { loadBalancerFailure } from '../../cross-checks/load-balancer-failure';
import { type PortTriangle, placeOf, portTriangle } from '../../cross-checks/port-triangle';
import { type Facts, namesOf } from '../../facts';
import type { Cause, CausePage } from '../cause';

export const elbPortMismatch: Cause = {
  id: 'elb-port-mismatch',
  title: 'the application listens on another port than the load balancer checks',
  group: 'health',
  kind: 'doomed',
  supersedes: [
    'elb-health-check-failed',
    'elb-security-group',
    'exit-killed-sigkill',
    'exit-sigterm',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const failure = loadBalancerFailure(facts);
    // A status code comes from a process that listens there.
    if (failure === undefined || failure.codes.length > 0) return undefined;
    const triangle = portTriangle(facts);
    if (triangle.fault === undefined) return guessByVariable(facts, triangle);
    const first = triangle.listens[0];
    return {
      confidence: certainOf(triangle) ? 'certain' : 'likely',
      summary: summaryOf(facts, triangle),
      ...headlineOf(triangle),
      quotes: [...(first === undefined ? [] : [first.quote]), ...failure.quotes],
      next: nextOf(facts, triangle),
      chain: ['the health check fails', ...triangle.lines],
      notes: [...triangle.lines],
      ...(triangle.blames.length === 0 ? {} : { blames: triangle.blames }),
    };
  },
};

/** One port in the log, one in the mapping: log and definition together prove it. */
const certainOf = ({ fault, listens, mapped }: PortTriangle): boolean =>
  fault === 'mapping' && mapped.length === 1 && new Set(listens.map(({ port }) => port)).size === 1;

function summaryOf(facts: Facts, { fault, listens, mapped, checked }: PortTriangle): string {
  const { container } = namesOf(facts);
  const place = [...new Set(listens.map(placeOf))].join(' and ');
  switch (fault) {
    case 'loopback':
      return `${container} listens on ${place} only, inside its own network, where the load balancer cannot reach it.`;
    case 'target-type':
      return 'The tasks have addresses of their own (awsvpc), but the target group is of type instance, so its checks go to the instances.';
    case 'check':
      return `${container} listens on ${place} and the definition maps it, but the target group checks port ${checked.join(', ')}.`;
    default:
      return `${container} listens on ${place}, but the definition maps port ${mapped.join(', ')}, where nothing answers the load balancer.`;
  }
}

function headlineOf({ fault, listens, mapped, checked }: PortTriangle): { readonly headline?: string } {
  const port = listens[0]?.port;
  const asked = fault === 'check' ? checked[0] : mapped[0];
  return port === undefined || asked === undefined || port === asked
    ? {}
    : { headline: `the application listens on ${port}, the load balancer checks ${asked}` };
}

function nextOf(facts: Facts, { fault, listens, mapped }: PortTriangle): string {
  const { container, definition } = namesOf(facts);
  const port = listens[0]?.port ?? 'PORT';
  switch (fault) {
    case 'loopback':
      return `Let ${container} listen on 0.0.0.0:${mapped[0] ?? port} (an option or variable such as HOST) and deploy again.`;
    case 'target-type':
      return 'Create a target group of type ip and point the service at it.';
    case 'check':
      return `Set the health check port of the target group to traffic-port or ${port}.`;
    default:
      return `Set containerPort of ${container} in ${definition ?? 'the task definition'} and in the service's load balancer to ${port}, or let the application listen on ${mapped[0] ?? 'the mapped port'}.`;
  }
}

/** No log says where it listens, but a variable such as PORT does. */
function guessByVariable(facts: Facts, triangle: PortTriangle): ReturnType<Cause['explain']> {
  const variable = facts.containerDefinition?.environment.find(
    ({ name, port }) => port !== undefined && /^(?:(?:SERVER|APP|HTTP|LISTEN|WEB|NODE|API|SERVICE)_)?PORT$/.test(name),
  );
  const port = variable?.port;
  if (triangle.listens.length > 0 || variable === undefined || port === undefined) return undefined;
  if (triangle.mapped.length === 0 || triangle.mapped.includes(port)) return undefined;
  const { from } = facts.changes ?? {};
  const before = from?.containers
    .find(({ name }) => name === facts.containerDefinition?.name)
    ?.environment.find(({ name }) => name === variable.name)?.port;
  const moved = before !== undefined && triangle.mapped.includes(before);
  return {
    confidence: moved ? 'likely' : 'possible',
    summary: `The variable ${variable.name} says ${port}, but the definition maps port ${triangle.mapped.join(', ')}${moved ? `; revision ${from?.revision ?? 'before'} had ${before}` : ''}.`,
    quotes: loadBalancerFailure(facts)?.quotes ?? [],
    next: `Let ${variable.name} and containerPort name the same port.`,
    notes: triangle.lines,
  };
}

export const page: CausePage = {
  meaning:
    'Three places must name the same port: where the application listens, what the task definition maps, what the target group checks. One of them differs, or the application listens on 127.0.0.1, which nobody outside the task can reach.',
  impact: 'No task ever becomes healthy. ECS starts and kills tasks for ever; clients get 502 or 503.',
  fix: [
    'Read the three lines of the diagnosis and change the one that differs from the other two.',
    'Applications behind a load balancer must listen on `0.0.0.0` (`HOST=0.0.0.0`, `--host 0.0.0.0`, `-b 0.0.0.0:8080`), not on `localhost`.',
    '`containerPort` stands in two places: in the port mappings of the task definition and in `loadBalancers` of the service.',
    'With `awsvpc` the target group must be of type `ip`; the type cannot be changed, so make a new one.',
  ],
  confusedWith:
    '`elb-security-group`: ports agree, and the check times out. `elb-health-path`: something answers, with the wrong status code. `exit-port-in-use`: the application could not listen at all.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
    'https://repost.aws/knowledge-center/troubleshoot-unhealthy-checks-ecs',
  ],
};
