import { containerWords } from '../../container-words';
import { isShellWord } from '../../cross-checks/shell-word';
import { regionOf } from '../../cross-checks/way-out';
import type { Facts } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { type FailedLogDriver, failedLogDriver } from './failed-log-driver';

export const logGroupMissing: Cause = {
  id: 'log-group-missing',
  title: 'the log group does not exist',
  group: 'logging',
  kind: 'doomed',
  supersedes: ['log-driver-other', 'unknown-failed-to-start'],
  explain(facts) {
    const failed = failedLogDriver(facts, ({ problem }) => problem === 'group-missing');
    if (failed === undefined) return undefined;
    const { signal, container, group, log } = failed;
    const region = log?.region ?? regionOf(facts);
    const named = group === undefined ? 'The log group of its awslogs options' : `Log group ${group}`;
    return {
      confidence: 'certain',
      summary: `${named} does not exist${region === undefined ? '' : ` in ${region}`}, so ${containerWords(container)} was not started.`,
      ...(group === undefined ? {} : { headline: `log group ${group} does not exist` }),
      quotes: [signal.quote],
      next: `Create ${group === undefined ? 'the log group' : `log group ${group}`}${region === undefined ? '' : ` in ${region}`}, or set awslogs-create-group to "true" and allow the execution role logs:CreateLogGroup.`,
      ...(isShellWord(group)
        ? {
            command: `aws logs create-log-group --log-group-name ${group}${region === undefined ? '' : ` --region ${region}`}`,
          }
        : {}),
      notes: notesOf(facts, failed),
    };
  },
};

function notesOf(facts: Facts, { log }: FailedLogDriver): readonly string[] {
  const home = regionOf(facts);
  const changed = facts.changes?.changes.find(({ field }) => field === 'log configuration');
  return [
    ...(log?.region !== undefined && home !== undefined && log.region !== home
      ? [`awslogs-region is ${log.region}, but the task runs in ${home}: the group may exist there and not here.`]
      : []),
    ...(changed === undefined
      ? []
      : [`The log configuration of ${changed.container} was ${changed.before ?? 'not set'} before.`]),
  ];
}

export const page: CausePage = {
  meaning:
    'The container logs to CloudWatch (`awslogs`), and the log group in its options does not exist in that region. ECS creates a stream in a group that is there; it creates the group only when told to.',
  impact: 'No container with these options starts, so no task of this revision does.',
  fix: [
    'Create it: `aws logs create-log-group --log-group-name GROUP --region REGION`.',
    'Or let the driver create it: option `awslogs-create-group: "true"` and `logs:CreateLogGroup` on the execution role (the managed policy does not have it).',
    'Check `awslogs-region`: the group may exist in another region.',
    'In CloudFormation or Terraform let the service depend on the group.',
  ],
  confusedWith:
    '`log-driver-access-denied`: the role may not create or write. `log-network`: CloudWatch Logs was not reached at all.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html'],
};
