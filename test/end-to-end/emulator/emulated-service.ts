import {
  CreateClusterCommand,
  CreateServiceCommand,
  DescribeServicesCommand,
  ListTasksCommand,
  RegisterTaskDefinitionCommand,
  StopTaskCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateServiceCommand,
} from '@aws-sdk/client-ecs';
import type { EmulatedAccount } from './emulated-account';
import { ACCOUNT } from './rig';

/** Where a service is. */
export interface ServiceName {
  readonly cluster: string;
  readonly service: string;
}

export interface NewService extends ServiceName {
  readonly desiredCount: number;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A service in the emulated account, as an administrator handles it. */
export interface EmulatedService extends ServiceName {
  readonly arn: string;
  /** As DescribeServices tells it. */
  desiredCount(): Promise<number | undefined>;
  /** A person sets its count. */
  setDesiredCount(desiredCount: number): Promise<void>;
  tag(key: string, value: string): Promise<void>;
  untag(key: string): Promise<void>;
  /** Its tasks end. The emulator starts no others before the count changes. */
  endTasks(): Promise<void>;
}

/** Creates a service, with its cluster and its task definition. Its tasks say that they run, and nothing does. */
export async function createService(
  { ecs }: EmulatedAccount,
  { cluster, service, desiredCount, tags = {} }: NewService,
): Promise<EmulatedService> {
  await ecs.send(new CreateClusterCommand({ clusterName: cluster }));
  await ecs.send(
    new RegisterTaskDefinitionCommand({
      family: service,
      requiresCompatibilities: ['FARGATE'],
      networkMode: 'awsvpc',
      cpu: '256',
      memory: '512',
      containerDefinitions: [{ name: 'app', image: 'registry.example.com/app:1.4.2', essential: true }],
    }),
  );
  await ecs.send(
    new CreateServiceCommand({
      cluster,
      serviceName: service,
      taskDefinition: service,
      desiredCount,
      launchType: 'FARGATE',
      tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
    }),
  );
  const region = await ecs.config.region();
  const arn = `arn:aws:ecs:${region}:${ACCOUNT}:service/${cluster}/${service}`;
  return {
    cluster,
    service,
    arn,
    async desiredCount() {
      const { services: [found] = [] } = await ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
      return found?.desiredCount;
    },
    async setDesiredCount(count) {
      await ecs.send(new UpdateServiceCommand({ cluster, service, desiredCount: count }));
    },
    async tag(key, value) {
      await ecs.send(new TagResourceCommand({ resourceArn: arn, tags: [{ key, value }] }));
    },
    async untag(key) {
      await ecs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys: [key] }));
    },
    async endTasks() {
      const { taskArns = [] } = await ecs.send(new ListTasksCommand({ cluster, serviceName: service }));
      for (const task of taskArns) await ecs.send(new StopTaskCommand({ cluster, task, reason: 'ended by the test' }));
    },
  };
}
