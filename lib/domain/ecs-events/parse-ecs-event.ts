import { asBoolean, asInteger, asObject, asText, asTexts, defined, type JsonObject } from '../json';
import { parseTimestamp } from '../timestamp';
import { nameOfArn, parseEcsArn } from './ecs-arn';
import type { EventHead, NotOurs, ParsedEvent, Unusable } from './ecs-event';
import { parseTask, shown } from './parse-task';
import { asArn, asName, plainName } from './plain-name';

/** Detail-types of 2026 that carry nothing ecs-medic acts on yet; they are counted. */
const COUNTED = new Set([
  'ECS Container Instance Health Change',
  'ECS Daemon Service Action',
  'ECS Daemon Deployment State Change',
  'ECS Hook State Change',
  'AWS API Call via CloudTrail',
]);
const ROLLING_BACK = /rolling back to (?:deployment(?:id)?\s+)?(ecs-svc\/\d{1,30})/i;

/** Any value → a typed ECS event, or what it is instead and why. Never throws. */
export function parseEcsEvent(value: unknown): ParsedEvent {
  const event = asObject(value);
  if (event === undefined) return unusable(`expected an EventBridge event, got ${shown(value)}`);
  const envelope = envelopeIn(event);
  if (envelope !== undefined)
    return unusable(`expected an EventBridge event, got ${envelope}: its rule must send the event as it is`);
  const detailType = asText(event['detail-type']);
  if (detailType === 'Encrypted Events')
    return unusable('EventBridge could not use the key of the event bus and sent it encrypted: decrypt it first');
  if (event['source'] !== 'aws.ecs')
    return notOurs(`its source is ${shown(event['source'])}, not "aws.ecs"`, false, false);
  if (detailType === undefined)
    return unusable('it has no detail-type: is an input transformer set on the EventBridge rule? Remove it.');
  if (COUNTED.has(detailType)) return notOurs(`${detailType} is counted, nothing else`, true);
  const detail = asObject(event['detail']);
  if (detail === undefined) return unusable(`expected detail to be an object, got ${shown(event['detail'])}`);
  const head = parseHead(event);
  switch (detailType) {
    case 'ECS Task State Change':
      return parseTaskStateChange(head, detail);
    case 'ECS Deployment State Change':
      return parseDeployment(head, event, detail);
    case 'ECS Service Action':
      return parseServiceAction(head, event, detail);
    case 'ECS Container Instance State Change':
      return parseContainerInstance(head, detail);
    default:
      return notOurs(`the detail-type ${shown(detailType)} is not known`, false);
  }
}

/** What stands around an event that came by another way than from its rule; undefined where nothing does. */
function envelopeIn(event: JsonObject): string | undefined {
  if (event['source'] !== undefined || event['detail-type'] !== undefined) return undefined;
  if (Array.isArray(event['Records'])) return 'a batch of records';
  if (asText(event['TopicArn']) !== undefined && event['Message'] !== undefined) return 'a notification of SNS';
  if (asObject(event['requestContext']) !== undefined && event['requestPayload'] !== undefined)
    return 'what Lambda sends to a destination';
  if (asText(event['messageId']) !== undefined && event['body'] !== undefined) return 'a message of SQS';
  return asObject(event['detail']) === undefined ? undefined : 'the output of an input transformer';
}

const parseHead = (event: JsonObject): EventHead =>
  defined({
    id: asName(event['id']),
    time: parseTimestamp(event['time']),
    account: asName(event['account']),
    region: asName(event['region']),
    replayed: asText(event['replay-name']) !== undefined,
  }) as EventHead;

function parseTaskStateChange(head: EventHead, detail: JsonObject): ParsedEvent {
  const task = parseTask(detail);
  return 'problem' in task ? unusable(task.problem) : { type: 'task', ...head, task };
}

function parseDeployment(head: EventHead, event: JsonObject, detail: JsonObject): ParsedEvent {
  const owner = serviceOf(event, detail);
  if (owner === undefined) return unusable('expected resources[0] to be the ARN of a service');
  const reason = asText(detail['reason']);
  return {
    type: 'deployment',
    ...head,
    ...owner,
    eventName: asName(detail['eventName']) ?? 'unknown',
    ...defined({
      eventType: asName(detail['eventType']),
      deploymentId: asName(detail['deploymentId']),
      reason,
      rollingBackTo: reason === undefined ? undefined : ROLLING_BACK.exec(reason)?.[1],
    }),
  };
}

function parseServiceAction(head: EventHead, event: JsonObject, detail: JsonObject): ParsedEvent {
  const owner = serviceOf(event, detail);
  if (owner === undefined) return unusable('expected resources[0] to be the ARN of a service, or detail.serviceName');
  return {
    type: 'service-action',
    ...head,
    ...owner,
    eventName: asName(detail['eventName']) ?? 'unknown',
    capacityProviders: asTexts(detail['capacityProviderArns']).map((arn) => plainName(nameOfArn(arn))),
    ...defined({
      eventType: asName(detail['eventType']),
      reason: asText(detail['reason']),
      desiredCount: asInteger(detail['desiredCount']),
    }),
  };
}

/** The ARN of `resources` decides; AWS sends `serviceName` after CreateService and `service` after UpdateService. */
function serviceOf(event: JsonObject, detail: JsonObject): { service: string; cluster?: string } | undefined {
  const arn = asTexts(event['resources'])
    .map(parseEcsArn)
    .find((one) => one?.resource === 'service');
  const service =
    asName(arn?.name) ?? named(detail['service']) ?? named(detail['serviceName']) ?? named(detail['serviceArn']);
  if (service === undefined) return undefined;
  const cluster = asName(arn?.cluster) ?? named(detail['clusterArn']);
  return { service, ...(cluster === undefined ? {} : { cluster }) };
}

const named = (value: unknown): string | undefined => {
  const text = asText(value);
  return text === undefined ? undefined : asName(nameOfArn(text));
};

function parseContainerInstance(head: EventHead, detail: JsonObject): ParsedEvent {
  const containerInstanceArn = asArn(detail['containerInstanceArn']);
  if (containerInstanceArn === undefined)
    return unusable(`expected detail.containerInstanceArn, got ${shown(detail['containerInstanceArn'])}`);
  return {
    type: 'container-instance',
    ...head,
    containerInstanceArn,
    cluster: named(detail['clusterArn']) ?? asName(parseEcsArn(containerInstanceArn)?.cluster) ?? 'unknown',
    ...defined({
      ec2InstanceId: asName(detail['ec2InstanceId']),
      status: asName(detail['status']),
      statusReason: asText(detail['statusReason']),
      agentConnected: asBoolean(detail['agentConnected']),
      version: asInteger(detail['version']),
    }),
  };
}

const notOurs = (because: string, expected: boolean, isOfEcs = true): NotOurs => ({
  type: 'not-ours',
  because,
  expected,
  isOfEcs,
});

export const unusable = (because: string): Unusable => ({ type: 'unusable', because });
