import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { asObject, type JsonObject } from '../lib/domain/json';
import { normaliseLines } from '../lib/domain/text/normalise';
import { parseRecording, type Recording } from '../lib/memory/recording';

/** A recording of `events/`, and where it lies. */
export interface RecordedCase {
  /** `image-tag-not-found/agent-337.json` */
  readonly name: string;
  readonly folder: string;
  readonly recording: Recording;
  readonly expect: Expectation;
  /** Every line of text that a rule may see, as rules see it; expectations and remarks are left out. */
  readonly texts: readonly string[];
}

export interface Expectation {
  readonly causes: readonly string[];
  readonly incident: boolean;
  readonly answerable: boolean;
  readonly variables: readonly string[];
  readonly dropped?: { readonly variable: string; readonly revision: number; readonly previous: number };
  readonly nearMiss?: { readonly missing: string; readonly defined: string };
  readonly port?: { readonly listens: number; readonly mapped?: number; readonly wrong: string };
}

export const eventsFolder = join(__dirname, '..', 'events');

/** Every recording below `events/` but the stories, in the order of their names. */
export const recordedCases = (): readonly RecordedCase[] =>
  readdirSync(eventsFolder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.json') && !path.startsWith('stories'))
    .sort()
    .map((path) => readCase(join(eventsFolder, path)));

export function readCase(path: string): RecordedCase {
  const name = relative(eventsFolder, path);
  const value = JSON.parse(readFileSync(path, 'utf8')) as JsonObject;
  const recording = parseRecording(value, name);
  if ('problem' in recording) throw new Error(`${name}: ${recording.problem}`);
  const expected = asObject(value['expect']);
  if (expected === undefined) throw new Error(`${name}: it has no "expect"`);
  const { expect: _expect, story: _story, source: _source, sourceNote: _note, inferred: _inferred, ...visible } = value;
  return {
    name,
    folder: name.split('/')[0] ?? '',
    recording,
    expect: expected as unknown as Expectation,
    texts: [...textsOf(visible)].flatMap(normaliseLines),
  };
}

function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (typeof value === 'object' && value !== null) for (const inner of Object.values(value)) yield* textsOf(inner);
}
