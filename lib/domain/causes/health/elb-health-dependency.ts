import { answersToChecks, checkedPlace, loadBalancerFailure } from '../../cross-checks/load-balancer-failure';
import { namesOf, signalOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { atStart, messagesCommand } from '../service/aws-commands';

export const elbHealthDependency: Cause = {
  id: 'elb-health-dependency',
  title: 'the application answers the health check with an error',
  group: 'health',
  kind: 'transient',
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
    const told = failure.codes.find((code) => code >= 500);
    const answers = failure.codes.length > 0 ? [] : answersToChecks(facts);
    const logged = answers.some(({ status }) => status < 400) ? undefined : answers.find(({ status }) => status >= 500);
    const code = told ?? logged?.status;
    if (code === undefined) return undefined;
    const { container } = namesOf(facts);
    const unreachable = signalOf(facts, 'unreachable');
    const behind = unreachable?.product ?? unreachable?.host;
    return {
      confidence: told === undefined ? 'likely' : 'certain',
      summary: `${atStart(container)} answers the load balancer's check (${checkedPlace(facts, failure)}) with ${code}${behind === undefined ? '' : `; its log says that it does not reach ${behind}`}.`,
      quotes: [
        ...(logged === undefined ? [] : [logged.quote]),
        ...failure.quotes,
        ...(unreachable === undefined ? [] : [unreachable.quote]),
      ],
      next: `Read the log of ${container} for the error behind the ${code}, and check what the health path depends on: database, cache, other services.`,
      ...messagesCommand(facts),
      chain: [
        'the health check fails',
        `the application answers ${code}`,
        ...(behind === undefined ? [] : [`${behind} is not reached`]),
      ],
    };
  },
};

export const page: CausePage = {
  meaning:
    'The application is reached and answers with a code from 500 on: it fails itself, or something that its health path asks (database, cache, another service) does.',
  impact:
    'ECS kills tasks that could serve again as soon as the dependency is back. If all tasks share the dependency, all of them go at once.',
  fix: [
    'Read the log of the container at the time of the check; the error behind the code stands there.',
    'Check the dependency: is the database up, does its security group allow the tasks, are the credentials right?',
    'Let the health path of the load balancer tell only whether the process serves; watch dependencies with an alarm instead.',
    '502 and 504 come from a proxy inside the task (nginx, Envoy): look at the container behind it.',
  ],
  confusedWith:
    '`elb-health-path`: codes below 500 are a matter of path, host or login. `exit-dependency-unreachable`: there the process itself gave up.',
  links: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html',
    'https://aws.amazon.com/builders-library/implementing-health-checks/',
  ],
};
