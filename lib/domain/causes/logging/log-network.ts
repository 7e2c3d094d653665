import { containerWords } from '../../container-words';
import { regionOf, wayOut } from '../../cross-checks/way-out';
import type { Cause, CausePage } from '../cause';
import { failedLogDriver, isCloudWatchUnreached } from './failed-log-driver';

export const logNetwork: Cause = {
  id: 'log-network',
  title: 'CloudWatch Logs cannot be reached',
  group: 'logging',
  kind: 'transient',
  supersedes: ['log-driver-other', 'unknown-failed-to-start'],
  explain(facts) {
    const failed = failedLogDriver(facts, isCloudWatchUnreached);
    if (failed === undefined) return undefined;
    const { signal, container, log } = failed;
    const region = log?.region ?? regionOf(facts) ?? 'REGION';
    const { next, note } = wayOut(facts, [`com.amazonaws.${region}.logs`]);
    return {
      confidence: 'certain',
      summary: `CloudWatch Logs${region === 'REGION' ? '' : ` in ${region}`} was not reached, so the log driver could not be set up and ${containerWords(container)} was not started.`,
      quotes: [signal.quote],
      next,
      notes: note === undefined ? [] : [note],
    };
  },
};

export const page: CausePage = {
  meaning:
    'Before a container starts, its `awslogs` driver is checked against CloudWatch Logs. The connection did not come about and the check was cut off (`signal: killed`): the subnet has no way to CloudWatch Logs.',
  impact: 'No new task starts in the subnets concerned. It heals only if the network does.',
  fix: [
    'Private subnet: a route to a NAT gateway, or the VPC endpoint `com.amazonaws.REGION.logs` with private DNS on and 443 open from the tasks.',
    'Public subnet: `assignPublicIp` ENABLED and a route to an internet gateway.',
    'Check `awslogs-region`: the endpoint of another region is out of reach without internet.',
  ],
  confusedWith:
    '`log-group-missing`: newer texts speak of a log group that cannot be found and of a connection issue in one breath; the connection is the cause. `image-pull-network`, `secret-network`: the same hole, noticed earlier.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html',
    'https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch-logs-and-interface-VPC.html',
  ],
};
