import type { DiagnosePorts } from '../../lib/app/diagnose-ports';
import { diagnoseReads } from '../../lib/aws/diagnose-reads';
import { parseTaskDefinitionArn } from '../../lib/domain/ecs-events/ecs-arn';
import { asArray, asObject, asObjects, asText, asTexts, type JsonObject } from '../../lib/domain/json';
import { parseTimestamp } from '../../lib/domain/timestamp';
import { type Answer, answeringAccount, awsError } from '../aws/answering-account';

export interface DiagnoseAccount {
  readonly ports: DiagnosePorts;
  /** IAM actions of the calls that were made, each once. */
  actions(): readonly string[];
  calls(): readonly string[];
}

export interface DiagnoseAccountOptions {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** IAM actions that the caller may not do. */
  readonly denied?: readonly string[];
  readonly clusters?: readonly string[];
}

const PREFIXES: readonly (readonly [RegExp, string])[] = [
  [/^DescribeTarget/, 'elasticloadbalancing'],
  [/^GetLogEvents$/, 'logs'],
  [/./, 'ecs'],
];
const actionOf = (name: string): string => `${PREFIXES.find(([pattern]) => pattern.test(name))?.[1]}:${name}`;

/** An account as a recording has it: services, tasks (those of its events too), definitions, logs, targets, instances. */
export function diagnoseAccount(
  recording: JsonObject,
  { now, denied = [], clusters = ['prod'] }: DiagnoseAccountOptions,
): DiagnoseAccount {
  const part = (name: string): readonly JsonObject[] => asObjects(recording[name]);
  const tasks = allTasks(recording);
  const services = new Map(part('services').map((one) => [String(one['serviceName']), withDates(one)]));
  const isInService = (task: JsonObject, name: unknown): boolean =>
    name === undefined || task['group'] === `service:${String(name)}`;
  const clusterOf = ({ input }: { readonly input: JsonObject }): string => {
    const cluster = String(input['cluster']).split('/').at(-1) ?? '';
    if (!clusters.includes(cluster)) throw awsError('ClusterNotFoundException', 'Cluster not found.');
    return cluster;
  };
  const answers: Record<string, Answer> = {
    ListClusters: () => ({
      clusterArns: clusters.map((name) => `arn:aws:ecs:eu-central-1:111122223333:cluster/${name}`),
    }),
    ListServices(call) {
      const cluster = clusterOf(call);
      return {
        serviceArns: [...services.keys()].map(
          (name) => `arn:aws:ecs:eu-central-1:111122223333:service/${cluster}/${name}`,
        ),
      };
    },
    DescribeServices(call) {
      clusterOf(call);
      const asked = asTexts(call.input['services']);
      return {
        services: asked.flatMap((name) => services.get(name) ?? []),
        failures: asked.filter((name) => !services.has(name)).map((arn) => ({ arn, reason: 'MISSING' })),
      };
    },
    ListTasks(call) {
      clusterOf(call);
      const { desiredStatus, serviceName } = call.input;
      return {
        taskArns: tasks
          .filter((one) => (one['lastStatus'] === 'STOPPED') === (desiredStatus === 'STOPPED'))
          .filter((one) => isInService(one, serviceName))
          .map((one) => one['taskArn']),
      };
    },
    DescribeTasks(call) {
      clusterOf(call);
      const asked = asTexts(call.input['tasks']);
      const isAsked = (one: JsonObject): boolean =>
        asked.some((task) => task === one['taskArn'] || String(one['taskArn']).endsWith(`/${task}`));
      return { tasks: tasks.filter(isAsked).map(withDates), failures: [] };
    },
    DescribeTaskDefinition({ input }) {
      const asked = parseTaskDefinitionArn(String(input['taskDefinition']));
      const taskDefinition = part('taskDefinitions').find((one) => {
        const named = parseTaskDefinitionArn(String(one['taskDefinitionArn'] ?? one['family']));
        return (
          (one['family'] ?? named.family) === asked.family && (one['revision'] ?? named.revision) === asked.revision
        );
      });
      if (taskDefinition === undefined) throw awsError('ClientException', 'Unable to describe task definition.');
      return { taskDefinition };
    },
    ListServiceDeployments: () => ({
      serviceDeployments: part('serviceDeployments').map(({ targetServiceRevision, ...one }) => ({
        ...one,
        targetServiceRevisionArn: asObject(targetServiceRevision)?.['arn'] ?? one['targetServiceRevisionArn'],
      })),
    }),
    DescribeServiceRevisions: ({ input }) => ({
      serviceRevisions: part('serviceRevisions').filter((one) =>
        asTexts(input['serviceRevisionArns']).includes(String(one['serviceRevisionArn'])),
      ),
    }),
    ListContainerInstances: () => ({
      containerInstanceArns: part('containerInstances').map((one) => one['containerInstanceArn']),
    }),
    DescribeContainerInstances: () => ({ containerInstances: part('containerInstances') }),
    DescribeTargetGroups: ({ input }) => ({
      TargetGroups: part('targetGroups').filter((one) =>
        asArray(input['TargetGroupArns']).includes(one['TargetGroupArn']),
      ),
    }),
    DescribeTargetHealth({ input }) {
      const found = part('targetHealth').findLast((one) => one['targetGroupArn'] === input['TargetGroupArn']);
      if (found === undefined) throw awsError('TargetGroupNotFoundException', 'One or more target groups not found');
      return { TargetHealthDescriptions: found['TargetHealthDescriptions'] };
    },
    GetLogEvents({ input }) {
      const group = asObject(asObject(recording['logs'])?.[String(input['logGroupName'])]);
      if (group === undefined) throw awsError('ResourceNotFoundException', 'The specified log group does not exist.');
      const lines = group[String(input['logStreamName'])];
      if (lines === undefined) throw awsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      const { limit, startFromHead } = input;
      const most = Number(limit);
      const all = asArray(lines).map((line) => ({
        message: typeof line === 'string' ? line : (asText(asObject(line)?.['message']) ?? ''),
        timestamp: now,
      }));
      return { events: startFromHead === true ? all.slice(0, most) : all.slice(-most), nextBackwardToken: 'end' };
    },
  };
  const refusing = Object.fromEntries(
    Object.entries(answers).map(([name, answer]): [string, Answer] => [
      name,
      (call) => {
        const action = actionOf(name);
        if (!denied.includes(action)) return answer(call);
        throw awsError(
          'AccessDeniedException',
          `User: arn:aws:iam::111122223333:user/me is not authorized to perform: ${action} on resource: * because no identity-based policy allows the ${action} action`,
          403,
        );
      },
    ]),
  );
  const account = answeringAccount(refusing);
  return {
    ports: diagnoseReads({ ...account, now: () => now }),
    actions: () => [...new Set(account.names().map(actionOf))].sort(),
    calls: () => account.names(),
  };
}

/** What DescribeTasks would say: the tasks of the recording, and those that its events tell of, each as it was last. */
export function allTasks(recording: JsonObject): readonly JsonObject[] {
  const tasks = new Map<string, JsonObject>();
  const details = asObjects(recording['events'])
    .map((event) => asObject(event['detail']))
    .filter((detail) => detail !== undefined);
  for (const task of [...details, ...asObjects(recording['tasks'])]) {
    const arn = asText(task['taskArn']);
    if (arn === undefined) continue;
    const before = tasks.get(arn);
    if (before === undefined || Number(task['version'] ?? 0) >= Number(before['version'] ?? 0)) tasks.set(arn, task);
  }
  return [...tasks.values()];
}

/** The SDK gives times as dates. */
const withDates = (value: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      const at = name.endsWith('At') ? parseTimestamp(member) : undefined;
      return [name, at === undefined ? member : new Date(at)];
    }),
  );
