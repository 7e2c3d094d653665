import { parseTaskDefinitionArn } from '../ecs-events/ecs-arn';
import { asBoolean, asInteger, asObject, asObjects, asText, asTexts, defined, type JsonObject } from '../json';
import type { ContainerDefinition, EnvironmentVariable, LogConfiguration, TaskDefinition } from './task-definition';

/** What is read of the values of variables: a port, a limit of the heap, and that it points to this machine. */
export const PORT_VALUE = /^\d{2,5}$/;
export const LOCALHOST_VALUE = /(?:^|[/@])(localhost|127\.0\.0\.1|\[?::1\]?)(?:[:/]|$)/i;
export const HEAP_FLAG =
  /-Xmx\d{1,9}[kKmMgG]?|-XX:MaxRAMPercentage=[\d.]{1,6}|--max[-_]old[-_]space[-_]size[= ]\d{1,7}|GOMEMLIMIT=\d{1,12}\w{0,3}/;

/** A revision from an answer of DescribeTaskDefinition, or undefined where it is none. Values of variables are dropped. */
export function parseTaskDefinition(value: unknown): TaskDefinition | undefined {
  const outer = asObject(value);
  const definition = asObject(outer?.['taskDefinition']) ?? outer;
  if (definition === undefined) return undefined;
  const arn = asText(definition['taskDefinitionArn']) ?? asText(definition['family']);
  if (arn === undefined) return undefined;
  const named = parseTaskDefinitionArn(arn);
  const platform = asObject(definition['runtimePlatform']);
  return defined({
    arn,
    family: asText(definition['family']) ?? named.family,
    revision: asInteger(definition['revision']) ?? named.revision,
    containers: asObjects(definition['containerDefinitions']).map(parseContainerDefinition),
    memory: asInteger(definition['memory']),
    cpu: asInteger(definition['cpu']),
    networkMode: asText(definition['networkMode']),
    executionRoleArn: asText(definition['executionRoleArn']),
    taskRoleArn: asText(definition['taskRoleArn']),
    architecture: asText(platform?.['cpuArchitecture']) ?? asText(definition['runtimePlatform']),
    operatingSystem: asText(platform?.['operatingSystemFamily']),
    ephemeralStorageGiB: asInteger(asObject(definition['ephemeralStorage'])?.['sizeInGiB']),
    requiresFargate: asTexts(definition['requiresCompatibilities']).includes('FARGATE'),
    volumes: asObjects(definition['volumes']).map((volume) => {
      const efs = asObject(volume['efsVolumeConfiguration']);
      return defined({
        name: asText(volume['name']) ?? '(unnamed)',
        fileSystemId: asText(efs?.['fileSystemId']),
        rootDirectory: asText(efs?.['rootDirectory']) ?? asText(volume['rootDirectory']),
      });
    }),
  }) as TaskDefinition;
}

function parseContainerDefinition(container: JsonObject): ContainerDefinition {
  const check = asObject(container['healthCheck']);
  return defined({
    name: asText(container['name']) ?? '(unnamed)',
    image: asText(container['image']),
    essential: asBoolean(container['essential']) ?? true,
    environment: asObjects(container['environment']).map(parseVariable),
    secrets: asObjects(container['secrets']).map((secret) => ({
      name: asText(secret['name']) ?? '(unnamed)',
      valueFrom: asText(secret['valueFrom']) ?? '',
    })),
    environmentFiles: [
      ...asTexts(container['environmentFiles']),
      ...asObjects(container['environmentFiles']).flatMap((file) => asText(file['value']) ?? []),
    ],
    ports: asObjects(container['portMappings']).flatMap((mapping) => {
      const containerPort = asInteger(mapping['containerPort']);
      if (containerPort === undefined || containerPort < 1 || containerPort > 65_535) return [];
      return [
        defined({
          containerPort,
          hostPort: asInteger(mapping['hostPort']),
          protocol: asText(mapping['protocol']) ?? 'tcp',
        }),
      ];
    }),
    command: asTexts(container['command']),
    entryPoint: asTexts(container['entryPoint']),
    memory: asInteger(container['memory']),
    memoryReservation: asInteger(container['memoryReservation']),
    cpu: asInteger(container['cpu']),
    healthCheck:
      check === undefined
        ? undefined
        : {
            command: asTexts(check['command']),
            interval: asInteger(check['interval']) ?? 30,
            timeout: asInteger(check['timeout']) ?? 5,
            retries: asInteger(check['retries']) ?? 3,
            startPeriod: asInteger(check['startPeriod']) ?? 0,
          },
    log: parseLogConfiguration(asObject(container['logConfiguration'])),
    registryCredentials: asText(asObject(container['repositoryCredentials'])?.['credentialsParameter']),
    dependsOn: asObjects(container['dependsOn']).map((dependency) => ({
      container: asText(dependency['containerName']) ?? '(unnamed)',
      condition: asText(dependency['condition']) ?? 'START',
    })),
    startTimeout: asInteger(container['startTimeout']),
    stopTimeout: asInteger(container['stopTimeout']),
    user: asText(container['user']),
    readonlyRootFilesystem: asBoolean(container['readonlyRootFilesystem']) ?? false,
  }) as ContainerDefinition;
}

function parseVariable(variable: JsonObject): EnvironmentVariable {
  const value = typeof variable['value'] === 'string' ? variable['value'] : '';
  return defined({
    name: asText(variable['name']) ?? '(unnamed)',
    empty: value.trim() === '',
    port: PORT_VALUE.test(value) ? Number(value) : undefined,
    heapFlag: HEAP_FLAG.exec(value)?.[0],
    localhost: LOCALHOST_VALUE.test(value) ? true : undefined,
  }) as EnvironmentVariable;
}

function parseLogConfiguration(log: JsonObject | undefined): LogConfiguration | undefined {
  const driver = asText(log?.['logDriver']);
  if (driver === undefined) return undefined;
  const options = asObject(log?.['options']);
  return defined({
    driver,
    group: asText(options?.['awslogs-group']),
    region: asText(options?.['awslogs-region']),
    streamPrefix: asText(options?.['awslogs-stream-prefix']),
    createGroup: options?.['awslogs-create-group'] === 'true',
  }) as LogConfiguration;
}
