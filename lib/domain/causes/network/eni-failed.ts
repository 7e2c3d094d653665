import { currentSignals } from '../../cross-checks/service-course';
import type { Cause, CausePage } from '../cause';

const DETAILS: readonly (readonly [RegExp, string, string])[] = [
  [
    /TagPolicy/i,
    'a tag policy of the organisation refuses its tags',
    'Let the tag policy allow network interfaces without the tags, or let the service propagate the tags that it demands.',
  ],
  [
    /SecurityGroupLimitExceeded/i,
    'it would have too many security groups',
    'Give the service at most five security groups, or ask for a higher quota.',
  ],
  [
    /InvalidGroup/i,
    'a security group of the service does not exist',
    'Correct the security groups in the network configuration of the service.',
  ],
  [
    /InvalidSubnet/i,
    'a subnet of the service does not exist',
    'Correct the subnets in the network configuration of the service.',
  ],
  [
    /Unauthorized|AccessDenied|not authorized/i,
    'a right is missing',
    'Restore the service-linked role AWSServiceRoleForECS and check service control policies.',
  ],
];

export const eniFailed: Cause = {
  id: 'eni-failed',
  title: 'the network interface could not be set up',
  group: 'network',
  kind: 'unknown',
  supersedes: [
    'secret-other',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = currentSignals(facts, 'network-interface').find(({ problem }) => problem === 'failed');
    if (signal === undefined) return undefined;
    const subnet = signal.subnet ?? facts.stop?.subnet;
    const detail = DETAILS.find(([pattern]) => pattern.test(signal.quote.text));
    return {
      confidence: 'certain',
      summary: `The network interface of the task could not be made or attached${subnet === undefined ? '' : ` in ${subnet}`}${detail === undefined ? '' : `: ${detail[1]}`}.`,
      quotes: [signal.quote],
      next:
        detail?.[2] ??
        'Look in CloudTrail for the failed EC2 call at that time; check free addresses of the subnet and the security groups of the service.',
      ...(subnet === undefined || !/^subnet-[0-9a-z]{4,40}$/.test(subnet)
        ? {}
        : {
            command: `aws ec2 describe-subnets --subnet-ids ${subnet} --query "Subnets[].[SubnetId,AvailableIpAddressCount]"`,
          }),
    };
  },
};

export const page: CausePage = {
  meaning:
    'With awsvpc and on Fargate every task gets a network interface of its own. EC2 refused to make, attach or tag it, or the agent could not configure it.',
  impact: 'The task does not start. If the network configuration is at fault, none will.',
  fix: [
    'CloudTrail, event name `CreateNetworkInterface`, shows the error code of EC2 in full.',
    'Subnet and security groups of the service must exist and belong to the same VPC: `aws ecs describe-services … --query "services[0].networkConfiguration"`.',
    'The service-linked role AWSServiceRoleForECS must not be restricted by tag policies or service control policies.',
    'A single failure on Fargate passes: ECS tries again.',
  ],
  confusedWith: '`subnet-ip-exhausted`: the text says that addresses lack. `eni-timeout`: it only took too long.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html',
  ],
};
