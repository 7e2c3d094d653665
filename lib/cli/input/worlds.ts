import { basename } from 'node:path';
import { asObject, asText } from '../../domain/json';
import { parseRecording, type Recording } from '../../memory/recording';
import type { Piece } from './json-values';
import { unwrap } from './unwrap';

/** Bare events of one input that are kept to be one world. */
const MOST_EVENTS = 500_000;

/** One world of an input, or a piece that cannot be used. */
export type Input = WorldInput | Unusable;

export interface WorldInput {
  readonly kind: 'world';
  readonly recording: Recording;
  /** The line on which each event stands. */
  lineOf(event: number): number;
}

export interface Unusable {
  readonly kind: 'unusable';
  readonly id: string;
  readonly line: number;
  /** None of its lines was read. */
  readonly isFile?: true;
  readonly error: string;
}

/**
 * The worlds of one input: a recording is a world of its own, all bare events are together one, which comes last.
 * `name` is the path as it was given.
 */
export async function* worldsOf(name: string, pieces: AsyncIterable<Piece>): AsyncGenerator<Input> {
  const events: unknown[] = [];
  const lines: number[] = [];
  const file = name === '-' ? 'stdin' : basename(name);
  let read = 0;
  for await (const piece of pieces) {
    read += 1;
    const { line } = piece;
    const fallbackId = line === 1 ? file : `${file}:${line}`;
    if ('error' in piece) {
      yield { kind: 'unusable', id: fallbackId, line, error: piece.error };
      continue;
    }
    for (const part of unwrap(piece.value)) {
      const at = part.where === '' ? '' : `${part.where}: `;
      if ('error' in part) {
        yield { kind: 'unusable', id: fallbackId, line, error: `${at}${part.error}` };
      } else if (!isEvent(part.value)) {
        const recording = parseRecording(part.value, fallbackId);
        yield 'problem' in recording
          ? {
              kind: 'unusable',
              id: asText(asObject(part.value)?.['id']) ?? fallbackId,
              line,
              error: at + recording.problem,
            }
          : { kind: 'world', recording, lineOf: () => line };
      } else if (events.length >= MOST_EVENTS) {
        yield { kind: 'unusable', id: fallbackId, line, error: `more than ${MOST_EVENTS} bare events in one input` };
        return;
      } else {
        events.push(part.value);
        lines.push(line);
      }
    }
  }
  if (read === 0) yield { kind: 'unusable', id: file, line: 1, error: 'the input is empty' };
  if (events.length === 0) return;
  const recording = parseRecording({ id: file, events }, file);
  if (!('problem' in recording)) yield { kind: 'world', recording, lineOf: (event) => lines[event] ?? 1 };
}

/** An EventBridge event that stands alone; also one whose detail-type an input transformer took away. */
export function isEvent(value: unknown): boolean {
  const object = asObject(value);
  if (object === undefined || Array.isArray(object['events'])) return false;
  return object['detail-type'] !== undefined || (object['detail'] !== undefined && object['source'] !== undefined);
}
