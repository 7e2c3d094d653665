/** Where something lies in AWS. */
export interface Place {
  readonly partition?: string;
  readonly region?: string;
}

/** Consoles by partition; of others nothing is known, so nothing is linked. */
const CONSOLES: Readonly<Record<string, string>> = {
  aws: 'console.aws.amazon.com',
  'aws-cn': 'console.amazonaws.cn',
  'aws-us-gov': 'console.amazonaws-us-gov.com',
  'aws-eusc': 'console.amazonaws-eusc.eu',
};

export const serviceLink = (place: Place, cluster: string, service: string): string | undefined =>
  ecsLink(place, `clusters/${encoded(cluster)}/services/${encoded(service)}/health`);

/** The tasks of a cluster, for a family that stands alone. */
export const clusterTasksLink = (place: Place, cluster: string): string | undefined =>
  ecsLink(place, `clusters/${encoded(cluster)}/tasks`);

export const taskLink = (place: Place, cluster: string, taskId: string): string | undefined =>
  ecsLink(place, `clusters/${encoded(cluster)}/tasks/${encoded(taskId)}/configuration`);

export const taskDefinitionLink = (place: Place, family: string, revision: number): string | undefined =>
  ecsLink(place, `task-definitions/${encoded(family)}/${revision}/containers`);

export function logStreamLink(place: Place, group: string, stream: string): string | undefined {
  const host = hostOf(place);
  return host === undefined
    ? undefined
    : `https://${host}/cloudwatch/home?region=${place.region}#logsV2:log-groups/log-group/${logEncoded(group)}/log-events/${logEncoded(stream)}`;
}

function ecsLink(place: Place, path: string): string | undefined {
  const host = hostOf(place);
  return host === undefined ? undefined : `https://${host}/ecs/v2/${path}?region=${place.region}`;
}

function hostOf({ partition, region }: Place): string | undefined {
  if (partition === undefined || region === undefined || !Object.hasOwn(CONSOLES, partition)) return undefined;
  // It becomes part of a host name: nothing else may stand in it.
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,16}){1,4}$/.test(region) ? `${region}.${CONSOLES[partition]}` : undefined;
}

/** A name as one segment of a path; also what `encodeURIComponent` leaves alone and a reader may take for the end. */
const encoded = (text: string): string =>
  encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/** CloudWatch's own way: encoded twice, with `$` for `%`; `/` is `$252F`. */
const logEncoded = (text: string): string => encodeURIComponent(encoded(text)).replace(/%/g, '$');
