import type { ServiceKey } from '../app/ports';
import { parseEcsEvent } from '../domain/ecs-events/parse-ecs-event';
import { asObject, asObjects, asText } from '../domain/json';
import { parseService } from '../domain/service';
import { parseTimestamp } from '../domain/timestamp';
import type { Recording } from './recording';

export interface Completed {
  readonly taskDefinitionArn: string;
  readonly at: number;
}

/** Task definitions whose deployment completed, latest first: by deployments, revisions and events. */
export const completedDefinitions = (recording: Recording, service: ServiceKey | undefined): readonly Completed[] =>
  [...fromServices(recording, service), ...fromServiceDeployments(recording), ...fromEvents(recording, service)].sort(
    (a, b) => b.at - a.at,
  );

function fromServices({ services }: Recording, key: ServiceKey | undefined): readonly Completed[] {
  return (services ?? []).flatMap((snapshot) => {
    const service = parseService(snapshot);
    if (service === undefined || (key !== undefined && service.name !== key.service)) return [];
    const at = parseTimestamp(snapshot['at']) ?? 0;
    return service.deployments.flatMap(({ rolloutState, taskDefinitionArn, updatedAt }) =>
      rolloutState === 'COMPLETED' && taskDefinitionArn !== undefined
        ? [{ taskDefinitionArn, at: Math.min(updatedAt ?? at, at || (updatedAt ?? 0)) }]
        : [],
    );
  });
}

function fromServiceDeployments({ serviceDeployments, serviceRevisions }: Recording): readonly Completed[] {
  const definitionOf = new Map(
    (serviceRevisions ?? []).flatMap((one) => {
      const arn = asText(one['serviceRevisionArn']);
      const definition = asText(one['taskDefinition']);
      return arn === undefined || definition === undefined ? [] : [[arn, definition] as const];
    }),
  );
  return (serviceDeployments ?? []).flatMap((deployment) => {
    const target =
      asText(asObject(deployment['targetServiceRevision'])?.['arn']) ?? asText(deployment['targetServiceRevisionArn']);
    const taskDefinitionArn = target === undefined ? undefined : definitionOf.get(target);
    if (deployment['status'] !== 'SUCCESSFUL' || taskDefinitionArn === undefined) return [];
    return [
      {
        taskDefinitionArn,
        at: parseTimestamp(deployment['finishedAt']) ?? parseTimestamp(deployment['updatedAt']) ?? 0,
      },
    ];
  });
}

/** A completed deployment names itself by id; its tasks (`startedBy`) and the service tell of which revision it was. */
function fromEvents(recording: Recording, key: ServiceKey | undefined): readonly Completed[] {
  const definitionOf = new Map<string, string>();
  for (const deployment of (recording.services ?? []).flatMap((one) => asObjects(one['deployments']))) {
    const id = asText(deployment['id']);
    const definition = asText(deployment['taskDefinition']);
    if (id !== undefined && definition !== undefined) definitionOf.set(id, definition);
  }
  const events = recording.events.map(parseEcsEvent);
  for (const event of events) {
    if (event.type !== 'task') continue;
    const { startedBy, taskDefinitionArn } = event.task;
    if (startedBy !== undefined && taskDefinitionArn !== undefined) definitionOf.set(startedBy, taskDefinitionArn);
  }
  return events.flatMap((event) => {
    if (event.type !== 'deployment' || event.eventName !== 'SERVICE_DEPLOYMENT_COMPLETED') return [];
    if (key !== undefined && event.service !== key.service) return [];
    const taskDefinitionArn = event.deploymentId === undefined ? undefined : definitionOf.get(event.deploymentId);
    return taskDefinitionArn === undefined ? [] : [{ taskDefinitionArn, at: event.time ?? 0 }];
  });
}
