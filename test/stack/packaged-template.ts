import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asObject, type JsonObject } from '../../lib/domain/json';

const project = join(__dirname, '..', '..');
const sources = [
  'serverless.yml',
  'package-lock.json',
  'scripts/package-template.mjs',
  ...under('lib/stack'),
  ...under('handlers'),
];

export interface Resource {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
  readonly Condition?: string;
}

export interface Template {
  readonly Parameters: Readonly<Record<string, JsonObject>>;
  readonly Rules: Readonly<Record<string, JsonObject>>;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs: JsonObject;
}

/**
 * The template that is deployed. osls takes seconds to make it, so it is kept under the hash of all that it is made of.
 */
export function packagedTemplate(): Template {
  const hash = createHash('sha256');
  for (const file of sources) hash.update(file).update(readFileSync(join(project, file)));
  const kept = join(project, 'dist', 'stack-test', `${hash.digest('hex').slice(0, 16)}.json`);
  try {
    return JSON.parse(readFileSync(kept, 'utf8'));
  } catch {
    mkdirSync(join(kept, '..'), { recursive: true });
    const template = make();
    writeFileSync(`${kept}.${process.pid}`, template);
    renameSync(`${kept}.${process.pid}`, kept);
    return JSON.parse(template);
  }
}

/** Packages in a folder of its own, with zips that are none: what is in them does not matter to the template. */
function make(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-stack-'));
  try {
    cpSync(join(project, 'serverless.yml'), join(folder, 'serverless.yml'));
    cpSync(join(project, 'lib/stack'), join(folder, 'lib/stack'), { recursive: true });
    mkdirSync(join(folder, 'dist', 'lambda'), { recursive: true });
    for (const file of under('handlers'))
      writeFileSync(join(folder, 'dist', 'lambda', file.replace(/^handlers\/(.*)\.ts$/, '$1.zip')), file);
    const script = join(project, 'scripts', 'package-template.mjs');
    const { status, stderr } = spawnSync(process.execPath, [script], { cwd: folder, encoding: 'utf8' });
    if (status !== 0) throw new Error(`the template could not be packaged:\n${stderr}`);
    return readFileSync(join(folder, 'dist', 'package', 'template.json'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function under(folder: string): readonly string[] {
  return readdirSync(join(project, folder))
    .sort()
    .map((file) => `${folder}/${file}`);
}

export type Named<T> = readonly [id: string, properties: T];

/** Logical ids and properties of all resources of a type. */
export const resourcesOf = ({ Resources }: Template, type: string): readonly Named<JsonObject>[] =>
  Object.entries(Resources).flatMap(([id, { Type, Properties }]) => (Type === type ? [[id, Properties] as const] : []));

/** The logical id that a value names, by `Ref` or `Fn::GetAtt`. */
export function idIn(value: unknown): string | undefined {
  const { Ref: ref, 'Fn::GetAtt': attribute } = asObject(value) ?? {};
  if (typeof ref === 'string') return ref;
  return Array.isArray(attribute) ? String(attribute[0]) : undefined;
}

export interface Statement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: unknown;
  readonly Action: string | readonly string[];
  readonly Resource: unknown;
  readonly Condition?: JsonObject;
}

export const statementsIn = (document: unknown): readonly Statement[] =>
  (asObject(document)?.['Statement'] ?? []) as readonly Statement[];

export const actionsOf = ({ Action }: Statement): readonly string[] => [Action].flat();
