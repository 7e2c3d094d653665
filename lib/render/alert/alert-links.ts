import type { IncidentAlert } from '../../domain/incident/alert';
import {
  clusterTasksLink,
  logStreamLink,
  type Place,
  serviceLink,
  taskDefinitionLink,
  taskLink,
} from '../console-links';
import { leadCauseOf } from './lead-cause';

export interface AlertLink {
  readonly label: string;
  readonly url: string;
}

/** A longer one is dropped: it would take the room of what people must read. */
const LONGEST_URL = 900;

/** Where to look on: log, task, service, task definition. */
export function alertLinks(alert: IncidentAlert): readonly AlertLink[] {
  const { subject, partition, region } = alert.view;
  const place: Place = {
    ...(partition === undefined ? {} : { partition }),
    ...(region === undefined ? {} : { region }),
  };
  const lead = leadCauseOf(alert);
  const { log, taskId, family, revision } = lead?.diagnosis ?? {};
  const { cluster, name } = subject;
  const isKnown = cluster !== 'unknown';
  const links: readonly (readonly [string, string | undefined])[] = [
    ['Log', log === undefined ? undefined : logStreamLink(place, log.group, log.stream)],
    ['Task', isKnown && taskId !== undefined ? taskLink(place, cluster, taskId) : undefined],
    [
      subject.kind === 'service' ? 'Service' : 'Tasks',
      !isKnown
        ? undefined
        : subject.kind === 'service'
          ? serviceLink(place, cluster, name)
          : clusterTasksLink(place, cluster),
    ],
    [
      'Task definition',
      family === undefined || revision === undefined ? undefined : taskDefinitionLink(place, family, revision),
    ],
  ];
  return links.flatMap(([label, url]) => (url === undefined || url.length > LONGEST_URL ? [] : [{ label, url }]));
}
