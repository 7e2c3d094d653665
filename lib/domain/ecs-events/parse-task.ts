import { asArray, asInteger, asObject, asObjects, asText, defined, type JsonObject } from '../json';
import type { Container, Task } from '../stop';
import { parseTimestamp } from '../timestamp';
import { nameOfArn, parseEcsArn, parseTaskDefinitionArn } from './ecs-arn';
import { asArn, asName, plainName } from './plain-name';

/** AWS puts these into tasks by itself: GuardDuty, Service Connect, the Fargate supervisor, the network pause container. */
const INJECTED = /^(?:aws-guardduty-agent|ecs-service-connect-|aws-fargate-|~internal~)/;
const LONGEST_ARN = 1_024;
const LONGEST_IMAGE = 4_096;
const LONGEST_SHOWN = 120;

/** A task from an event's `detail` or from DescribeTasks; the reason why it is none otherwise. */
export function parseTask(detail: JsonObject): Task | { readonly problem: string } {
  const taskArn = asText(detail['taskArn']);
  if (taskArn === undefined)
    return { problem: `expected detail.taskArn to be a task's ARN, got ${shown(detail['taskArn'])}` };
  if (taskArn.length > LONGEST_ARN) return { problem: `detail.taskArn has ${taskArn.length} characters` };
  const arn = parseEcsArn(taskArn);
  if (arn?.resource !== 'task') return { problem: `expected detail.taskArn to be a task's ARN, got ${shown(taskArn)}` };
  const clusterArn = asArn(detail['clusterArn']);
  const clusterOfArn = asName(arn.cluster);
  const clusterOfDetail = asName(clusterArn === undefined ? undefined : nameOfArn(clusterArn));
  if (clusterOfArn !== undefined && clusterOfDetail !== undefined && clusterOfArn !== clusterOfDetail)
    return {
      problem: `detail.taskArn is of cluster ${clusterOfArn.slice(0, LONGEST_SHOWN)}, detail.clusterArn of ${clusterOfDetail.slice(0, LONGEST_SHOWN)}`,
    };

  const taskDefinitionArn = asArn(detail['taskDefinitionArn']);
  const group = asName(detail['group']);
  return defined({
    taskArn: plainName(taskArn, LONGEST_ARN),
    taskId: plainName(arn.name),
    cluster: clusterOfDetail ?? clusterOfArn ?? 'unknown',
    clusterArn,
    taskDefinitionArn,
    ...(taskDefinitionArn === undefined ? {} : familyAndRevision(taskDefinitionArn)),
    service: serviceOfGroup(group),
    group,
    startedBy: asName(detail['startedBy']),
    launchType: asName(detail['launchType']),
    capacityProvider: asName(detail['capacityProviderName']),
    lastStatus: asName(detail['lastStatus']),
    desiredStatus: asName(detail['desiredStatus']),
    stopCode: asName(detail['stopCode']),
    stoppedReason: asText(detail['stoppedReason']),
    containers: asObjects(detail['containers']).map(parseContainer),
    memory: megabytes(detail['memory']),
    cpu: asInteger(detail['cpu']),
    architecture: attribute(detail, 'ecs.cpu-architecture'),
    platformFamily: asName(detail['platformFamily']),
    availabilityZone: asName(detail['availabilityZone']),
    containerInstanceArn: asArn(detail['containerInstanceArn']),
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
  const name = asName(container['name']) ?? '(unnamed)';
  return defined({
    name,
    image: imageIn(container),
    lastStatus: asName(container['lastStatus']),
    exitCode: exitCode(container['exitCode']),
    reason: asText(container['reason']),
    injected: INJECTED.test(name),
    runtimeId: asName(container['runtimeId']),
  }) as Container;
}

/** ECS takes 255 characters; more of one is read, since it is in what is longer that a person errs. */
const imageIn = (container: JsonObject): string | undefined => {
  const image = asText(container['image']);
  return image === undefined ? undefined : plainName(image, LONGEST_IMAGE);
};

/** Only numbers count: a text is no exit code, and AWS sends none. Windows uses all 32 bits. */
const exitCode = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isInteger(value) && value >= -0x8000_0000 && value <= 0xffff_ffff
    ? value
    : undefined;

const version = (value: unknown): number | undefined => {
  const number = asInteger(value);
  return number !== undefined && number >= 0 ? number : undefined;
};

function familyAndRevision(taskDefinitionArn: string): { readonly family?: string; readonly revision?: number } {
  const { family, ...revision } = parseTaskDefinitionArn(taskDefinitionArn);
  return { ...defined({ family: asName(family) }), ...revision };
}

/** The service is what follows the first colon of `service:name`; anything else is a task that stands alone. */
const serviceOfGroup = (group: string | undefined): string | undefined =>
  group?.startsWith('service:') && group.length > 'service:'.length
    ? asText(group.slice('service:'.length))
    : undefined;

/** MiB: ECS sends `"512"`; `"0.5 GB"` and numbers are understood too. */
function megabytes(value: unknown): number | undefined {
  const whole = asInteger(value);
  if (whole !== undefined) return whole;
  const match = typeof value === 'string' ? /^\s*(\d{1,6}(?:\.\d{1,3})?)\s*GB\s*$/i.exec(value) : null;
  return match === null ? undefined : Math.round(Number(match[1]) * 1024);
}

const attribute = (detail: JsonObject, name: string): string | undefined =>
  asName(asObjects(detail['attributes']).find((one) => one['name'] === name)?.['value']);

function subnet(detail: JsonObject): string | undefined {
  const network = asObjects(detail['attachments']).find((attachment) =>
    /eni|ElasticNetworkInterface/i.test(asText(attachment['type']) ?? ''),
  );
  const pair = asArray(network?.['details'])
    .map(asObject)
    .find((one) => one?.['name'] === 'subnetId');
  return asName(pair?.['value']);
}

/** A value as a problem tells it: the beginning of a text, else its type. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  return typeof value === 'string' ? JSON.stringify(plainName(value, LONGEST_SHOWN)) : typeof value;
}
