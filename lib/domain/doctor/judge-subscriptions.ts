import { shellWord } from '../cross-checks/shell-word';
import type { Read } from '../read';
import { counted } from '../text/counted';
import { awsCommand } from './commands';
import type { DeployedSubscription } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { judgeRead } from './judge-read';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

export interface TopicQuestion {
  readonly topicArn: string;
  /** ARN of the queue that must be subscribed; absent where none must be. */
  readonly queueArn?: Read<string>;
  /** ARN of the queue for what cannot be sent there. */
  readonly deadLettersArn?: Read<string>;
  /** What it means that nobody is subscribed; absent where that is well. */
  readonly nobody?: string;
  readonly parameter: 'AlertEmail' | 'AlarmEmail';
}

export function judgeSubscriptions(
  subscriptions: readonly DeployedSubscription[] | 'missing',
  { topicArn, queueArn, deadLettersArn, nobody, parameter }: TopicQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (subscriptions === 'missing') return [missingPart(topicArn, place)];
  const remarks: Remark[] = [];
  const confirmed = subscriptions.filter(({ isConfirmed }) => isConfirmed);
  if (queueArn !== undefined)
    remarks.push(
      ...judgeRead(queueArn, (arn) =>
        confirmed.some(({ endpoint }) => endpoint === arn) ? [] : [unsubscribed(topicArn, arn, deadLettersArn, place)],
      ),
    );
  for (const { protocol, endpoint } of subscriptions.filter(({ isConfirmed }) => !isConfirmed))
    remarks.push({
      state: 'failed',
      seen: `${maskedEndpoint(protocol, endpoint)} has not confirmed its subscription and gets nothing`,
      fix: 'Have the link in its mail “AWS Notification - Subscription Confirmation” opened; it is good for two days, and this sends a new one.',
      commands: [
        awsCommand(
          place,
          `sns subscribe --topic-arn ${topicArn} --protocol ${shellWord(protocol)} --notification-endpoint ${shellWord(endpoint)}`,
        ),
      ],
    });
  if (subscriptions.length === 0 && nobody !== undefined)
    remarks.push({ state: 'warning', seen: nobody, fix: `Set the parameter ${parameter} and deploy again.` });
  else if (confirmed.length > 0)
    remarks.push(
      ok(
        `${counted(confirmed.length, 'subscription')}: ${confirmed.map(({ protocol, endpoint }) => maskedEndpoint(protocol, endpoint)).join(', ')}`,
      ),
    );
  else if (remarks.length === 0) remarks.push(ok('nobody is subscribed'));
  return remarks;
}

function unsubscribed(
  topicArn: string,
  queueArn: string,
  deadLettersArn: Read<string> | undefined,
  place: DeploymentPlace,
): Remark {
  const attributes = {
    RawMessageDelivery: 'true',
    ...(deadLettersArn?.state === 'known'
      ? { RedrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLettersArn.value }) }
      : {}),
  };
  return {
    state: 'failed',
    seen: 'the queue deliveries is not subscribed, so nothing reaches Slack',
    fix: 'Subscribe it again.',
    commands: [
      awsCommand(
        place,
        `sns subscribe --topic-arn ${topicArn} --protocol sqs --notification-endpoint ${queueArn} --attributes '${JSON.stringify(attributes)}'`,
      ),
    ],
  };
}

/** What is shown is read on shared screens and in logs of pipelines: an address by its first letter and its domain. */
export function maskedEndpoint(protocol: string, endpoint: string): string {
  if (protocol.startsWith('email')) return `e-mail ${endpoint.replace(/^(.).*@/, '$1…@')}`;
  if (protocol.startsWith('http')) return `${protocol} ${/^https?:\/\/[^/?#]+/.exec(endpoint)?.[0] ?? ''}…`;
  if (protocol === 'sms') return `sms …${endpoint.slice(-3)}`;
  return `${protocol} ${endpoint.slice(endpoint.lastIndexOf(':') + 1)}`;
}
