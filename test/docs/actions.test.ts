import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { GUARDS, OVERRULABLE } from '../../lib/domain/action/guards';

const page = readFileSync(join(__dirname, '..', '..', 'docs', 'actions.md'), 'utf8');
const codesIn = (text: string): readonly string[] => [...text.matchAll(/`([^`]+)`/g)].flatMap(([, code]) => code ?? []);
/** What stands in the first column of the table under a heading. */
const firstColumn = (heading: string): readonly string[] => {
  const [section = ''] = page.split(`\n## ${heading}\n`).slice(1);
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'));
  return rows.flatMap((row) => codesIn(row.split('|')[1] ?? ''));
};

describe('the guide to actions', () => {
  it('names every safeguard, in the order in which they are asked', () => {
    const told = firstColumn('What refuses');
    const { 'scale-to-zero': zero = [], 'roll-back': back = [] } = GUARDS.incident;
    for (const guards of [zero, back]) {
      const ids = guards.map(({ id }) => id as string);
      expect(told.filter((id) => ids.includes(id))).toEqual(ids);
    }
    const known = [...zero, ...back].map(({ id }) => id as string);
    expect(told.filter((id) => !known.includes(id))).toEqual([]);
  });

  it('names what a person may overrule', () => {
    const row = page.split('\n').find((line) => line.startsWith('| `--despite-safeguards`')) ?? '';
    const [, after = ''] = row.split('may overrule: ');
    expect([...codesIn(after)].sort()).toEqual([...OVERRULABLE].sort());
  });
});
