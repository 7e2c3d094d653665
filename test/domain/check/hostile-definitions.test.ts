import fc from 'fast-check';
import { checkFiles } from '../../../lib/app/check-files';
import { definitionsIn } from './planted-definitions';

const check = (value: unknown) =>
  checkFiles({
    inputs: [{ file: 'x', value }],
    previous: [],
    context: { targetGroups: [], onFargate: true },
    ignore: new Set(),
  }).then((report) => ({ report, text: JSON.stringify(report) }));

const HOSTILE = '\u001b[2J\u202e<script>alert(1)</script>\u0007\u200b';

it('leaves nothing of a name that could steer a terminal', async () => {
  const { report } = await check({
    family: `f${HOSTILE}`,
    containerDefinitions: [
      {
        name: `a${HOSTILE}`,
        image: `nginx${HOSTILE}`,
        dependsOn: [{ containerName: `b${HOSTILE}`, condition: HOSTILE }],
      },
    ],
  });
  const texts = report.definitions.flatMap(({ definition, findings }) => [
    definition,
    ...findings.flatMap(({ what, why, fix, snippet = '', command = '', container = '' }) => [
      what,
      why,
      fix,
      snippet,
      command,
      container,
    ]),
  ]);
  expect(texts.length).toBeGreaterThan(10);
  for (const text of texts) expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b\u202e]/);
});

it('puts no name into a command that a shell would take for more than a word', async () => {
  const { report } = await check({
    family: 'f; rm -rf ~',
    containerDefinitions: [
      { name: 'a', image: 'nginx:1', environment: [{ name: 'A_PASSWORD', value: 'Tr0ub4dor-3-x' }] },
    ],
  });
  const findings = report.definitions.flatMap((one) => one.findings);
  expect(findings.map(({ id }) => id)).toContain('secret-in-environment');
  for (const { command = '' } of findings) expect(command).not.toContain('rm -rf');
});

it('tells no value of a variable', async () => {
  const values = ['Tr0ub4dor-and-3-horses', 'postgres://u:Qm7zK2vX9pLw@db/x', 'AKIAIOSFODNN7EXAMPLE'];
  const { text, report } = await check({
    family: 'f',
    containerDefinitions: [
      {
        name: 'a',
        image: 'nginx:1',
        environment: values.map((value, index) => ({ name: `PASSWORD_${index}`, value })),
        healthCheck: { command: [`curl -H "Authorization: Bearer ${values[0]}" http://localhost/`] },
      },
    ],
  });
  expect(report.definitions.flatMap(({ findings }) => findings.map(({ id }) => id))).toContain('secret-in-environment');
  for (const value of ['Tr0ub4dor', 'Qm7zK2vX9pLw', 'AKIAIOSFODNN7EXAMPLE']) expect(text).not.toContain(value);
});

it('answers for every value that JSON can be', async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const { report } = await check(value);
      expect(report.definitions.length + report.unusable.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
});

/** Replaces one member somewhere within a definition. */
function mutated(value: unknown, path: readonly number[], replacement: unknown): unknown {
  const [at, ...rest] = path;
  if (at === undefined || typeof value !== 'object' || value === null) return replacement;
  const keys = Object.keys(value);
  const key = keys[at % Math.max(1, keys.length)];
  if (key === undefined) return replacement;
  const member = (value as Record<string, unknown>)[key];
  const inner = mutated(member, rest, replacement);
  return Array.isArray(value)
    ? value.map((one, index) => (String(index) === key ? inner : one))
    : { ...value, [key]: inner };
}

it('answers for definitions in which anything stands in the place of anything', async () => {
  const all = [...definitionsIn('faulty'), ...definitionsIn('sound')].map(({ definition }) => definition);
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...all),
      fc.array(fc.nat(12), { minLength: 1, maxLength: 5 }),
      fc.jsonValue({ maxDepth: 2 }),
      async (definition, path, replacement) => {
        const { report } = await check(mutated(definition, path, replacement));
        expect(report.definitions.length + report.unusable.length).toBe(1);
      },
    ),
    { numRuns: 1000 },
  );
});
