import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';

export const subnetIpExhausted: Cause = {
  id: 'subnet-ip-exhausted',
  title: 'the subnet has no free address',
  group: 'network',
  kind: 'doomed',
  supersedes: [
    'eni-failed',
    'secret-other',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signals = currentSignals(facts, 'subnet-full');
    const signal = signals.find(({ weak }) => weak !== true) ?? signals[0];
    if (signal === undefined) return undefined;
    const subnet = signal.subnet ?? facts.stop?.subnet;
    const named = subnet ?? 'the subnet';
    return {
      confidence: signal.weak === true ? 'possible' : 'certain',
      summary:
        signal.weak === true
          ? `EC2 could not make the network interface in ${named}; the text is cut, mostly the subnet has no free address.`
          : `No address is free in ${named}, so the task gets no network interface.`,
      quotes: [signal.quote],
      next: `Give the service subnets with free addresses, or free some in ${named}.`,
      ...(subnet === undefined || !/^subnet-[0-9a-z]{4,40}$/.test(subnet)
        ? {}
        : {
            command: `aws ec2 describe-subnets --subnet-ids ${subnet} --query "Subnets[].[SubnetId,CidrBlock,AvailableIpAddressCount]"`,
          }),
    };
  },
};

export const page: CausePage = {
  meaning:
    'Every task with awsvpc, and so every Fargate task, takes one address of its subnet. The subnet has none left. Load balancers, Lambda functions and other services take addresses too.',
  impact: 'No more tasks start in this subnet, also none that should replace failing ones.',
  fix: [
    'Count: `aws ec2 describe-subnets --subnet-ids … --query "Subnets[].AvailableIpAddressCount"`.',
    'Add larger subnets to the network configuration of the service, if need be from a secondary CIDR block of the VPC.',
    'Stop tasks that are not needed; a crash loop holds addresses, since stopped tasks give them back only after a while.',
  ],
  confusedWith: '`eni-limit`: slots of an instance. `eni-failed`: EC2 refused for another reason.',
  links: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
  ],
};
