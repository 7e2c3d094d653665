import { parseTaskDefinitionArn } from '../../lib/domain/ecs-events/ecs-arn';
import { asArray, asObject, asText, asTexts, type JsonObject } from '../../lib/domain/json';
import { parseTimestamp } from '../../lib/domain/timestamp';
import type { RecordedLine, Recording } from '../../lib/memory/recording';
import { type Answer, type AnsweringAccount, answeringAccount, awsError } from './answering-account';

/** An account that answers as AWS does, from what a recording holds at a time. */
export function recordedAccount(recording: Recording, now: () => number): AnsweringAccount {
  const standing = (snapshots: readonly JsonObject[] | undefined, isAsked: (one: JsonObject) => boolean) =>
    (snapshots ?? [])
      .filter((one) => isAsked(one) && (parseTimestamp(one['at']) ?? 0) <= now())
      .sort((a, b) => (parseTimestamp(a['at']) ?? 0) - (parseTimestamp(b['at']) ?? 0))
      .at(-1);
  const answers: Record<string, Answer> = {
    DescribeTaskDefinition({ input }) {
      const asked = parseTaskDefinitionArn(String(input['taskDefinition']));
      const taskDefinition = (recording.taskDefinitions ?? []).find((one) => {
        const named = parseTaskDefinitionArn(String(one['taskDefinitionArn'] ?? one['family']));
        const revision = one['revision'] ?? named.revision;
        return (one['family'] ?? named.family) === asked.family && revision === asked.revision;
      });
      if (taskDefinition === undefined) throw awsError('ClientException', 'Unable to describe task definition.');
      return { taskDefinition };
    },
    DescribeServices({ input }) {
      const asked = asTexts(input['services']);
      const services = asked
        .map((name) => standing(recording.services, (one) => one['serviceName'] === name))
        .filter((one) => one !== undefined);
      const found = new Set(services.map((one) => one['serviceName']));
      return {
        services,
        failures: asked.filter((name) => !found.has(name)).map((arn) => ({ arn, reason: 'MISSING' })),
      };
    },
    ListServiceDeployments({ input }) {
      if (recording.serviceDeployments === undefined)
        throw awsError('UnsupportedFeatureException', 'The service has no deployments of this kind.');
      const serviceDeployments = recording.serviceDeployments
        .filter((one) => asTexts(input['status']).includes(String(one['status'])))
        .filter((one) => (parseTimestamp(one['finishedAt']) ?? 0) <= now())
        .map((one) => ({
          serviceDeploymentArn: one['serviceDeploymentArn'],
          status: one['status'],
          createdAt: new Date(parseTimestamp(one['createdAt']) ?? 0),
          finishedAt: new Date(parseTimestamp(one['finishedAt']) ?? 0),
          targetServiceRevisionArn: asObject(one['targetServiceRevision'])?.['arn'] ?? one['targetServiceRevisionArn'],
        }));
      return { serviceDeployments };
    },
    DescribeServiceRevisions({ input }) {
      const asked = asTexts(input['serviceRevisionArns']);
      return {
        serviceRevisions: (recording.serviceRevisions ?? []).filter((one) =>
          asked.includes(String(one['serviceRevisionArn'])),
        ),
      };
    },
    ListTasks: () => ({ taskArns: (recording.tasks ?? []).flatMap((one) => asText(one['taskArn']) ?? []) }),
    DescribeTargetGroups: ({ input }) => ({
      TargetGroups: (recording.targetGroups ?? []).filter((one) =>
        asArray(input['TargetGroupArns']).includes(one['TargetGroupArn']),
      ),
    }),
    DescribeTargetHealth({ input }) {
      const found = standing(recording.targetHealth, (one) => one['targetGroupArn'] === input['TargetGroupArn']);
      if (found === undefined) throw awsError('TargetGroupNotFoundException', 'One or more target groups not found');
      return { TargetHealthDescriptions: found['TargetHealthDescriptions'] };
    },
    GetLogEvents({ input }) {
      const group = recording.logs?.get(String(input['logGroupName']));
      if (group === undefined) throw awsError('ResourceNotFoundException', 'The specified log group does not exist.');
      const lines = group.get(String(input['logStreamName']));
      if (lines === undefined) throw awsError('ResourceNotFoundException', 'The specified log stream does not exist.');
      return logPage(lines, input, now());
    },
  };
  return answeringAccount(answers);
}

/** One page as GetLogEvents gives it; a token is the number of the line where its page begins. */
function logPage(lines: readonly RecordedLine[], input: JsonObject, now: number): unknown {
  const { startFromHead, limit = 10_000, endTime, nextToken } = input;
  const written = lines.filter(
    ({ at }) => at === undefined || (at <= now && (typeof endTime !== 'number' || at < endTime)),
  );
  const most = Number(limit);
  const end = nextToken === undefined ? written.length : Number(nextToken);
  const page = startFromHead === true ? written.slice(0, most) : written.slice(Math.max(0, end - most), end);
  return {
    events: page.map(({ text, at = now }) => ({ message: text, timestamp: at, ingestionTime: at })),
    nextBackwardToken: String(Math.max(0, end - most)),
    nextForwardToken: String(end),
  };
}
