import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { FINDING_IDS } from '../../lib/domain/check/finding-id';
import { asObject, asObjects } from '../../lib/domain/json';
import { definitionsIn } from '../domain/check/planted-definitions';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const project = join(__dirname, '..', '..');
const story = asObject(JSON.parse(readFileSync(join(project, 'events/stories/first-deploys.json'), 'utf8')));
const revision = (number: number): object => ({
  taskDefinition: asObjects(story?.['taskDefinitions']).find((one) => one['revision'] === number),
});
const file = (name: string, value: unknown): string => cli.write(name, JSON.stringify(value));
const planted = (name: string): unknown =>
  [...definitionsIn('faulty'), ...definitionsIn('sound')].find((one) => one.name === name)?.definition;

describe('check', () => {
  it('tells a person what, why, what to do and the page, within 80 columns', async () => {
    const path = file('r6.json', revision(6));
    const { stdout, stderr, code } = await cli.run(['check', path, '--against', file('r5.json', revision(5))]);
    expect([stderr, code]).toEqual(['', 1]);
    expect(stdout).toContain(`myapp:6 (${path}): 3 errors`);
    expect(stdout).toContain(
      'error  app-container no longer gets SECRET_KEY, which myapp:5 had in secrets.\n  why       An application',
    );
    expect(stdout).toContain('  page      docs/causes/exit-missing-configuration.md  [secret-dropped]');
    expect(stdout).toContain(
      '"valueFrom": "arn:aws:secretsmanager:eu-central-1:111122223333:secret:myapp/SECRET_KEY-a1B2c3"',
    );
    const prose = stdout.split('\n').filter((line) => !/"valueFrom"|\.json\)/.test(line));
    expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('says that nothing was found, and ends with 0', async () => {
    const { stdout, code } = await cli.run(['check', file('sound.json', planted('worker-without-ports'))]);
    expect([stdout, code]).toEqual([expect.stringMatching(/^worker \(.*\): nothing found\n$/), 0]);
  });

  it('ends with 0 for warnings, and with 1 with --strict', async () => {
    const path = file('latest.json', planted('image-latest'));
    expect((await cli.run(['check', path])).code).toBe(0);
    expect((await cli.run(['check', path, '--strict'])).code).toBe(1);
  });

  it('leaves out what is to be ignored, and says how much', async () => {
    const path = file('latest.json', planted('image-latest'));
    const { stdout, code } = await cli.run(['check', path, '--strict', '--ignore', 'image-latest']);
    expect(stdout).toContain('nothing found, 1 ignored');
    expect(code).toBe(0);
  });

  it('reads standard input, several files, and several definitions in one', async () => {
    const both = `${JSON.stringify(planted('image-latest'), null, 2)}\n${JSON.stringify([planted('image-untagged')])}\n`;
    const { stdout } = await cli.run(['check', '-', file('r1.json', revision(1))], { input: both });
    expect(stdout.match(/^\S.* \(.*\): .*$/gm)).toEqual([
      'search (standard input): 1 warning',
      'mailer (standard input): 1 warning',
      expect.stringMatching(/^myapp:1 .*nothing found$/),
    ]);
  });

  it('compares each definition with the one of its family', async () => {
    const before = `${JSON.stringify(revision(5))}\n${JSON.stringify(planted('image-latest'))}`;
    const { stdout } = await cli.run([
      'check',
      file('r6.json', revision(6)),
      file('latest.json', planted('image-latest')),
      '--against',
      cli.write('before.json', before),
    ]);
    expect(stdout.match(/secret-dropped/g)).toHaveLength(3 * 2);
    expect(stdout).toContain('search (');
  });

  it('knows the service, its target groups and its launch type', async () => {
    const definition = { ...(planted('port-twice') as object), requiresCompatibilities: [], networkMode: 'bridge' };
    const service = {
      services: [
        {
          serviceName: 'shop',
          capacityProviderStrategy: [{ capacityProvider: 'FARGATE_SPOT' }],
          loadBalancers: [{ containerName: 'shop', containerPort: 8081 }],
        },
      ],
    };
    const { stdout } = await cli.run([
      'check',
      file('shop.json', definition),
      '--service',
      file('service.json', service),
      '--target-group',
      file('groups.json', { TargetGroups: [{ TargetGroupName: 'shop', Port: 80, TargetType: 'instance' }] }),
    ]);
    expect([...stdout.matchAll(/ {2}\[([a-z-]+)\]$/gm)].map(([, id]) => id)).toEqual([
      'port-not-mapped',
      'target-type',
      'port-twice',
      'fargate-parameter',
    ]);
  });

  it('prints JSON of its schema, and nothing else on standard output', async () => {
    const schema = JSON.parse(readFileSync(join(project, 'docs/check.schema.json'), 'utf8'));
    const validate = new Ajv({ strict: true }).compile(schema);
    const path = file('r6.json', revision(6));
    const { stdout, stderr, code } = await cli.run([
      'check',
      path,
      cli.write('broken.json', '{"family": '),
      '--format',
      'json',
      '--target-port',
      '80',
      '--region',
      'us-east-1',
      '--against',
      file('r5.json', revision(5)),
    ]);
    const report = JSON.parse(stdout);
    expect(validate(report) ? [] : validate.errors).toEqual([]);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(report).toMatchObject({
      schema: 'ecs-medic.check/1',
      errors: 4,
      unusable: [{ file: expect.stringContaining('broken') }],
    });
    expect(stderr).toMatch(/broken\.json: line 1: not valid JSON: the text ends within the value/);
    expect(code).toBe(2);
    expect(validate({ ...report, errors: 'many' })).toBe(false);
  });

  it.each([
    [['check'], /missing required argument 'file'/],
    [['check', 'nowhere.json'], /nowhere\.json: no such file or folder/],
    [['check', 'package.json'], /expected a task definition: .*got an object with name, version/],
    [['check', '-', '--against', '-'], /standard input can be read once only/],
    [['check', '-', '--target-port', '0'], /Expected a port between 1 and 65535/],
    [['check', '-', '--region', 'Frankfurt'], /Expected a Region such as eu-central-1/],
    [['check', '-', '--ignore', 'image-lates'], /Near: image-latest/],
    [['check', '-', '--service', 'package.json'], /--service package\.json: expected one service, .*got none/],
    [
      ['check', '-', '--target-group', 'package.json'],
      /--target-group package\.json: expected target groups, .*got none/,
    ],
    [['check', '-', '--against', 'package.json'], /--against package\.json: expected a task definition/],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, code } = await cli.run(args, { input: JSON.stringify(planted('image-latest')) });
    expect(stderr).toMatch(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  it('refuses a revision of another family, and a port for several definitions', async () => {
    const path = file('latest.json', planted('image-latest'));
    const stranger = await cli.run(['check', path, '--against', file('r5.json', revision(5))]);
    expect([stranger.stderr, stranger.code]).toEqual([
      'ecs-medic: --against: expected a revision of search, got one of myapp\n',
      2,
    ]);
    const several = await cli.run(['check', path, file('r5.json', revision(5)), '--target-port', '80']);
    expect(several.stderr).toContain('--target-port belongs to one task definition, got 2');
    expect(several.code).toBe(2);
  });
});

describe('docs/check.md', () => {
  const page = readFileSync(join(project, 'docs/check.md'), 'utf8');

  it('lists every finding that there is', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \| (?:error|warning|as above) \|/gm)].map(([, id]) => id);
    expect([...listed].sort()).toEqual([...FINDING_IDS].sort());
  });

  it('shows JSON as it is printed', async () => {
    const shown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
    const definition = { ...(planted('fargate-size') as object), family: 'orders', revision: 12 };
    const { stdout } = await cli.run(['check', '-', '--format', 'json'], { input: JSON.stringify(definition) });
    const [checked] = shown.definitions;
    expect({ ...shown, definitions: [{ ...checked, file: '-' }] }).toEqual(JSON.parse(stdout));
  });
});
