import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { replay } from '../../lib/app/replay';
import { verdictOf } from '../../lib/app/verdict';
import { CAUSE_IDS } from '../../lib/domain/causes/cause-id';
import { causes } from '../../lib/domain/causes/index';
import { pages } from '../../lib/domain/causes/pages';
import { rules } from '../../lib/domain/rules';
import { memoryPorts } from '../../lib/memory/memory-ports';
import type { Recording } from '../../lib/memory/recording';
import { eventsFolder, recordedCases } from '../recorded-cases';

const ids = Object.values(CAUSE_IDS).flat();
const cases = recordedCases();

const replayed = (recording: Recording) => replay(recording, (now) => memoryPorts(recording, now), rules);

describe('the register of causes', () => {
  it('has exactly the canonical ids', () => {
    expect(causes.map(({ id }) => id).sort()).toEqual([...ids].sort());
  });

  it('has a page for each', () => {
    expect(Object.keys(pages).sort()).toEqual([...ids].sort());
  });

  it('has one file for each, named after it, in the folder of its group', () => {
    const files = Object.keys(CAUSE_IDS).flatMap((group) =>
      readdirSync(join(__dirname, '../../lib/domain/causes', group)).map(
        (file) => `${group}/${file.replace(/\.ts$/, '')}`,
      ),
    );
    for (const { group, id } of causes) expect(files).toContain(`${group}/${id}`);
  });

  it('has a folder of recordings for each cause that is an incident, and no other folder', () => {
    const folders = readdirSync(eventsFolder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
    const expected = [...causes.filter(({ kind }) => kind !== 'normal').map(({ id }) => id), 'normal', 'stories'];
    expect(folders.sort()).toEqual(expected.sort());
  });

  it('puts each cause into the group of its id', () => {
    for (const { id, group } of causes) expect(CAUSE_IDS[group]).toContain(id);
  });

  it('supersedes only causes that exist, and never itself', () => {
    for (const cause of causes) {
      for (const other of cause.supersedes ?? []) expect(ids).toContain(other);
      expect(cause.supersedes ?? []).not.toContain(cause.id);
    }
  });

  it.each(causes.map(({ id }) => [id] as const))('says everything on the page of %s', (id) => {
    const page = pages[id];
    expect(page.meaning.length).toBeGreaterThan(60);
    expect(page.confusedWith.length).toBeGreaterThan(20);
    expect(page.impact).toMatch(/^[A-Z].*\.$/s);
    expect(page.fix.length).toBeGreaterThanOrEqual(1);
    expect(page.links.length).toBeGreaterThanOrEqual(1);
    for (const link of page.links) expect(link).toMatch(/^https:\/\//);
    for (const named of page.confusedWith.matchAll(/`([a-z]+(?:-[a-z0-9]+)+)`/g))
      if (/^(?:image|exit|secret|elb|log|volume|eni|placement|role)-/.test(named[1] ?? ''))
        expect(ids).toContain(named[1]);
  });
});

describe('the detectors', () => {
  it('have unique ids and lower-case hints', () => {
    const names = rules.detectors.map(({ id }) => id);
    expect(new Set(names).size).toBe(names.length);
    for (const { hints } of rules.detectors) {
      expect(hints.length).toBeGreaterThan(0);
      for (const hint of hints) expect(hint).toBe(hint.toLowerCase());
    }
  });
});

describe.each(cases.map((one) => [one.name, one] as const))(
  'events/%s',
  (_name, { folder, recording, expect: expected, texts }) => {
    it('gets an accepted cause', async () => {
      const { diagnosis } = await replayed(recording);
      const verdict = verdictOf(recording.id, diagnosis);
      if (expected.answerable) expect(expected.causes).toContain(verdict.cause);
      else if (verdict.confidence === 'certain') expect(expected.causes).toContain(verdict.cause);
      if (expected.answerable) expect(verdict.incident).toBe(expected.incident);
    });

    it('lies in the folder of its cause', () => {
      const cause = causes.find(({ id }) => id === expected.causes[0]);
      expect(folder).toBe(cause?.kind === 'normal' ? 'normal' : cause?.id);
    });

    it('is explained by quotes that stand in it, and by names that stand in it', async () => {
      const { diagnosis } = await replayed(recording);
      const all = texts.join('\n').replace(/\s+/g, ' ').toLowerCase();
      for (const { text } of diagnosis?.quotes ?? []) expect(all).toContain(text.replace(/\s+/g, ' ').toLowerCase());
      const letters = all.toUpperCase().replace(/[^A-Z0-9]/g, '');
      for (const name of diagnosis?.variables ?? [])
        expect(letters).toContain(name.toUpperCase().replace(/[^A-Z0-9]/g, ''));
      if (diagnosis?.confidence === 'certain') expect(diagnosis.quotes.length).toBeGreaterThan(0);
    });

    it('names the variables that it should', async () => {
      const { diagnosis } = await replayed(recording);
      const said = (diagnosis?.variables ?? []).map((name) => name.toUpperCase().replace(/[^A-Z0-9]/g, ''));
      for (const name of expected.variables) expect(said).toContain(name.toUpperCase().replace(/[^A-Z0-9]/g, ''));
    });

    it('breaks no rule of ours', async () => {
      const { steps } = await replayed(recording);
      expect(steps.flatMap(({ diagnosis }) => diagnosis?.reasoning.faults ?? [])).toEqual([]);
    });

    it('is judged with care when no evidence can be read', async () => {
      const { events, id, synthetic } = recording;
      const alone: Recording = { id, events, synthetic, unavailable: new Map() };
      const { steps } = await replayed(alone);
      const told = JSON.stringify(events);
      for (const { diagnosis, symptom } of steps) {
        if (diagnosis === undefined) continue;
        if (diagnosis.confidence === 'certain')
          for (const { text } of diagnosis.quotes.slice(0, 1))
            expect(told.replace(/\\n|\\t|\\/g, '')).toContain(
              text
                .replace(/[\n\t\\]/g, '')
                .slice(0, 40)
                .replace(/"/g, '"'),
            );
        if (symptom.kind === 'stop' && diagnosis.cause.kind === 'unknown')
          expect(diagnosis.unchecked.map(({ what }) => what)).toContain('the log');
      }
    });
  },
);
