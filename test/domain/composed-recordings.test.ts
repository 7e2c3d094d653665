import { replay } from '../../lib/app/replay';
import type { Diagnosis } from '../../lib/domain/diagnosis/diagnosis';
import { rules } from '../../lib/domain/rules';
import { memoryPorts } from '../../lib/memory/memory-ports';
import { type RecordedCase, recordedCases } from '../recorded-cases';

/** Worlds composed of real texts: here the cross-checks have a definition, a revision before and a target group to work on. */
const composed = recordedCases().filter(({ recording }) => recording.synthetic);
const SHARE = 0.95;

async function toldOf({ recording }: RecordedCase): Promise<string> {
  const { diagnosis } = await replay(recording, (now) => memoryPorts(recording, now), rules);
  return diagnosis === undefined ? '' : textOf(diagnosis);
}

const textOf = ({ summary, next, notes = [], chain = [] }: Diagnosis): string =>
  [summary, ...chain, ...notes, next].join('\n');

/** The cases of which a predicate does not hold, with what was told instead. */
async function missesOf(
  cases: readonly RecordedCase[],
  says: (told: string, one: RecordedCase) => boolean,
): Promise<readonly string[]> {
  const misses: string[] = [];
  for (const one of cases) {
    const told = await toldOf(one);
    if (!says(told, one)) misses.push(`${one.name}: ${told}`);
  }
  return misses;
}

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

it('holds at least 60 composed worlds', () => {
  expect(composed.length).toBeGreaterThanOrEqual(60);
});

it('names the variable', async () => {
  const cases = composed.filter(({ expect: { variables } }) => variables.length > 0);
  const misses = await missesOf(cases, (told, { expect: { variables } }) =>
    variables.every((name) => plain(told).includes(plain(name))),
  );
  expect(cases.length).toBeGreaterThanOrEqual(20);
  expect({ enough: misses.length <= cases.length * (1 - SHARE), misses }).toEqual({ enough: true, misses });
});

it('names the revision that dropped the variable', async () => {
  const cases = composed.filter(({ expect: { dropped } }) => dropped !== undefined);
  const misses = await missesOf(
    cases,
    (told, { expect: { dropped } }) =>
      dropped !== undefined &&
      told.includes(`revision ${dropped.revision}`) &&
      told.includes(`revision ${dropped.previous}`) &&
      told.includes(dropped.variable),
  );
  expect(cases.length).toBeGreaterThanOrEqual(8);
  expect({ enough: misses.length <= cases.length * (1 - SHARE), misses }).toEqual({ enough: true, misses });
});

it('names the near miss', async () => {
  const cases = composed.filter(({ expect: { nearMiss } }) => nearMiss !== undefined);
  const misses = await missesOf(
    cases,
    (told, { expect: { nearMiss } }) =>
      nearMiss !== undefined && told.includes(nearMiss.defined) && plain(told).includes(plain(nearMiss.missing)),
  );
  expect(cases.length).toBeGreaterThanOrEqual(5);
  expect({ enough: misses.length <= cases.length * (1 - SHARE), misses }).toEqual({ enough: true, misses });
});

const SIDE: Readonly<Record<string, RegExp>> = {
  mapped: /definition maps|mapped port|map(?:s|ping)? (?:container )?port|containerPort/i,
  'target-group': /target group/i,
  listens: /127\.0\.0\.1|loopback|localhost|listens (?:only )?on/i,
};

it('names the ports and the side that is wrong', async () => {
  const cases = composed.filter(({ expect: { port } }) => port !== undefined);
  const misses = await missesOf(
    cases,
    (told, { expect: { port } }) =>
      port !== undefined &&
      told.includes(String(port.listens)) &&
      (port.mapped === undefined || told.includes(String(port.mapped))) &&
      (SIDE[port.wrong]?.test(told) ?? false),
  );
  expect(cases.length).toBeGreaterThanOrEqual(8);
  expect({ enough: misses.length <= cases.length * (1 - SHARE), misses }).toEqual({ enough: true, misses });
});
