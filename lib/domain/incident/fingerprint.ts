import type { CauseKind } from '../causes/cause';
import type { CauseId } from '../causes/cause-id';
import type { DiagnosisRecord } from '../diagnosis/diagnosis-record';
import type { Symptom } from '../symptom';
import { shortHash } from '../text/short-hash';

/** Stands in every fingerprint: a changed way of making them must not take old causes for new ones. */
const ALGORITHM = 'f1';
const LONGEST_LINE = 200;

interface Fingerprinted {
  readonly cause: CauseId;
  readonly kind: CauseKind;
  readonly container?: string;
  readonly variables: readonly string[];
  readonly quotes: readonly { readonly text: string }[];
}

/**
 * Names a cause over stops and incidents: container and cause; of a general cause also the first line of the error, so
 * that two programs that end with exit code 1 for different reasons are two. Never a task id.
 */
export function fingerprintOf({ cause, kind, container = '', variables, quotes }: Fingerprinted): string {
  const line = kind === 'unknown' ? withoutNumbers(quotes[0]?.text ?? '') : '';
  return `${ALGORITHM}.${cause}.${shortHash([container, [...variables].sort().join(','), line].join('|'))}`;
}

/**
 * What an event alone shows of its cause. Stops with the same signature are counted under one cause without reading
 * evidence again; a new revision is looked at anew.
 */
export function signatureOf(symptom: Symptom, diagnosis: DiagnosisRecord | undefined): string {
  const task = symptom.kind === 'stop' ? symptom.stop : undefined;
  return shortHash(
    [
      symptom.kind,
      diagnosis?.cause ?? '',
      diagnosis?.container ?? '',
      diagnosis?.exitCode ?? '',
      task?.family ?? '',
      task?.revision ?? '',
      withoutNumbers(diagnosis?.quotes[0]?.text ?? ''),
    ].join('|'),
  );
}

/** A line without what differs from stop to stop: every word with a digit, so ids, addresses, times, counts. */
const withoutNumbers = (line: string): string =>
  line
    .slice(0, LONGEST_LINE * 2)
    .toLowerCase()
    .replace(/[\w-]*\d[\w-]*/g, '#')
    .replace(/#(?:[.:,/_x]#)+/g, '#')
    .slice(0, LONGEST_LINE);
