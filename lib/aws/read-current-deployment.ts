import type { ServiceKey } from '../app/ports';
import type { CurrentDeployment } from '../domain/action/guard';
import { asInteger, asObjects, asText, defined, type JsonObject } from '../domain/json';
import { known, type Read, unavailable } from '../domain/read';
import { parseTimestamp } from '../domain/timestamp';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { Ask } from './reading';
import { RefusedError } from './refusals';

/** A list that is filtered by a status may come in empty pages. */
const MOST_PAGES = 10;

/** The newest service deployment that is under way, with what a rollback would lead to; undefined where there is none. */
export async function readCurrentDeployment(
  key: ServiceKey,
  ecs: LazyClient<ECSClient>,
  ask: Ask,
): Promise<Read<CurrentDeployment | undefined>> {
  const about = `${key.service} in cluster ${key.cluster}`;
  const client = await ecs();
  const arn = await findCurrent(key, about, client, ask);
  if (arn === undefined) return known(undefined);
  const { DescribeServiceDeploymentsCommand } = await import('./clients/ecs-actions');
  const described = await ask({ action: 'ecs:DescribeServiceDeployments', about }, (options) =>
    client.send(new DescribeServiceDeploymentsCommand({ serviceDeploymentArns: [arn] }), options),
  );
  const [deployment] = asObjects(described.serviceDeployments);
  if (deployment === undefined) return unavailable(`ECS did not describe the deployment ${arn}`);
  const source = sourceOf(deployment);
  return known({
    serviceDeploymentArn: arn,
    ...defined({
      status: asText(deployment['status']),
      startedAt: parseTimestamp(deployment['startedAt']),
      sourceTaskDefinition: source === undefined ? undefined : await taskDefinitionOf(source, about, client, ask),
    }),
  });
}

async function findCurrent(
  { cluster, service }: ServiceKey,
  about: string,
  client: ECSClient,
  ask: Ask,
): Promise<string | undefined> {
  const { ListServiceDeploymentsCommand } = await import('./clients/ecs');
  let nextToken: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const listed = await ask({ action: 'ecs:ListServiceDeployments', about }, (options) =>
      client.send(
        new ListServiceDeploymentsCommand({
          cluster,
          service,
          status: ['PENDING', 'IN_PROGRESS', 'STOP_REQUESTED', 'ROLLBACK_REQUESTED', 'ROLLBACK_IN_PROGRESS'],
          ...(nextToken === undefined ? {} : { nextToken }),
        }),
        options,
      ),
    );
    const arn = asText(asObjects(listed.serviceDeployments)[0]?.['serviceDeploymentArn']);
    nextToken = asText(listed.nextToken);
    if (arn !== undefined || nextToken === undefined) return arn;
  }
  throw new RefusedError('failed', `ecs:ListServiceDeployments of ${about} came to no end after ${MOST_PAGES} pages`);
}

/**
 * The revision before it. Where several are named (a deployment that overtook another one), only the one that still has
 * tasks is taken for it; with more than one of these nobody can say where a rollback leads.
 */
function sourceOf(deployment: JsonObject): string | undefined {
  const sources = asObjects(deployment['sourceServiceRevisions']);
  const [first, ...others] =
    sources.length === 1 ? sources : sources.filter((one) => (asInteger(one['requestedTaskCount']) ?? 0) > 0);
  return others.length > 0 ? undefined : asText(first?.['arn']);
}

async function taskDefinitionOf(
  revisionArn: string,
  about: string,
  client: ECSClient,
  ask: Ask,
): Promise<string | undefined> {
  const { DescribeServiceRevisionsCommand } = await import('./clients/ecs');
  const answer = await ask({ action: 'ecs:DescribeServiceRevisions', about }, (options) =>
    client.send(new DescribeServiceRevisionsCommand({ serviceRevisionArns: [revisionArn] }), options),
  );
  return asText(asObjects(answer.serviceRevisions)[0]?.['taskDefinition']);
}
