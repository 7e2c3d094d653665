import type { ContainerDefinition, TaskDefinition } from './task-definition';

/** What differs between the failing revision and the one to compare with. */
export interface DefinitionChanges {
  readonly from: TaskDefinition;
  readonly to: TaskDefinition;
  /** How `from` is known to have been good. */
  readonly basis: 'completed' | 'previous';
  readonly changes: readonly DefinitionChange[];
}

export type ChangedField =
  | 'container'
  | 'image'
  | 'variable'
  | 'secret'
  | 'environment file'
  | 'port'
  | 'container memory'
  | 'container memory reservation'
  | 'command'
  | 'entry point'
  | 'health check'
  | 'log configuration'
  | 'user'
  | 'task memory'
  | 'task CPU'
  | 'execution role'
  | 'task role'
  | 'architecture'
  | 'network mode'
  | 'ephemeral storage';

/** One difference. `before` is absent for an addition, `after` for a removal. */
export interface DefinitionChange {
  readonly field: ChangedField;
  readonly container?: string;
  /** Name of the variable, secret or port that was added, removed or changed. */
  readonly name?: string;
  readonly before?: string;
  readonly after?: string;
}

/** Identifies a change within a diff, to blame it. */
export const changeKey = (change: DefinitionChange): string =>
  [change.field, change.container ?? '', change.name ?? ''].join('|');

/** One line for people: `image of app: …:1.4.1 → …:1.4.2`, `SECRET_KEY removed from secrets of app`. */
export function describeChange({ field, container, name, before, after }: DefinitionChange): string {
  const where = container === undefined ? '' : ` of ${container}`;
  if (name !== undefined && field !== 'container') {
    const list = field === 'variable' ? 'environment' : field === 'secret' ? 'secrets' : `${field}s`;
    if (after === undefined) return `${name} removed from ${list}${where}`;
    if (before === undefined) return `${name} added to ${list}${where}`;
  }
  if (field === 'container') return after === undefined ? `container ${name} removed` : `container ${name} added`;
  const what = name === undefined ? `${field}${where}` : `${field} ${name}${where}`;
  return `${what}: ${before ?? 'not set'} → ${after ?? 'not set'}`;
}

export function diffDefinitions(from: TaskDefinition, to: TaskDefinition): readonly DefinitionChange[] {
  const changes: DefinitionChange[] = [];
  for (const container of to.containers) {
    const old = from.containers.find(({ name }) => name === container.name);
    if (old === undefined) changes.push({ field: 'container', name: container.name, after: container.image ?? '' });
    else changes.push(...diffContainers(old, container));
  }
  for (const { name, image } of from.containers)
    if (!to.containers.some((container) => container.name === name))
      changes.push({ field: 'container', name, before: image ?? '' });
  return [
    ...changes,
    ...changed('task memory', from.memory, to.memory),
    ...changed('task CPU', from.cpu, to.cpu),
    ...changed('execution role', from.executionRoleArn, to.executionRoleArn),
    ...changed('task role', from.taskRoleArn, to.taskRoleArn),
    ...changed('architecture', from.architecture, to.architecture),
    ...changed('network mode', from.networkMode, to.networkMode),
    ...changed('ephemeral storage', from.ephemeralStorageGiB, to.ephemeralStorageGiB),
  ];
}

function diffContainers(from: ContainerDefinition, to: ContainerDefinition): readonly DefinitionChange[] {
  const container = to.name;
  const variables = (one: ContainerDefinition) =>
    new Map(one.environment.map((variable) => [variable.name, variable.empty ? '(empty)' : '(set)']));
  const secrets = (one: ContainerDefinition) => new Map(one.secrets.map(({ name, valueFrom }) => [name, valueFrom]));
  const files = (one: ContainerDefinition) => new Map(one.environmentFiles.map((file) => [file, file]));
  const ports = (one: ContainerDefinition) =>
    new Map(one.ports.map((port) => [String(port.containerPort), port.protocol]));
  const sized = (field: ChangedField, before: unknown, after: unknown) => changed(field, before, after, container);
  return [
    ...sized('image', from.image, to.image),
    ...named('variable', container, variables(from), variables(to)),
    ...named('secret', container, secrets(from), secrets(to)),
    ...named('environment file', container, files(from), files(to)),
    ...named('port', container, ports(from), ports(to)),
    ...sized('container memory', from.memory, to.memory),
    ...sized('container memory reservation', from.memoryReservation, to.memoryReservation),
    ...sized('command', words(from.command), words(to.command)),
    ...sized('entry point', words(from.entryPoint), words(to.entryPoint)),
    ...sized('health check', words(from.healthCheck?.command), words(to.healthCheck?.command)),
    ...sized(
      'log configuration',
      from.log && `${from.log.driver} ${from.log.group ?? ''}`.trim(),
      to.log && `${to.log.driver} ${to.log.group ?? ''}`.trim(),
    ),
    ...sized('user', from.user, to.user),
  ];
}

const words = (list: readonly string[] | undefined): string | undefined =>
  list === undefined || list.length === 0 ? undefined : list.join(' ');

function changed(
  field: ChangedField,
  before: unknown,
  after: unknown,
  container?: string,
): readonly DefinitionChange[] {
  if (before === after) return [];
  return [
    {
      field,
      ...(container === undefined ? {} : { container }),
      ...(before === undefined ? {} : { before: String(before) }),
      ...(after === undefined ? {} : { after: String(after) }),
    },
  ];
}

function named(
  field: ChangedField,
  container: string,
  from: ReadonlyMap<string, string>,
  to: ReadonlyMap<string, string>,
): readonly DefinitionChange[] {
  const removed = [...from]
    .filter(([name]) => !to.has(name))
    .map(([name, before]) => ({ field, container, name, before }));
  const added = [...to].filter(([name]) => !from.has(name)).map(([name, after]) => ({ field, container, name, after }));
  const other = [...to].flatMap(([name, after]) => {
    const before = from.get(name);
    return before !== undefined && before !== after ? [{ field, container, name, before, after }] : [];
  });
  return [...removed, ...added, ...other];
}
