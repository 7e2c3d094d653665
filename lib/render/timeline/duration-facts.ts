import type { Durations } from '../../domain/timeline/timeline';
import { durationOf } from '../words';

/** One of the five durations, in words; `–` where it did not happen. */
export interface DurationFact {
  readonly name: string;
  readonly length: string;
  /** What it measures. */
  readonly meaning: string;
}

const FACTS: readonly (readonly [keyof Durations, string, string])[] = [
  ['detect', 'Detect', 'from the first failure to the first alert'],
  ['diagnose', 'Diagnose', 'from the first failure to a known cause'],
  ['act', 'Act', 'from the first failure to the first action, whoever took it'],
  ['recover', 'Recover', 'from the first failure to tasks that run steadily'],
  ['total', 'Total', 'from the first failure to the end of the incident'],
];

/** The five durations, always all of them, in their order. */
export const durationFacts = (durations: Durations): readonly DurationFact[] =>
  FACTS.map(([key, name, meaning]) => {
    const milliseconds = durations[key];
    return { name, meaning, length: milliseconds === undefined ? '–' : durationOf(milliseconds) };
  });
