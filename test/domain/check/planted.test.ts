import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { FINDING_IDS } from '../../../lib/domain/check/finding-id';
import { checkPlanted, definitionsIn, faultyRevisions, type Planted, soundRevisions } from './planted-definitions';

const faulty = [...definitionsIn('faulty'), ...faultyRevisions];
const sound = [...definitionsIn('sound'), ...soundRevisions];
const named = (all: readonly Planted[]) => all.map((one) => [one.name, one] as const);

/** What only AWS can tell. */
const LIVE = ['image-not-in-registry', 'secret-not-in-store', 'role-not-assumable', 'log-group-not-found'];

const found = async (planted: Planted) => (await checkPlanted(planted)).definitions.flatMap(({ findings }) => findings);

describe('a definition with one planted fault', () => {
  it.each(named(faulty))('%s: the fault is found, and nothing else', async (_name, planted) => {
    expect((await found(planted)).map(({ id }) => id)).toEqual(planted.expect);
  });

  it('stands for every finding that needs no AWS', () => {
    expect(faulty.length).toBeGreaterThanOrEqual(30);
    const planted = new Set(faulty.flatMap(({ expect: ids }) => ids));
    expect(FINDING_IDS.filter((id) => !planted.has(id))).toEqual(LIVE);
  });

  it.each(named(faulty))('%s: says what, why and what to do, on a page that exists', async (_name, planted) => {
    for (const { what, why, fix, page } of await found(planted)) {
      for (const text of [what, why, fix]) expect(text).toMatch(/^\S.{15,}[.…]$/);
      expect(`${what} ${why} ${fix}`).not.toMatch(/redacted|undefined|\[object|NaN/);
      expect(existsSync(join(__dirname, '..', '..', '..', page))).toBe(true);
    }
  });

  it.each(named(faulty))('%s: its snippet is JSON', async (_name, planted) => {
    for (const { snippet } of await found(planted))
      if (snippet !== undefined) expect(JSON.parse(snippet)).toBeInstanceOf(Object);
  });
});

describe('a sound definition', () => {
  it('is one of at least ten', () => expect(sound.length).toBeGreaterThanOrEqual(10));

  it.each(named(sound))('%s: nothing is found', async (_name, planted) => {
    const { definitions, unusable } = await checkPlanted(planted);
    expect(unusable).toEqual([]);
    expect(definitions).toHaveLength(1);
    expect(definitions.flatMap(({ findings }) => findings)).toEqual([]);
  });
});
