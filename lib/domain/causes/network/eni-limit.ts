import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';
import { instancesCommand } from '../service/aws-commands';

export const eniLimit: Cause = {
  id: 'eni-limit',
  title: 'no network interface left for the task',
  group: 'network',
  kind: 'doomed',
  supersedes: [
    'eni-failed',
    'placement-no-capacity',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'network-interface').find(({ problem }) => problem === 'limit');
    if (signal === undefined) return undefined;
    const account = /NetworkInterfaceLimitExceeded/i.test(signal.quote.text);
    return {
      confidence: 'certain',
      summary: account
        ? 'The account has reached its limit of network interfaces in this Region.'
        : 'No instance of the cluster has a network interface left for a task with awsvpc.',
      quotes: [signal.quote],
      next: account
        ? 'Ask for a higher quota of network interfaces per Region (Service Quotas, VPC).'
        : 'Switch on awsvpcTrunking and replace the instances, or use larger ones: each type has a fixed number of interfaces.',
      ...(account ? {} : instancesCommand(facts)),
    };
  },
};

export const page: CausePage = {
  meaning:
    'A task with awsvpc on EC2 takes one network interface of its instance. Small types have two or three, one of which is the instance’s own.',
  impact: 'No more tasks fit on the instances, however much CPU and memory is free.',
  fix: [
    'More interfaces: `aws ecs put-account-setting-default --name awsvpcTrunking --value enabled`, then launch new instances of a supported type.',
    'Larger or more instances.',
    'Bridge networking with dynamic host ports needs no interface per task.',
  ],
  confusedWith:
    '`placement-no-capacity`: CPU or memory is what lacks. `subnet-ip-exhausted`: addresses, not interfaces.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/container-instance-eni.html'],
};
