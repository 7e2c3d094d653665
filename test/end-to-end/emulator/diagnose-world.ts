import { asArray, asObject, asObjects, asText, type JsonObject } from '../../../lib/domain/json';
import { type AwsCall, nameOf } from './aws-call';
import type { CannedAnswer } from './fault-proxy';
import { readRecording } from './read-recording';
import { recordedAccount } from './recorded-account';

/**
 * A service whose tasks end for want of a secret, on EC2 instances with little room, as AWS would answer about it now.
 * The recording holds its events; what a diagnosis asks beside them is composed: tasks, deployments, instances.
 */
export function diagnoseWorld(now: number): {
  readonly world: JsonObject;
  answer(call: AwsCall): CannedAnswer | undefined;
} {
  const crash = readRecording('exit-missing-configuration/composed-zod-session-secret-dropped.json', now);
  const details = asObjects(crash['events'])
    .map((event) => asObject(event['detail']))
    .filter((detail) => detail?.['taskArn'] !== undefined) as readonly JsonObject[];
  const tasks = [...new Map(details.map((task) => [task['taskArn'], task])).values()];
  const definitions = asObjects(crash['taskDefinitions']).map((one) => String(one['taskDefinitionArn']));
  const [service = {}] = asObjects(crash['services']);
  const [good = ''] = [...definitions].sort();
  const revision = String(service['serviceArn']).replace(':service/', ':service-revision/').concat('/1');
  const cluster = String(service['clusterArn']).split('/').at(-1) ?? '';
  const world: JsonObject = {
    ...crash,
    tasks,
    services: [{ ...service, launchType: 'EC2', runningCount: 0, desiredCount: 2 }],
    serviceDeployments: [
      {
        serviceDeploymentArn: `${revision}-deployment`,
        serviceArn: service['serviceArn'],
        status: 'SUCCESSFUL',
        createdAt: new Date(now - 86_400_000).toISOString(),
        finishedAt: new Date(now - 86_000_000).toISOString(),
        targetServiceRevision: { arn: revision },
      },
    ],
    serviceRevisions: [{ serviceRevisionArn: revision, taskDefinition: good }],
  };
  const instanceArn = `arn:aws:ecs:us-east-1:111122223333:container-instance/${cluster}/0123456789abcdef0123456789abcdef`;
  const recorded = recordedAccount(world, () => now);
  const answers: Readonly<Record<string, (call: AwsCall) => CannedAnswer>> = {
    'ecs:ListTasks': ({ parameters }) =>
      ok({
        taskArns: tasks
          .filter((one) => (one['lastStatus'] === 'STOPPED') === (parameters['desiredStatus'] === 'STOPPED'))
          .filter(
            ({ group }) => parameters['serviceName'] === undefined || group === `service:${parameters['serviceName']}`,
          )
          .map((one) => one['taskArn']),
      }),
    'ecs:ListContainerInstances': () => ok({ containerInstanceArns: [instanceArn] }),
    'ecs:DescribeContainerInstances': ({ parameters }) =>
      ok({
        containerInstances: asArray(parameters['containerInstances']).map((containerInstanceArn) => ({
          containerInstanceArn,
          ec2InstanceId: 'i-0123456789abcdef0',
          status: 'ACTIVE',
          agentConnected: true,
          remainingResources: [
            { name: 'CPU', type: 'INTEGER', integerValue: 64 },
            { name: 'MEMORY', type: 'INTEGER', integerValue: 128 },
          ],
        })),
      }),
  };
  return {
    world,
    answer(call) {
      const asked = asText(call.parameters['cluster']);
      if (call.service === 'ecs' && asked !== undefined && asked.split('/').at(-1) !== cluster)
        return { status: 400, body: { __type: 'ClusterNotFoundException', message: 'Cluster not found.' } };
      return answers[nameOf(call)]?.(call) ?? recorded(call);
    },
  };
}

const ok = (body: JsonObject): CannedAnswer => ({ status: 200, body });
