import type { DiagnoseAction } from '../app/diagnose-policy';
import type { Answered, DiagnosePorts, Refused } from '../app/diagnose-ports';
import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import { asObject, asObjects, asText, asTexts, type JsonObject } from '../domain/json';
import { refusalToPerson } from './ask-aws';
import type { LazyClient } from './clients';
import type { CloudWatchLogsClient } from './clients/cloudwatch-logs';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import { type LogAccess, readTaskLogs } from './read-task-logs';
import type { Ask } from './reading';
import { type Question, type RefusalKind, RefusedError } from './refusals';
import { refuseFailures } from './refuse-failures';

export interface DiagnoseReadsOptions {
  readonly ecs: LazyClient<ECSClient>;
  readonly elasticLoadBalancing: LazyClient<ElasticLoadBalancingV2Client>;
  /** Makes a client for a Region; for that of the profile or environment where none is named. Each is made once. */
  cloudWatchLogs(region: string | undefined): LazyClient<CloudWatchLogsClient>;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  /** Told of each call before it is made. */
  readonly onCall?: (question: Question) => void;
}

/** A question that the policy of a diagnosis covers. */
interface Asked extends Question {
  readonly action: DiagnoseAction;
}

/** As many as one call lists, and as one DescribeTasks takes. */
const PAGE = 100;
/** Stopped tasks of an hour in a cluster that fails at full speed are more than a diagnosis needs. */
const MOST_TASK_PAGES = 10;
/** ECS has 10,000 clusters and 5,000 services a cluster at most. */
const MOST_NAME_PAGES = 100;
const MOST_DEPLOYMENTS = 20;

/** What a diagnosis reads, for a person with credentials of their own. */
export function diagnoseReads({
  ecs,
  elasticLoadBalancing,
  cloudWatchLogs,
  now = Date.now,
  onCall = () => undefined,
}: DiagnoseReadsOptions): DiagnosePorts {
  const ask: Ask = async (question, send) => {
    onCall(question);
    try {
      return await send({});
    } catch (error) {
      throw refusalToPerson(error, question) ?? error;
    }
  };

  /** One answer, which may take several calls. `first` is the action that is named where none was asked for yet. */
  async function answer<T>(
    first: DiagnoseAction,
    read: (askFor: <A>(asked: Asked, send: () => Promise<A>) => Promise<A>) => Promise<T>,
  ): Promise<Answered<T>> {
    let action = first;
    try {
      const value = await read((asked, send) => {
        action = asked.action;
        return ask(asked, send);
      });
      return { state: 'known', value };
    } catch (error) {
      // A client without a Region or credentials fails where it is made.
      const refusal = refusalToPerson(error, { action, about: 'the account' });
      if (refusal === undefined) throw error;
      return refused(refusal, action);
    }
  }

  async function namesOf(
    asked: Asked,
    askFor: <A>(asked: Asked, send: () => Promise<A>) => Promise<A>,
    page: (nextToken: string | undefined) => Promise<{ readonly arns: unknown; readonly next: unknown }>,
    mostPages: number,
  ): Promise<readonly string[]> {
    const arns: string[] = [];
    let nextToken: string | undefined;
    for (let read = 0; read < mostPages; read++) {
      const from = nextToken;
      const listed = await askFor(asked, () => page(from));
      arns.push(...asTexts(listed.arns));
      const next = asText(listed.next);
      if (next === undefined || next === nextToken) break;
      nextToken = next;
    }
    return [...new Set(arns)];
  }

  const clients = new Map<string | undefined, LazyClient<CloudWatchLogsClient>>();
  const clientFor = (region: string | undefined): LazyClient<CloudWatchLogsClient> => {
    const client = clients.get(region) ?? cloudWatchLogs(region);
    clients.set(region, client);
    return client;
  };

  return {
    now,
    listClusters: () =>
      answer('ecs:ListClusters', async (askFor) => {
        const { ListClustersCommand } = await import('./clients/ecs');
        const client = await ecs();
        const arns = await namesOf(
          { action: 'ecs:ListClusters', about: 'all clusters' },
          askFor,
          async (nextToken) => {
            const listed = await client.send(
              new ListClustersCommand({ maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) }),
            );
            return { arns: listed.clusterArns, next: listed.nextToken };
          },
          MOST_NAME_PAGES,
        );
        return arns.map(nameOfArn).sort();
      }),
    listServices: (cluster) =>
      answer('ecs:ListServices', async (askFor) => {
        const { ListServicesCommand } = await import('./clients/ecs');
        const client = await ecs();
        const arns = await namesOf(
          { action: 'ecs:ListServices', about: `cluster ${cluster}` },
          askFor,
          async (nextToken) => {
            const listed = await client.send(
              new ListServicesCommand({ cluster, maxResults: PAGE, ...(nextToken === undefined ? {} : { nextToken }) }),
            );
            return { arns: listed.serviceArns, next: listed.nextToken };
          },
          MOST_NAME_PAGES,
        );
        return arns.map(nameOfArn).sort();
      }),
    describeServices: (cluster, names) =>
      answer('ecs:DescribeServices', async (askFor) => {
        const { DescribeServicesCommand } = await import('./clients/ecs');
        const client = await ecs();
        const described = await askFor(
          { action: 'ecs:DescribeServices', about: `${names.join(', ')} in cluster ${cluster}` },
          () => client.send(new DescribeServicesCommand({ cluster, services: [...names], include: ['TAGS'] })),
        );
        refuseFailures('ecs:DescribeServices', described.failures, 'one of them');
        // Tags were asked for: without any the answer may leave the list out.
        return objectsIn(described.services).map((one) => ({ ...one, tags: one['tags'] ?? [] }));
      }),
    readTasks: (cluster, service, status) =>
      answer('ecs:ListTasks', async (askFor) => {
        const { ListTasksCommand } = await import('./clients/ecs');
        const { DescribeTasksCommand } = await import('./clients/ecs-diagnosis');
        const client = await ecs();
        const about = service === undefined ? `cluster ${cluster}` : `${service} in cluster ${cluster}`;
        const arns = await namesOf(
          { action: 'ecs:ListTasks', about },
          askFor,
          async (nextToken) => {
            const listed = await client.send(
              new ListTasksCommand({
                cluster,
                desiredStatus: status,
                maxResults: PAGE,
                ...(service === undefined ? {} : { serviceName: service }),
                ...(nextToken === undefined ? {} : { nextToken }),
              }),
            );
            return { arns: listed.taskArns, next: listed.nextToken };
          },
          MOST_TASK_PAGES,
        );
        const tasks: JsonObject[] = [];
        for (let from = 0; from < arns.length; from += PAGE) {
          const described = await askFor({ action: 'ecs:DescribeTasks', about: `tasks of ${about}` }, () =>
            client.send(new DescribeTasksCommand({ cluster, tasks: arns.slice(from, from + PAGE) })),
          );
          refuseFailures('ecs:DescribeTasks', described.failures, 'one of them');
          tasks.push(...objectsIn(described.tasks));
        }
        return tasks;
      }),
    readTask: (cluster, task) =>
      answer('ecs:DescribeTasks', async (askFor) => {
        const { DescribeTasksCommand } = await import('./clients/ecs-diagnosis');
        const client = await ecs();
        const described = await askFor(
          { action: 'ecs:DescribeTasks', about: `task ${task} in cluster ${cluster}` },
          () => client.send(new DescribeTasksCommand({ cluster, tasks: [task] })),
        );
        refuseFailures('ecs:DescribeTasks', described.failures, 'one of them');
        return objectsIn(described.tasks)[0];
      }),
    listServiceDeployments: ({ cluster, service }, serviceArn) =>
      answer('ecs:ListServiceDeployments', async (askFor) => {
        const { ListServiceDeploymentsCommand } = await import('./clients/ecs');
        const client = await ecs();
        const listed = await askFor(
          { action: 'ecs:ListServiceDeployments', about: `${service} in cluster ${cluster}` },
          () =>
            client.send(
              new ListServiceDeploymentsCommand({ cluster, service: serviceArn, maxResults: MOST_DEPLOYMENTS }),
            ),
        );
        return objectsIn(listed.serviceDeployments);
      }),
    describeServiceRevisions: (arns) =>
      answer('ecs:DescribeServiceRevisions', async (askFor) => {
        const { DescribeServiceRevisionsCommand } = await import('./clients/ecs');
        const client = await ecs();
        const described = await askFor(
          { action: 'ecs:DescribeServiceRevisions', about: arns[0] ?? 'service revisions' },
          () =>
            client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: arns.slice(0, MOST_DEPLOYMENTS) })),
        );
        return objectsIn(described.serviceRevisions);
      }),
    describeTaskDefinition: (arn) =>
      answer('ecs:DescribeTaskDefinition', async (askFor) => {
        const { DescribeTaskDefinitionCommand } = await import('./clients/ecs');
        const client = await ecs();
        const described = await askFor({ action: 'ecs:DescribeTaskDefinition', about: arn }, () =>
          client.send(new DescribeTaskDefinitionCommand({ taskDefinition: arn })),
        );
        const definition = asObject(plain(described.taskDefinition));
        if (definition === undefined)
          throw new RefusedError('failed', `ecs:DescribeTaskDefinition answered nothing about ${arn}`);
        return definition;
      }),
    async readTaskLogs(task, definition) {
      const action = 'logs:GetLogEvents';
      let obstacle: RefusedError | undefined;
      const access: LogAccess = { mayRead: () => true, clientFor };
      const noting: Ask = async (question, send) => {
        try {
          return await ask(question, send);
        } catch (error) {
          if (error instanceof RefusedError) obstacle = error;
          throw error;
        }
      };
      const read = await readTaskLogs(task, definition, access, noting, () => true);
      if (read.state === 'known') return read;
      return obstacle === undefined || obstacle.kind === 'missing'
        ? { state: 'none', because: read.reason }
        : { ...refused(obstacle, action), reason: read.reason };
    },
    describeTargetGroups: (arns) =>
      answer('elasticloadbalancing:DescribeTargetGroups', async (askFor) => {
        const { DescribeTargetGroupsCommand } = await import('./clients/elastic-load-balancing-v2');
        const client = await elasticLoadBalancing();
        const described = await askFor(
          { action: 'elasticloadbalancing:DescribeTargetGroups', about: arns.join(', ') },
          () => client.send(new DescribeTargetGroupsCommand({ TargetGroupArns: [...arns] })),
        );
        return objectsIn(described.TargetGroups);
      }),
    describeTargetHealth: (targetGroupArn) =>
      answer('elasticloadbalancing:DescribeTargetHealth', async (askFor) => {
        const { DescribeTargetHealthCommand } = await import('./clients/elastic-load-balancing-v2');
        const client = await elasticLoadBalancing();
        const described = await askFor(
          { action: 'elasticloadbalancing:DescribeTargetHealth', about: targetGroupArn },
          () => client.send(new DescribeTargetHealthCommand({ TargetGroupArn: targetGroupArn })),
        );
        return objectsIn(described.TargetHealthDescriptions);
      }),
    readContainerInstances: (cluster) =>
      answer('ecs:ListContainerInstances', async (askFor) => {
        const { DescribeContainerInstancesCommand, ListContainerInstancesCommand } = await import(
          './clients/ecs-diagnosis'
        );
        const client = await ecs();
        const arns = await namesOf(
          { action: 'ecs:ListContainerInstances', about: `cluster ${cluster}` },
          askFor,
          async () => {
            const listed = await client.send(new ListContainerInstancesCommand({ cluster, maxResults: PAGE }));
            return { arns: listed.containerInstanceArns, next: undefined };
          },
          1,
        );
        if (arns.length === 0) return [];
        const described = await askFor(
          { action: 'ecs:DescribeContainerInstances', about: `instances of cluster ${cluster}` },
          () => client.send(new DescribeContainerInstancesCommand({ cluster, containerInstances: [...arns] })),
        );
        return objectsIn(described.containerInstances);
      }),
  };
}

const KINDS: Readonly<Partial<Record<RefusalKind, Refused['kind']>>> = {
  denied: 'denied',
  missing: 'missing',
  credentials: 'nothing-works',
  unreachable: 'nothing-works',
};

const refused = ({ kind, message }: RefusedError, action: DiagnoseAction): Refused => ({
  state: 'unavailable',
  reason: message,
  action,
  kind: KINDS[kind] ?? 'failed',
});

const objectsIn = (value: unknown): readonly JsonObject[] => asObjects(plain(value));

/** As JSON has it: the SDK's dates become ISO times. */
const plain = (value: unknown): unknown => (value === undefined ? undefined : JSON.parse(JSON.stringify(value)));
