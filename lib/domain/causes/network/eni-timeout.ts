import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';

export const eniTimeout: Cause = {
  id: 'eni-timeout',
  title: 'the network interface was not ready in time',
  group: 'network',
  kind: 'transient',
  supersedes: [
    'eni-failed',
    'aws-internal-error',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'network-interface').find(({ problem }) => problem === 'timeout');
    if (signal === undefined) return undefined;
    const subnet = signal.subnet ?? facts.stop?.subnet;
    return {
      confidence: 'certain',
      summary: `The network interface of the task was not ready in time${subnet === undefined ? '' : ` in ${subnet}`}.`,
      quotes: [signal.quote],
      next: 'Let ECS try again; if it comes back, look at EC2 API throttling in the account and, on EC2, at the ECS agent of the instance.',
    };
  },
};

export const page: CausePage = {
  meaning:
    'With awsvpc every task gets a network interface of its own. EC2 did not make or attach it within the time that ECS waits. Mostly this passes.',
  impact:
    'One task did not start; ECS starts another. Many at once mean that EC2 throttles the account or an instance is ill.',
  fix: [
    'Wait for the next attempt.',
    'EC2: restart the agent or replace the instance, if it is always the same one (`containerInstanceArn` of the stops).',
    'Look in CloudTrail for `RequestLimitExceeded` of `CreateNetworkInterface` and `AttachNetworkInterface`.',
  ],
  confusedWith:
    '`subnet-ip-exhausted`: EC2 answers at once that no address is free. `eni-limit`: the instance has no slot left.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-networking-awsvpc.html'],
};
