/** The parts of an ECS ARN. The short form of before 2021 has no cluster. */
export interface EcsArn {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** `task`, `service`, `cluster`, `task-definition`, `container-instance`, … */
  readonly resource: string;
  readonly cluster?: string;
  /** Last segment: task id, service name, `family:revision`. */
  readonly name: string;
}

const ARN = /^arn:([a-z0-9-]{1,30}):ecs:([a-z0-9-]{0,40}):([0-9a-zA-Z*<>_-]{0,40}):([a-z-]{1,40})\/(.{1,600})$/s;

export function parseEcsArn(arn: string): EcsArn | undefined {
  const [, partition, region, account, resource, path] = ARN.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined) return undefined;
  if (resource === undefined || path === undefined) return undefined;
  const segments = path.split('/');
  const name = segments[segments.length - 1];
  if (name === undefined || name === '') return undefined;
  const cluster = segments.length > 1 ? segments[0] : undefined;
  return { partition, region, account, resource, ...(cluster ? { cluster } : {}), name };
}

/** Last segment of an ARN or of a path; a bare name is its own. */
export const nameOfArn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** `family` and `revision` of `arn:…:task-definition/family:7` or `family:7`. */
export function parseTaskDefinitionArn(arn: string): { readonly family: string; readonly revision?: number } {
  const name = nameOfArn(arn);
  const colon = name.lastIndexOf(':');
  const revision = colon > 0 ? Number(name.slice(colon + 1)) : Number.NaN;
  return Number.isSafeInteger(revision) && revision > 0 ? { family: name.slice(0, colon), revision } : { family: name };
}
