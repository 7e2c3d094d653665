import { noEvidence } from '../../lib/app/collect-evidence';
import { containerAtStart, containerWords, UNNAMED_CONTAINER } from '../../lib/domain/container-words';
import { diagnose } from '../../lib/domain/diagnosis/diagnose';
import { rules } from '../../lib/domain/rules';
import { recordedCases } from '../recorded-cases';

it('names a container that has a name', () => {
  expect(containerWords('app')).toBe('container app');
  expect(containerAtStart('app')).toBe('Container app');
});

it('says just the container where it has none', () => {
  expect(containerWords(UNNAMED_CONTAINER)).toBe('the container');
  expect(containerAtStart(UNNAMED_CONTAINER)).toBe('The container');
});

it('speaks well of a pasted text, which names no container', () => {
  const texts = new Set(recordedCases().flatMap((one) => one.texts));
  const diagnoses = [...texts].flatMap((text) => diagnose({ kind: 'text', text }, noEvidence('a text'), rules) ?? []);
  expect(diagnoses.length).toBeGreaterThan(300);
  const written = diagnoses.map(({ reasoning, ...told }) => JSON.stringify([told, reasoning.superseded]));
  expect(written.filter((words) => /container the container/i.test(words))).toEqual([]);
});
