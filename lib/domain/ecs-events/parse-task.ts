import { asArray, asInteger, asObject, asObjects, asText, defined, type JsonObject } from '../json';
import type { Container, Task } from '../stop';
import { parseTimestamp } from '../timestamp';
import { nameOfArn, parseEcsArn, parseTaskDefinitionArn } from './ecs-arn';

/** AWS puts these into tasks by itself: GuardDuty, Service Connect, the Fargate supervisor, the network pause container. */
const INJECTED = /^(?:aws-guardduty-agent|ecs-service-connect-|aws-fargate-|~internal~)/;
const LONGEST_NAME = 512;

/** A task from an event's `detail` or from DescribeTasks; the reason why it is none otherwise. */
export function parseTask(detail: JsonObject): Task | { readonly problem: string } {
  const taskArn = asText(detail['taskArn']);
  if (taskArn === undefined)
    return { problem: `expected detail.taskArn to be a task's ARN, got ${shown(detail['taskArn'])}` };
  if (taskArn.length > LONGEST_NAME * 2) return { problem: `detail.taskArn has ${taskArn.length} characters` };
  const arn = parseEcsArn(taskArn);
  if (arn?.resource !== 'task') return { problem: `expected detail.taskArn to be a task's ARN, got ${shown(taskArn)}` };
  const clusterArn = asText(detail['clusterArn']);
  const clusterOfDetail = clusterArn === undefined ? undefined : nameOfArn(clusterArn).slice(0, LONGEST_NAME);
  if (arn.cluster !== undefined && clusterOfDetail !== undefined && arn.cluster !== clusterOfDetail)
    return { problem: `detail.taskArn is of cluster ${arn.cluster}, detail.clusterArn of ${clusterOfDetail}` };

  const taskDefinitionArn = asText(detail['taskDefinitionArn']);
  const group = asText(detail['group']);
  return defined({
    taskArn,
    taskId: arn.name,
    cluster: clusterOfDetail ?? arn.cluster ?? 'unknown',
    clusterArn,
    taskDefinitionArn,
    ...(taskDefinitionArn === undefined ? {} : parseTaskDefinitionArn(taskDefinitionArn)),
    service: serviceOfGroup(group),
    group,
    startedBy: asText(detail['startedBy']),
    launchType: asText(detail['launchType']),
    capacityProvider: asText(detail['capacityProviderName']),
    lastStatus: asText(detail['lastStatus']),
    desiredStatus: asText(detail['desiredStatus']),
    stopCode: asText(detail['stopCode']),
    stoppedReason: asText(detail['stoppedReason']),
    containers: asObjects(detail['containers']).map(parseContainer),
    memory: megabytes(detail['memory']),
    cpu: asInteger(detail['cpu']),
    architecture: attribute(detail, 'ecs.cpu-architecture'),
    availabilityZone: asText(detail['availabilityZone']),
    containerInstanceArn: asText(detail['containerInstanceArn']),
    version: version(detail['version']),
    createdAt: parseTimestamp(detail['createdAt']),
    pullStartedAt: parseTimestamp(detail['pullStartedAt']),
    pullStoppedAt: parseTimestamp(detail['pullStoppedAt']),
    startedAt: parseTimestamp(detail['startedAt']),
    stoppingAt: parseTimestamp(detail['stoppingAt']),
    executionStoppedAt: parseTimestamp(detail['executionStoppedAt']),
    stoppedAt: parseTimestamp(detail['stoppedAt']),
    subnet: subnet(detail),
  }) as Task;
}

function parseContainer(container: JsonObject): Container {
  const name = asText(container['name'])?.slice(0, LONGEST_NAME) ?? '(unnamed)';
  return defined({
    name,
    image: asText(container['image']),
    lastStatus: asText(container['lastStatus']),
    exitCode: exitCode(container['exitCode']),
    reason: asText(container['reason']),
    injected: INJECTED.test(name),
    runtimeId: asText(container['runtimeId']),
  }) as Container;
}

/** Only numbers count: a text is no exit code, and AWS sends none. Windows uses all 32 bits. */
const exitCode = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= -0x8000_0000 && value <= 0xffff_ffff
    ? value
    : undefined;

const version = (value: unknown): number | undefined => {
  const number = asInteger(value);
  return number !== undefined && number >= 0 ? number : undefined;
};

/** The service is what follows the first colon of `service:name`; anything else is a task that stands alone. */
const serviceOfGroup = (group: string | undefined): string | undefined =>
  group?.startsWith('service:') && group.length > 'service:'.length
    ? group.slice('service:'.length, LONGEST_NAME)
    : undefined;

/** MiB: ECS sends `"512"`; `"0.5 GB"` and numbers are understood too. */
function megabytes(value: unknown): number | undefined {
  const whole = asInteger(value);
  if (whole !== undefined) return whole;
  const match = typeof value === 'string' ? /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*GB\s*$/i.exec(value) : null;
  return match === null ? undefined : Math.round(Number(match[1]) * 1024);
}

const attribute = (detail: JsonObject, name: string): string | undefined =>
  asText(asObjects(detail['attributes']).find((one) => one['name'] === name)?.['value']);

function subnet(detail: JsonObject): string | undefined {
  const network = asObjects(detail['attachments']).find((attachment) =>
    /eni|ElasticNetworkInterface/i.test(String(attachment['type'])),
  );
  const pair = asArray(network?.['details'])
    .map(asObject)
    .find((one) => one?.['name'] === 'subnetId');
  return asText(pair?.['value']);
}

export const shown = (value: unknown): string =>
  value === undefined ? 'nothing' : (typeof value === 'string' ? JSON.stringify(value) : typeof value).slice(0, 120);
