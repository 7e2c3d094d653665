import { asArray, asObject, asObjects, asText, type JsonObject } from '../../../lib/domain/json';
import { parseTimestamp } from '../../../lib/domain/timestamp';
import { type AwsCall, nameOf } from './aws-call';
import type { CannedAnswer } from './fault-proxy';

/**
 * The account of a recording, as ECS and Elastic Load Balancing would tell of it at a time. Of what the recording has
 * no part, it says nothing, and the emulator's own answer stands.
 */
export function recordedAccount(recording: JsonObject, now: () => number): (call: AwsCall) => CannedAnswer | undefined {
  const part = (name: string): JsonObject[] => latest(asObjects(recording[name]), now());

  const find = (parts: readonly JsonObject[], name: string, asked: unknown): readonly JsonObject[] =>
    asArray(asked)
      .map((arn) => parts.find((one) => one[name] === arn))
      .filter((one) => one !== undefined);

  const answers: Readonly<Record<string, { needs: string; answer(call: AwsCall): CannedAnswer }>> = {
    'ecs:ListClusters': {
      needs: 'services',
      answer: () =>
        ok({ clusterArns: [...new Set(part('services').flatMap((one) => asText(one['clusterArn']) ?? []))] }),
    },
    'ecs:ListServices': {
      needs: 'services',
      answer: ({ parameters }) =>
        ok({
          serviceArns: part('services')
            .filter((one) => isNamed(one['clusterArn'], parameters['cluster']))
            .map((one) => one['serviceArn']),
        }),
    },
    'ecs:DescribeServices': {
      needs: 'services',
      answer: ({ parameters }) => {
        const here = part('services').filter((one) => isNamed(one['clusterArn'], parameters['cluster']));
        const withTags = asArray(parameters['include']).includes('TAGS');
        const found = asArray(parameters['services']).map((name) =>
          here.find((one) => isNamed(one['serviceArn'], name)),
        );
        return ok({
          services: found.flatMap((one) => (one === undefined ? [] : [withTags ? one : { ...one, tags: undefined }])),
          failures: asArray(parameters['services'])
            .filter((_, index) => found[index] === undefined)
            .map((name) => ({ arn: name, reason: 'MISSING' })),
        });
      },
    },
    'ecs:DescribeTaskDefinition': {
      needs: 'taskDefinitions',
      answer: ({ parameters }) => {
        const taskDefinition = part('taskDefinitions').find((one) =>
          isNamed(one['taskDefinitionArn'], parameters['taskDefinition']),
        );
        return taskDefinition === undefined
          ? refuse('ClientException', 'Unable to describe task definition.')
          : ok({ taskDefinition });
      },
    },
    'ecs:ListTasks': {
      needs: 'events',
      answer: ({ parameters }) =>
        ok({
          taskArns: runningTasks(asObjects(recording['events']), now())
            .filter(({ group }) => group === `service:${parameters['serviceName']}`)
            .map(({ taskArn }) => taskArn),
        }),
    },
    'ecs:DescribeTasks': {
      needs: 'tasks',
      answer: ({ parameters }) => ok({ tasks: find(part('tasks'), 'taskArn', parameters['tasks']), failures: [] }),
    },
    'ecs:ListServiceDeployments': {
      needs: 'serviceDeployments',
      answer: ({ parameters }) => {
        const statuses = asArray(parameters['status']);
        const listed = part('serviceDeployments')
          .filter((one) => isNamed(one['serviceArn'], parameters['service']))
          .filter((one) => statuses.length === 0 || statuses.includes(one['status']))
          .sort((a, b) => (parseTimestamp(b['createdAt']) ?? 0) - (parseTimestamp(a['createdAt']) ?? 0))
          .map(({ targetServiceRevision, ...one }) => ({
            ...one,
            targetServiceRevisionArn: asObject(targetServiceRevision)?.['arn'],
          }));
        const most = Number(parameters['maxResults'] ?? 20);
        return ok({ serviceDeployments: listed.slice(0, most) });
      },
    },
    'ecs:DescribeServiceDeployments': {
      needs: 'serviceDeployments',
      answer: ({ parameters }) =>
        ok({
          serviceDeployments: find(
            part('serviceDeployments'),
            'serviceDeploymentArn',
            parameters['serviceDeploymentArns'],
          ),
          failures: [],
        }),
    },
    'ecs:DescribeServiceRevisions': {
      needs: 'serviceRevisions',
      answer: ({ parameters }) =>
        ok({
          serviceRevisions: find(part('serviceRevisions'), 'serviceRevisionArn', parameters['serviceRevisionArns']),
          failures: [],
        }),
    },
    'elasticloadbalancing:DescribeTargetGroups': {
      needs: 'targetGroups',
      answer: ({ parameters }) => {
        const asked = membersOf(parameters, 'TargetGroupArns');
        return ok({
          TargetGroups: part('targetGroups').filter((one) => asked.includes(String(one['TargetGroupArn']))),
        });
      },
    },
    'elasticloadbalancing:DescribeTargetHealth': {
      needs: 'targetHealth',
      answer: ({ parameters }) => {
        const health = part('targetHealth').find((one) => one['targetGroupArn'] === parameters['TargetGroupArn']);
        return health === undefined
          ? refuse('TargetGroupNotFound', 'One or more target groups not found')
          : ok({ TargetHealthDescriptions: health['TargetHealthDescriptions'] });
      },
    },
  };

  return (call) => {
    const known = answers[nameOf(call)];
    if (known === undefined || recording[known.needs] === undefined) return undefined;
    const { status, body } = known.answer(call);
    return { status, body: call.form === 'json' ? (withEpochTimes(body) as JsonObject) : body };
  };
}

const ok = (body: JsonObject): CannedAnswer => ({ status: 200, body });

const refuse = (code: string, message: string): CannedAnswer => ({ status: 400, body: { __type: code, message } });

/** Of each thing the latest snapshot that is not later; one without `at` is as old as the world. */
function latest(recorded: readonly JsonObject[], now: number): JsonObject[] {
  const byName = new Map<unknown, { at: number; value: JsonObject }>();
  for (const { at: time, ...value } of recorded) {
    const at = parseTimestamp(time) ?? Number.NEGATIVE_INFINITY;
    const name =
      value['serviceDeploymentArn'] ??
      value['serviceRevisionArn'] ??
      value['taskArn'] ??
      value['taskDefinitionArn'] ??
      value['serviceArn'] ??
      value['TargetGroupArn'] ??
      value['targetGroupArn'];
    const before = byName.get(name);
    if (at <= now && (before === undefined || at >= before.at)) byName.set(name, { at, value });
  }
  return [...byName.values()].map(({ value }) => value);
}

/** What the events told until then of tasks that are to run. */
function runningTasks(events: readonly JsonObject[], now: number): readonly JsonObject[] {
  const tasks = new Map<unknown, JsonObject>();
  for (const event of events) {
    const detail = asObject(event['detail']);
    if (detail?.['taskArn'] === undefined || (parseTimestamp(event['time']) ?? 0) > now) continue;
    const before = Number(tasks.get(detail['taskArn'])?.['version'] ?? 0);
    if (Number(detail['version']) >= before) tasks.set(detail['taskArn'], detail);
  }
  return [...tasks.values()].filter(({ desiredStatus }) => desiredStatus === 'RUNNING');
}

/** ECS takes a name or an ARN, and `family:revision` for a definition. */
const isNamed = (arn: unknown, asked: unknown): boolean =>
  typeof arn === 'string' && typeof asked === 'string' && (arn === asked || arn.endsWith(`/${asked}`));

/** A list in a form: `TargetGroupArns.member.1`, `.2` … */
const membersOf = (parameters: JsonObject, name: string): readonly string[] =>
  Object.entries(parameters).flatMap(([key, value]) => (key.startsWith(`${name}.member.`) ? [String(value)] : []));

/** JSON answers of ECS carry seconds since 1970 where a recording has an ISO time, as the AWS CLI prints it. */
function withEpochTimes(value: unknown, key = ''): unknown {
  if (typeof value === 'string' && key.endsWith('At')) {
    const time = parseTimestamp(value);
    return time === undefined ? value : time / 1000;
  }
  if (Array.isArray(value)) return value.map((one) => withEpochTimes(one));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withEpochTimes(inner, name)]));
  return value;
}
