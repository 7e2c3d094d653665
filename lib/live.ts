import { setTimeout as pauseFor } from 'node:timers/promises';
import type { SchedulePorts } from './app/apply-schedules';
import type { CarryOutPorts } from './app/carry-out';
import type { ChangePorts } from './app/change-request';
import type { ExplainPorts } from './app/explain-incidents';
import type { ChatPorts } from './app/ports';
import type { SweepPorts } from './app/sweep-services';
import type { DeliveryPorts } from './app/work-delivery';
import { actionCalls } from './aws/action-calls';
import { actionReads } from './aws/action-reads';
import {
  applicationAutoScalingClient,
  cloudWatchLogsClient,
  dynamodbClient,
  ecsClient,
  elasticLoadBalancingClient,
  secretsManagerClient,
  snsClient,
  sqsClient,
  ssmClient,
} from './aws/clients';
import { evidence } from './aws/evidence';
import { inventory } from './aws/inventory';
import { type MessagesOptions, messages } from './aws/messages';
import { metrics } from './aws/metrics';
import { secretPort } from './aws/secrets';
import { tableStore } from './aws/table-store';
import type { ActSettings } from './settings/act-settings';
import type { DeliverSettings } from './settings/deliver-settings';
import type { ExplainSettings } from './settings/explain-settings';
import type { RespondSettings } from './settings/respond-settings';
import type { SlackSettings } from './settings/slack-settings';
import type { StoreSettings } from './settings/store-settings';
import type { WatchSettings } from './settings/watch-settings';
import { slackChat } from './slack/slack-chat';

const now = Date.now;
const pause = async (milliseconds: number): Promise<void> => {
  await pauseFor(milliseconds);
};

const storeOf = ({ table, evidenceDays, deployment }: StoreSettings) => ({
  ...tableStore({ client: dynamodbClient(), tableName: table, now, evidenceDays }),
  ...metrics({ deployment, now }),
});

/** What a function that tells was set to. */
type Telling = Pick<ExplainSettings, 'alertsTopicArn' | 'timeZone'>;

type Queues = Pick<MessagesOptions, 'lookQueueUrl' | 'deliveryQueueUrl'>;

const messagesOf = ({ alertsTopicArn, timeZone }: Telling, queues: Queues = {}) =>
  messages({ sns: snsClient(), topicArn: alertsTopicArn, sqs: sqsClient(), timeZone, ...queues });

/** What respond-to-ecs-events works on. */
export const respondPorts = (settings: RespondSettings): CarryOutPorts => ({
  ...storeOf(settings),
  ...messagesOf(settings, { lookQueueUrl: settings.lookAgainQueueUrl }),
});

/** What explain-incidents works on. It asks for no looks and nudges nobody, so it knows no queue. */
export function explainPorts(settings: ExplainSettings): ExplainPorts {
  const store = storeOf(settings);
  return {
    ...store,
    ...messagesOf(settings),
    ...evidence({
      ecs: ecsClient(),
      elasticLoadBalancing: elasticLoadBalancingClient(),
      cloudWatchLogs: (region) => cloudWatchLogsClient(region === undefined ? {} : { region }),
      logGroups: settings.logGroups,
      report: store.report,
    }),
  };
}

/** What deliver-alerts works on. */
export const deliverPorts = (settings: DeliverSettings): DeliveryPorts => ({
  ...storeOf(settings),
  ...chatOf(settings.slack),
  pause,
});

/** What keep-watch works on. */
export const watchPorts = (settings: WatchSettings): SweepPorts => ({
  ...storeOf(settings),
  ...messagesOf(settings, {
    lookQueueUrl: settings.lookAgainQueueUrl,
    deliveryQueueUrl: settings.deliveriesQueueUrl,
  }),
  // The sweep keeps its own pace: a throttled call must reach it, not be tried again at once.
  ...inventory({
    ecs: ecsClient({ maxAttempts: 1 }),
    elasticLoadBalancing: elasticLoadBalancingClient({ maxAttempts: 1 }),
  }),
});

/** What act-on-incidents works on. */
export const actPorts = (settings: ActSettings): ChangePorts => actingPorts(settings, 'act-on-incidents');

/** What apply-schedules works on. */
export const schedulePorts = (settings: ActSettings): SchedulePorts => ({
  ...actingPorts(settings, 'apply-schedules'),
  ...inventory({
    ecs: ecsClient({ maxAttempts: 1 }),
    elasticLoadBalancing: elasticLoadBalancingClient({ maxAttempts: 1 }),
    role: 'apply-schedules',
  }),
});

function actingPorts(settings: ActSettings, role: string): ChangePorts {
  // A call that changes something is sent once: only a read can tell what one without an answer did.
  const once = { maxAttempts: 1, requestTimeout: 10_000 };
  return {
    ...storeOf(settings),
    ...messagesOf(settings),
    ...actionReads({
      ecs: ecsClient(),
      elasticLoadBalancing: elasticLoadBalancingClient(),
      applicationAutoScaling: applicationAutoScalingClient(),
      ssm: ssmClient(),
      switchName: settings.switchName,
      role,
    }),
    ...actionCalls({ ecs: ecsClient(once), applicationAutoScaling: applicationAutoScalingClient(once), role }),
    pause,
  };
}

function chatOf(slack: SlackSettings): ChatPorts {
  if (slack.mode === 'none')
    return slackChat({ mode: 'none', channel: '', secret: { readSecret: async () => NO_SECRET, forget() {} } });
  const secret = secretPort(slack.secret, { ssm: ssmClient(), secretsManager: secretsManagerClient() }, now);
  const channel = slack.mode === 'bot' ? slack.channel : '';
  return slackChat({
    mode: slack.mode,
    channel,
    secret,
    ...(slack.endpoint === undefined ? {} : { endpoint: slack.endpoint }),
  });
}

const NO_SECRET = { ok: false, retry: false, error: 'no Slack is configured' } as const;
