import type { EnvironmentResponse } from '@aws-sdk/client-lambda';
import type { DoctorAction } from '../app/doctor-policy';
import type { DoctorPorts } from '../app/doctor-ports';
import type { DeployedAlarm, DeployedFunction } from '../domain/doctor/deployed-parts';
import type { DeploymentPlace } from '../domain/doctor/deployment-place';
import { defined } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { askForRead } from './ask-for-read';
import type { LazyClient } from './clients';
import type { CloudFormationClient } from './clients/cloudformation';
import { type CloudWatchClient, DescribeAlarmsCommand } from './clients/cloudwatch';
import type { DynamoDBClient } from './clients/dynamodb';
import { DescribeTableCommand } from './clients/dynamodb-description';
import { DescribeRuleCommand, type EventBridgeClient, ListTargetsByRuleCommand } from './clients/eventbridge';
import {
  GetEventSourceMappingCommand,
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  type LambdaClient,
} from './clients/lambda';
import { GetScheduleCommand, type SchedulerClient } from './clients/scheduler';
import type { SNSClient } from './clients/sns';
import { ListSubscriptionsByTopicCommand } from './clients/sns-subscriptions';
import type { SQSClient } from './clients/sqs';
import { GetQueueAttributesCommand } from './clients/sqs-dead-letters';
import { GetParameterCommand, type SSMClient } from './clients/ssm';
import { UnreadableItemError } from './item-form';
import { readDeployedStack } from './read-deployed-stack';
import { readMetricData } from './read-metric-data';
import type { Question } from './refusals';
import { tableStore } from './table-store';

export interface DoctorReadsOptions {
  readonly place: DeploymentPlace;
  readonly cloudFormation: Pick<CloudFormationClient, 'send'>;
  readonly cloudWatch: Pick<CloudWatchClient, 'send'>;
  readonly dynamodb: DynamoDBClient;
  readonly eventBridge: Pick<EventBridgeClient, 'send'>;
  readonly lambda: Pick<LambdaClient, 'send'>;
  readonly scheduler: Pick<SchedulerClient, 'send'>;
  readonly sns: Pick<SNSClient, 'send'>;
  readonly sqs: LazyClient<Pick<SQSClient, 'send'>>;
  readonly ssm: LazyClient<Pick<SSMClient, 'send'>>;
  readonly readSecret: DoctorPorts['readSecret'];
  readonly settingsOf: DoctorPorts['settingsOf'];
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** A question that the policy of an examination covers. */
interface Asked extends Question {
  readonly action: DoctorAction;
}

/** Whoever asks for more pages than this asks a broken endpoint. */
const MOST_PAGES = 100;
/** As many as DescribeAlarms takes by name. */
const ALARMS_AT_ONCE = 100;
const PENDING = /^(?:PendingConfirmation|pending confirmation)$/;
const DELETED = /^Deleted$/;

/** What an examination reads, for a person with credentials of their own. */
export function doctorReads(options: DoctorReadsOptions): DoctorPorts {
  const { place, cloudFormation, cloudWatch, dynamodb, eventBridge, lambda, scheduler, sns, sqs, ssm, now } = options;
  return {
    now,
    place,
    readSecret: options.readSecret,
    settingsOf: options.settingsOf,
    readStack: () => readDeployedStack(cloudFormation, place),

    readRule: (name) =>
      ask({ action: 'events:DescribeRule', about: `the rule ${name}` }, MISSING, async () => {
        const { State = 'of no state' } = await eventBridge.send(new DescribeRuleCommand({ Name: name }));
        const targets = await ask({ action: 'events:ListTargetsByRule', about: `the rule ${name}` }, {}, () =>
          allPages(async (NextToken) => {
            const { Targets = [], NextToken: next } = await eventBridge.send(
              new ListTargetsByRuleCommand({ Rule: name, ...(NextToken === undefined ? {} : { NextToken }) }),
            );
            return { items: Targets.flatMap(({ Arn }) => Arn ?? []), next };
          }),
        );
        return targets.state === 'unavailable' ? targets : known({ state: State, targets: targets.value });
      }),

    readQueue: (url) =>
      ask({ action: 'sqs:GetQueueAttributes', about: url }, MISSING, async () => {
        const { Attributes = {} } = await (await sqs()).send(
          new GetQueueAttributesCommand({
            QueueUrl: url,
            AttributeNames: [
              'QueueArn',
              'ApproximateNumberOfMessages',
              'ApproximateNumberOfMessagesNotVisible',
              'ApproximateNumberOfMessagesDelayed',
            ],
          }),
        );
        return known({
          arn: Attributes.QueueArn ?? '',
          waiting: Number(Attributes.ApproximateNumberOfMessages ?? 0),
          hidden: Number(Attributes.ApproximateNumberOfMessagesNotVisible ?? 0),
          delayed: Number(Attributes.ApproximateNumberOfMessagesDelayed ?? 0),
        });
      }),

    readFunction: (name) =>
      ask({ action: 'lambda:GetFunctionConfiguration', about: `the function ${name}` }, MISSING, async () => {
        const answer = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: name }));
        return known(
          defined({
            state: answer.State ?? 'of no state',
            stateReason: answer.StateReason,
            lastUpdate: answer.LastUpdateStatus ?? 'Successful',
            lastUpdateReason: answer.LastUpdateStatusReason,
            environment: environmentOf(answer.Environment),
          }),
        );
      }),

    readReservedConcurrency: (name) =>
      ask({ action: 'lambda:GetFunctionConcurrency', about: `the function ${name}` }, {}, async () => {
        const answer = await lambda.send(new GetFunctionConcurrencyCommand({ FunctionName: name }));
        return known(answer.ReservedConcurrentExecutions);
      }),

    readTrigger: (uuid) =>
      ask({ action: 'lambda:GetEventSourceMapping', about: `the mapping ${uuid}` }, MISSING, async () => {
        const answer = await lambda.send(new GetEventSourceMappingCommand({ UUID: uuid }));
        return known(defined({ state: answer.State ?? 'of no state', lastResult: answer.LastProcessingResult }));
      }),

    readSchedule: (name) =>
      ask({ action: 'scheduler:GetSchedule', about: `the schedule ${name}` }, MISSING, async () => {
        const answer = await scheduler.send(new GetScheduleCommand({ Name: name }));
        return known({ state: answer.State ?? 'of no state', expression: answer.ScheduleExpression ?? '' });
      }),

    readAlarms: (names) =>
      ask({ action: 'cloudwatch:DescribeAlarms', about: 'the alarms of the stack' }, {}, async () => {
        const alarms: DeployedAlarm[] = [];
        for (let start = 0; start < names.length; start += ALARMS_AT_ONCE) {
          const some = names.slice(start, start + ALARMS_AT_ONCE);
          const { MetricAlarms = [] } = await cloudWatch.send(
            new DescribeAlarmsCommand({ AlarmNames: [...some], MaxRecords: ALARMS_AT_ONCE }),
          );
          for (const alarm of MetricAlarms)
            alarms.push(
              defined({
                name: alarm.AlarmName ?? '',
                state: alarm.StateValue ?? 'of no state',
                reason: alarm.StateReason,
                description: alarm.AlarmDescription,
                since: alarm.StateTransitionedTimestamp?.getTime() ?? alarm.StateUpdatedTimestamp?.getTime(),
                actionsEnabled: alarm.ActionsEnabled !== false,
              }),
            );
        }
        return known(alarms);
      }),

    readTable: (name) =>
      ask({ action: 'dynamodb:DescribeTable', about: `the table ${name}` }, MISSING, async () => {
        const { Table } = await dynamodb.send(new DescribeTableCommand({ TableName: name }));
        const state = Table?.TableStatus ?? 'of no state';
        // An endpoint that tells no state of an index has made it with the table.
        const indexes = (Table?.GlobalSecondaryIndexes ?? []).map(
          ({ IndexName = '', IndexStatus = state }) => [IndexName, IndexStatus] as const,
        );
        return known({ state, indexes: new Map<string, string>(indexes) });
      }),

    readSubscriptions: (topicArn) =>
      ask({ action: 'sns:ListSubscriptionsByTopic', about: topicArn }, MISSING, () =>
        allPages(async (NextToken) => {
          const { Subscriptions = [], NextToken: next } = await sns.send(
            new ListSubscriptionsByTopicCommand({
              TopicArn: topicArn,
              ...(NextToken === undefined ? {} : { NextToken }),
            }),
          );
          const items = Subscriptions.filter(({ SubscriptionArn = '' }) => !DELETED.test(SubscriptionArn)).map(
            ({ SubscriptionArn = '', Protocol = '', Endpoint = '' }) => ({
              protocol: Protocol,
              endpoint: Endpoint,
              isConfirmed: !PENDING.test(SubscriptionArn),
            }),
          );
          return { items, next };
        }),
      ),

    readSwitch: (name) =>
      ask({ action: 'ssm:GetParameter', about: `the parameter ${name}` }, MISSING, async () => {
        const { Parameter } = await (await ssm()).send(new GetParameterCommand({ Name: name }));
        return known(Parameter?.Value ?? '');
      }),

    readMetrics: (series, since) =>
      ask({ action: 'cloudwatch:GetMetricData', about: 'what was counted' }, {}, async () =>
        known(await readMetricData(cloudWatch, { series, since, until: now(), deployment: place.stack })),
      ),

    readStore: (tableName, read) =>
      ask({ action: 'dynamodb:GetItem', about: `the table ${tableName}` }, {}, async () => {
        // Nothing is written, so that it does not matter how long anything is kept.
        const store = tableStore({ client: dynamodb, tableName, now, evidenceDays: 1 });
        try {
          return known(await read(store));
        } catch (error) {
          if (error instanceof UnreadableItemError) return unavailable(error.message);
          throw error;
        }
      }),
  };
}

/** Lambda answers without the variables where the caller may not use the key that they are encrypted with. */
function environmentOf({ Variables = {}, Error: error }: EnvironmentResponse = {}): DeployedFunction['environment'] {
  if (error === undefined) return known(Variables);
  const { ErrorCode = 'an error', Message = 'no message' } = error;
  return unavailable(`its settings could not be read: ${ErrorCode}: ${Message}`);
}

/** Errors that say that AWS knows no such thing. */
const MISSING: Readonly<Record<string, 'missing'>> = {
  ResourceNotFoundException: 'missing',
  ParameterNotFound: 'missing',
  QueueDoesNotExist: 'missing',
  'AWS.SimpleQueueService.NonExistentQueue': 'missing',
  NotFoundException: 'missing',
  NotFound: 'missing',
};

/** The same with the answers before the call, which is long here. */
const ask = <T, Answer = never>(
  question: Asked,
  answers: Readonly<Record<string, Answer>>,
  call: () => Promise<Read<T>>,
): Promise<Read<T | Answer>> => askForRead(question, call, answers);

/** What all pages of a list hold. */
async function allPages<T>(
  page: (token: string | undefined) => Promise<{ readonly items: readonly T[]; readonly next: string | undefined }>,
): Promise<Read<readonly T[]>> {
  const items: T[] = [];
  let token: string | undefined;
  for (let count = 0; count < MOST_PAGES; count += 1) {
    const answer = await page(token);
    items.push(...answer.items);
    token = answer.next;
    if (token === undefined || token === '') return known(items);
  }
  return unavailable(`the list had no end after ${MOST_PAGES} pages`);
}
