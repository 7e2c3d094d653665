import { type Facts, signalsOf } from '../facts';
import { valueIn } from '../read';
import type { SignalOf } from '../signals/signal';
import type { TargetGroup } from '../target-group';
import type { Quote } from '../text/passage';
import { currentSignals, serviceOf, type Trouble, troubleOf } from './service-course';

/** The load balancer does not find the task healthy: what it says, and where. */
export interface LoadBalancerFailure {
  readonly checks: readonly SignalOf<'health-check'>[];
  readonly quotes: readonly Quote[];
  /** Status codes that it got; empty where no text names one. */
  readonly codes: readonly number[];
  /** Where it checks, such as 8080; host ports that Docker chose are left out. */
  readonly port?: number;
  readonly timedOut: boolean;
  /** No text says that a check failed; the state of the targets does. */
  readonly silent?: Trouble;
  readonly targetGroup?: TargetGroup;
  /** Name of the target group, as far as any source tells. */
  readonly targetGroupName?: string;
}

const FIRST_EPHEMERAL_PORT = 32_768;

/** Undefined where the symptom is something else: a stop must itself say that the load balancer's check failed. */
export function loadBalancerFailure(facts: Facts): LoadBalancerFailure | undefined {
  const checks = currentSignals(facts, 'health-check').filter(
    ({ by, problem }) => by === 'elb' && problem !== 'target-group-missing' && problem !== 'target-missing',
  );
  const told = checks.filter(({ quote }) => quote.origin.kind !== 'target-health');
  const itself = facts.symptom.kind === 'stop' ? told.filter(({ quote }) => quote.origin.kind === 'task-reason') : told;
  const trouble = troubleOf(facts);
  const silent = trouble === 'tasks fail' ? undefined : trouble;
  if (itself.length === 0 && silent === undefined) return undefined;
  const targetGroup = valueIn(facts.evidence.targetGroups)?.[0];
  const name = checks.find((check) => check.targetGroup !== undefined)?.targetGroup ?? targetGroup?.name;
  const port = portOf(facts, checks);
  return {
    checks,
    quotes: checks.map(({ quote }) => quote).slice(0, 3),
    codes: checks.find(({ codes }) => codes !== undefined)?.codes ?? [],
    timedOut: checks.some(({ problem }) => problem === 'timeout'),
    ...(port === undefined ? {} : { port }),
    ...(itself.length > 0 || silent === undefined ? {} : { silent }),
    ...(targetGroup === undefined ? {} : { targetGroup }),
    ...(name === undefined ? {} : { targetGroupName: name }),
  };
}

function portOf(facts: Facts, checks: readonly SignalOf<'health-check'>[]): number | undefined {
  const port = checks.find((check) => check.port !== undefined)?.port;
  if (port === undefined) return undefined;
  const dynamic = valueIn(facts.evidence.definition)?.networkMode !== 'awsvpc' && port >= FIRST_EPHEMERAL_PORT;
  return dynamic ? undefined : port;
}

/** Answers of the application to the load balancer's own path, out of its access log; newest first. */
export function answersToChecks(facts: Facts): readonly SignalOf<'health-request'>[] {
  const path = valueIn(facts.evidence.targetGroups)?.[0]?.healthCheckPath;
  return signalsOf(facts, 'health-request').filter(
    (request) => /ELB-HealthChecker/i.test(request.quote.text) || (path !== undefined && request.path === path),
  );
}

/** Whether a matcher such as `200-299,301` accepts a status code. */
export const accepts = (matcher: string | undefined, status: number): boolean =>
  (matcher ?? '200').split(',').some((part) => {
    const [from, to = from] = part.split('-').map((one) => Number(one.trim()));
    return from !== undefined && to !== undefined && status >= from && status <= to;
  });

/** `tg-payments on port 8080`, as far as known. */
export function checkedPlace(facts: Facts, { targetGroupName, port, targetGroup }: LoadBalancerFailure): string {
  const group = targetGroupName === undefined ? 'the target group' : `target group ${targetGroupName}`;
  const path = targetGroup?.healthCheckPath;
  const mapped = port ?? serviceOf(facts)?.loadBalancers[0]?.containerPort;
  return `${group}${path === undefined ? '' : `, path ${path}`}${mapped === undefined ? '' : `, port ${mapped}`}`;
}
