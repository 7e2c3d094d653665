import { parseTaskDefinition } from '../definition/parse-task-definition';
import type { ContainerDefinition, TaskDefinition } from '../definition/task-definition';
import { parseEcsArn } from '../ecs-events/ecs-arn';
import { asArray, asInteger, asObject, asObjects, asText, defined, type JsonObject } from '../json';

/** A task definition before its deployment: as the engine reads it, and as it was written. */
export interface CheckedDefinition {
  /** `family:revision`, or the family where it is not registered yet. */
  readonly name: string;
  readonly definition: TaskDefinition;
  readonly containers: readonly CheckedContainer[];
  /** Holds the values of variables: nothing of it may be told but names. */
  readonly raw: JsonObject;
  /** CPU units and MiB, also where they are written as `.5 vCPU` and `1 GB`. */
  readonly cpu?: number;
  readonly memory?: number;
  /** Of its own ARN, which only a registered definition has. */
  readonly region?: string;
  readonly account?: string;
}

export interface CheckedContainer {
  readonly definition: ContainerDefinition;
  readonly raw: JsonObject;
}

/** The definition, or what is wrong with the value: what was expected, what it is, what to do. */
export type ParsedDefinition = { readonly checked: CheckedDefinition } | { readonly problem: string };

const EXPECTED =
  'expected a task definition: an object with family and containerDefinitions, as `aws ecs describe-task-definition` prints it ' +
  'and `aws ecs register-task-definition --cli-input-json` takes it';

/** Reads an answer of DescribeTaskDefinition, or the input of RegisterTaskDefinition. */
export function parseCheckedDefinition(value: unknown): ParsedDefinition {
  const outer = asObject(value);
  const raw = asObject(outer?.['taskDefinition']) ?? outer;
  if (raw === undefined) return { problem: `${EXPECTED}; got ${kindOf(value)}` };
  const list = raw['containerDefinitions'];
  if (!Array.isArray(list)) return { problem: `${EXPECTED}; got ${kindOf(raw)}` };
  const family = asText(raw['family']) ?? asText(raw['taskDefinitionArn']);
  if (family === undefined) return { problem: `${EXPECTED}; got one without a family: give it one` };
  if (list.length === 0) return { problem: `${EXPECTED}; got ${family} with no container: add one` };
  const at = list.findIndex((one) => asObject(one) === undefined);
  if (at >= 0)
    return { problem: `expected containerDefinitions[${at}] of ${family} to be an object; got ${kindOf(list[at])}` };
  const definition = parseTaskDefinition(raw);
  if (definition === undefined) return { problem: `${EXPECTED}; got ${kindOf(raw)}` };
  const raws = asObjects(list);
  const arn = parseEcsArn(definition.arn);
  return {
    checked: defined({
      name: definition.revision === undefined ? definition.family : `${definition.family}:${definition.revision}`,
      definition,
      containers: definition.containers.map((container, index) => ({ definition: container, raw: raws[index] ?? {} })),
      raw,
      cpu: sizeOf(raw['cpu'], /^(\d{0,6}(?:\.\d{1,4})?) ?vcpu$/i),
      memory: sizeOf(raw['memory'], /^(\d{1,6}(?:\.\d{1,4})?) ?gb$/i),
      region: arn?.region,
      account: arn?.account,
    }) as CheckedDefinition,
  };
}

/** Units, or a text of 1,024 of them such as `1 vCPU` and `2GB`. */
function sizeOf(value: unknown, large: RegExp): number | undefined {
  const units = asInteger(value);
  if (units !== undefined) return units;
  const amount = typeof value === 'string' ? large.exec(value.trim())?.[1] : undefined;
  const number = amount === undefined || amount === '' ? Number.NaN : Number(amount) * 1024;
  return Number.isFinite(number) ? number : undefined;
}

/** What a value is instead, where that can be told, and how to get a definition from it. */
function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    const isList = asArray(value).some((one) => asText(asObject(one)?.['image']) !== undefined);
    return isList
      ? 'a list of container definitions: put it into {"family": "NAME", "containerDefinitions": …}, with roles, CPU and memory'
      : 'a list';
  }
  const object = asObject(value);
  if (object === undefined) return value === null ? 'null' : `a ${typeof value}`;
  if (isTemplate(object))
    return 'a CloudFormation template: check what it registered, with `aws ecs describe-task-definition`';
  if (asObject(object['planned_values']) !== undefined || object['terraform_version'] !== undefined)
    return 'a plan of Terraform: check what it registered, with `aws ecs describe-task-definition`';
  if (Array.isArray(object['services'])) return 'an answer about services: give it with --service';
  if (Array.isArray(object['TargetGroups'])) return 'an answer about target groups: give it with --target-group';
  if (Array.isArray(object['events'])) return 'a recording: `ecs-medic replay` explains it';
  const names = Object.keys(object).slice(0, 5);
  return names.length === 0 ? 'an empty object' : `an object with ${names.join(', ')}`;
}

const isTemplate = (object: JsonObject): boolean =>
  object['AWSTemplateFormatVersion'] !== undefined ||
  Object.values(asObject(object['Resources']) ?? {}).some((one) => asText(asObject(one)?.['Type']) !== undefined);
