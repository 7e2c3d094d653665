import {
  accepts,
  answersToChecks,
  checkedPlace,
  type LoadBalancerFailure,
  loadBalancerFailure,
} from '../../cross-checks/load-balancer-failure';
import { type Facts, namesOf } from '../../facts';
import type { Quote } from '../../text/passage';
import type { Cause, CausePage } from '../cause';
import { atStart, targetHealthCommand } from '../service/aws-commands';

export const elbHealthPath: Cause = {
  id: 'elb-health-path',
  title: 'the health check gets the wrong status code',
  group: 'health',
  kind: 'doomed',
  supersedes: [
    'elb-health-check-failed',
    'exit-killed-sigkill',
    'exit-sigterm',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const failure = loadBalancerFailure(facts);
    if (failure === undefined) return undefined;
    const answer = answerOf(facts, failure);
    if (answer === undefined) return undefined;
    const { container } = namesOf(facts);
    const matcher = failure.targetGroup?.matcher;
    return {
      confidence: answer.told ? 'certain' : 'likely',
      summary: `${atStart(container)} answers the load balancer's check (${checkedPlace(facts, failure)}) with ${answer.code}, and only ${matcher ?? 'the codes of the matcher, by default 200'} counts as healthy.`,
      quotes: answer.quotes,
      next: adviceFor(answer.code),
      ...targetHealthCommand(failure.targetGroup?.arn),
      chain: ['the health check fails', `the application answers ${answer.code}`],
    };
  },
};

interface Answer {
  readonly code: number;
  /** AWS names the code; else only the access log does. */
  readonly told: boolean;
  readonly quotes: readonly Quote[];
}

function answerOf(facts: Facts, { codes, quotes, targetGroup }: LoadBalancerFailure): Answer | undefined {
  if (codes.some((code) => code >= 500)) return undefined;
  const code = codes.find((one) => one >= 200 && one < 500);
  if (code !== undefined) return { code, told: true, quotes };
  const answers = answersToChecks(facts);
  if (answers.some(({ status }) => accepts(targetGroup?.matcher, status))) return undefined;
  const wrong = answers.find(({ status }) => status >= 200 && status < 500);
  return wrong && { code: wrong.status, told: false, quotes: [wrong.quote, ...quotes] };
}

function adviceFor(code: number): string {
  if (code === 400)
    return "Let the application accept the load balancer's Host header, which is the address of the task (ALLOWED_HOSTS in Django), on the health path.";
  if (code === 401 || code === 403)
    return 'Answer the health path without a login, or point the check at a path that needs none.';
  if (code >= 300 && code < 400)
    return `Point the check at a path that answers 200 without a redirect, or add ${code} to the matcher of the target group.`;
  if (code === 404) return 'Point the check at a path that exists, or add the route to the application.';
  return `Point the check at a path that answers 200, or add ${code} to the matcher of the target group.`;
}

export const page: CausePage = {
  meaning:
    'The application is up and answers, but with a status code that the target group does not accept: the path does not exist (404), redirects (301, 302, 307), wants a login (401, 403) or refuses the Host header (400).',
  impact: 'The task is killed although it works. The deployment never gets steady.',
  fix: [
    'Ask as the load balancer does: `curl -i -H "Host: 10.0.0.1" http://TASK-IP:PORT/PATH`.',
    'Change the path: `aws elbv2 modify-target-group --target-group-arn ARN --health-check-path /healthz`.',
    'Or accept the code: `aws elbv2 modify-target-group --target-group-arn ARN --matcher HttpCode=200-399`.',
    'Django, Rails and others check the Host header: allow the health path for any host.',
  ],
  confusedWith:
    '`elb-health-dependency`: codes from 500 on are the fault of the application or of what it depends on. `elb-port-mismatch`: no code at all, nothing answers.',
  links: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html',
  ],
};
