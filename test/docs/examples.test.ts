import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { asObject } from '../../lib/domain/json';
import { bundledCli } from '../cli/run-cli';

const project = resolve(__dirname, '..', '..');
const cli = bundledCli();
const desk = join(cli.folder, 'desk');

/** Commands that ask AWS wherever they are used. Their options are checked beside, their work on the emulator. */
const LIVE =
  /\becs-medic (?:send-test|mute|redrive|diagnose|doctor|decisions|restore|roll-back|scale-to-zero|unlatch|timeline(?!.*--recording))\b|--live\b|--cluster\b/;

interface Example {
  readonly page: string;
  readonly command: string;
}

/** The lines of fenced shell blocks that run the command. */
function examplesOf(page: string): readonly Example[] {
  const text = readFileSync(join(project, page), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block
      .replaceAll('\\\n', ' ')
      .split('\n')
      .filter((line) => line.includes('npx ecs-medic ') && !LIVE.test(line))
      .map((command) => ({ page, command })),
  );
}

const pages = [
  'README.md',
  ...readdirSync(join(project, 'docs')).flatMap((file) => (file.endsWith('.md') ? `docs/${file}` : [])),
];
const examples = pages.flatMap(examplesOf);

/** What the reader of an example has on the desk: files under the names of the guides, `npx`, and an `aws` that answers from a recording. */
beforeAll(() => {
  cli.build();
  mkdirSync(join(desk, 'bin'), { recursive: true });
  const script = (name: string, text: string): void => {
    writeFileSync(join(desk, 'bin', name), `#!/bin/sh\n${text}\n`);
    chmodSync(join(desk, 'bin', name), 0o755);
  };
  symlinkSync(join(project, 'events'), join(desk, 'events'));
  const sound = readFileSync(
    join(project, 'test/domain/check/definitions/sound/web-behind-a-load-balancer.json'),
    'utf8',
  );
  const definition = JSON.stringify(asObject(JSON.parse(sound))?.['definition']);
  for (const name of ['task-definition.json', 'previous-task-definition.json'])
    writeFileSync(join(desk, name), definition);
  const recording = readFileSync(join(project, 'events/out-of-memory/agent-1027-oom.json'), 'utf8');
  const events = asObject(JSON.parse(recording))?.['events'] as Record<string, unknown>[];
  writeFileSync(join(desk, 'stops.jsonl.gz'), gzipSync(events.map((event) => JSON.stringify(event)).join('\n')));
  writeFileSync(join(desk, 'incident.json'), recording);
  writeFileSync(join(desk, 'tasks.json'), JSON.stringify({ tasks: events.map(({ detail }) => detail), failures: [] }));
  script('npx', `shift\nexec "${process.execPath}" "${cli.bundle}" "$@"`);
  script(
    'aws',
    [
      'case "$1 $2" in',
      `"logs tail") echo "2026-01-15T10:00:00+00:00 app/app/0123 KeyError: 'SECRET_KEY'" ;;`,
      '"ecs describe-tasks") cat tasks.json ;;',
      '"ecs describe-task-definition") cat task-definition.json ;;',
      '*) echo "no answer is recorded for: $*" >&2; exit 1 ;;',
      'esac',
    ].join('\n'),
  );
});

afterAll(() => cli.remove());

it('finds the examples of the guides', () => {
  expect(examples.length).toBeGreaterThan(12);
  for (const command of ['explain', 'replay', 'check', 'schedule preview'])
    expect(examples.filter((example) => example.command.includes(`ecs-medic ${command}`)).length).toBeGreaterThan(0);
});

it.each(examples)('$page: $command', ({ command }) => {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: desk,
    encoding: 'utf8',
    env: { PATH: `${join(desk, 'bin')}:${process.env['PATH']}`, HOME: desk, TZ: 'UTC' },
  });
  expect(stderr).not.toMatch(/ecs-medic:|error:/);
  expect([0, 1]).toContain(status);
  expect(stdout.split('\n').length).toBeGreaterThan(1);
});
