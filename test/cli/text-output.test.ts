import { cellsOf } from '../../lib/render/terminal/cells';
import { recording, stopped, tagNotFound } from './example-events';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const input = JSON.stringify(tagNotFound());
const replayText = (env: Readonly<Record<string, string>> = {}, ...args: readonly string[]) =>
  cli.run(['replay', '-', ...args], { input, env });

const ESCAPE = /\u001b/;

describe('replay for people', () => {
  it('tells what broke, why, the proof and what to do, in this order', async () => {
    const { stdout, code } = await replayText();
    const places = [
      'Thu 15 Jan 2026, UTC',
      '10:00 ✖ orders-api (prod): image tag 1.4.2 does not exist',
      'Error · 1 stop · since 15 Jan 2026 10:00 UTC',
      '[certain] image-tag-not-found',
      'proof',
      'do now',
      'prod/orders-api#1  open',
      '1 world, 1 incident, 0 values hidden by redaction',
    ].map((text) => [text, stdout.indexOf(text)] as const);
    expect(places.filter(([, at]) => at < 0)).toEqual([]);
    expect(places.map(([, at]) => at)).toEqual([...places.map(([, at]) => at)].sort((a, b) => a - b));
    expect(code).toBe(0);
  });

  it.each([
    ['40', 40],
    ['80', 80],
    ['120', 120],
    ['0', 80],
    ['7', 40],
    ['9999', 120],
    ['wide', 80],
  ])('fits COLUMNS=%s into %i cells, save commands and addresses', async (columns, width) => {
    const { stdout } = await replayText({ COLUMNS: columns });
    const tooLong = stdout.split('\n').filter((line) => cellsOf(line) > width && !/ --\w|https?:/.test(line));
    expect(tooLong).toEqual([]);
    const longest = Math.max(...stdout.split('\n').map(cellsOf));
    expect(longest).toBeGreaterThan(width - 8);
  });

  const threeStops = JSON.stringify(
    ['a', 'b', 'c'].map((letter, minute) => tagNotFound(letter.repeat(32), `2026-01-15T10:0${minute * 2}:00Z`)),
  );

  it('shows one message for stops that say the same, and below it what was edited in it', async () => {
    const { stdout } = await cli.run(['replay', '-'], { input: threeStops });
    expect(stdout.match(/✖/g)).toHaveLength(1);
    expect(stdout).toContain('\n  10:04 edited: 3 stops in 4 min\n');
  });

  it('folds them with --show verdicts too, which tells step by step', async () => {
    const { stdout } = await cli.run(['replay', '-', '--show', 'verdicts'], { input: threeStops });
    expect(stdout).toContain('10:00 ✖ orders-api (prod): the image tag does not exist');
    expect(stdout).toContain('3 stops in 4 min · revision 9 · container app');
    expect(stdout.match(/✖/g)).toHaveLength(1);
  });

  it('shows with --why which rule found what, where', async () => {
    const { stdout } = await replayText({}, '--why');
    expect(stdout).toMatch(/image-pull found by \S+ in reason of container app, line 1/);
    expect(stdout).toMatch(/weighed\s+1 image-tag-not-found \[certain\]/);
  });

  it('says with --why which events were left alone, and why', async () => {
    const foreign = { ...tagNotFound(), source: 'my.ecs' };
    const events = JSON.stringify([foreign, tagNotFound()]);
    expect((await cli.run(['replay', '-'], { input: events })).stdout).toContain('1 event left alone (--why says why)');
    expect((await cli.run(['replay', '-', '--why'], { input: events })).stdout).toContain(
      'event 1 was left alone: its source is "my.ecs", not "aws.ecs"',
    );
  });

  it('names file and line of what is unusable in a sentence', async () => {
    const path = cli.write('cut.jsonl', `${JSON.stringify(recording('a', tagNotFound()))}\n{"id":`);
    const { stdout, stderr, code } = await cli.run(['replay', path]);
    expect(stdout).toContain('orders-api (prod): image tag 1.4.2 does not exist');
    expect(stderr).toBe(`ecs-medic: ${path}:2: not valid JSON: the text ends within the value\n`);
    expect(code).toBe(2);
  });
});

describe('colour', () => {
  it.each([
    ['nothing: it is no terminal', {}, [], false],
    ['--color always', {}, ['--color', 'always'], true],
    ['FORCE_COLOR', { FORCE_COLOR: '1' }, [], true],
    ['FORCE_COLOR=0', { FORCE_COLOR: '0' }, [], false],
    ['NO_COLOR with FORCE_COLOR', { NO_COLOR: '1', FORCE_COLOR: '1' }, [], false],
    ['--color never with FORCE_COLOR', { FORCE_COLOR: '1' }, ['--color', 'never'], false],
    ['--color always with NO_COLOR', { NO_COLOR: '1' }, ['--color', 'always'], true],
  ] as const)('follows %s', async (_, env, args, coloured) => {
    const { stdout } = await replayText(env, ...args);
    expect(ESCAPE.test(stdout)).toBe(coloured);
  });

  it('is never in JSON', async () => {
    const { stdout } = await replayText({ FORCE_COLOR: '1' }, '--format', 'jsonl', '--color', 'always');
    expect(ESCAPE.test(stdout)).toBe(false);
  });
});

describe('hostile text', () => {
  const attack = [
    '\u001b[2J\u001b[31mred',
    '\u001b]52;c;ZXZpbA==\u0007',
    '\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\',
    '\u001bP$q"p\u001b\\',
    '\u009b31m',
    '\u202egnp.exe\u202c',
    'pass\u0008\u0008word',
    'bell\u0007\u0007',
    'over\rwritten',
    '\u0000nul\u007f\u200bjoiner\u2066iso\u2069\ufeff',
  ].join(' ');
  const hostile = stopped('d'.repeat(32), '2026-01-15T10:00:00Z', {
    group: `service:${attack}`,
    stopCode: 'TaskFailedToStart',
    stoppedReason: `CannotPullContainerError: failed to resolve ref registry.example.com/app:1: ${attack}: not found`,
    containers: [
      { name: attack, lastStatus: 'STOPPED', reason: `CannotPullContainerError: ${attack} not found`, image: attack },
    ],
  });
  const HARMFUL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/;

  it.each([['text'], ['jsonl']])('reaches the terminal as harmless characters in --format %s', async (format) => {
    const { stdout, stderr } = await cli.run(
      ['replay', '-', '--format', format, ...(format === 'text' ? ['--why'] : [])],
      {
        input: JSON.stringify({ id: attack, source: attack, events: [hostile] }),
      },
    );
    expect(HARMFUL.exec(stdout)).toBeNull();
    expect(HARMFUL.exec(stderr)).toBeNull();
    expect(stdout).toContain('evil');
  });

  it('leaves no escape but our own colours when there is colour', async () => {
    const { stdout } = await cli.run(['replay', '-', '--color', 'always'], {
      input: JSON.stringify({ id: attack, events: [hostile] }),
    });
    const rest = stdout.replace(/\u001b\[(?:1|2|22|31|32|33|36|39)m/g, '');
    expect(HARMFUL.exec(rest)).toBeNull();
    expect(stdout).toMatch(ESCAPE);
  });

  it('in an unusable line does nothing either', async () => {
    const { stderr } = await cli.run(['replay', '-'], { input: `{"${attack}": ` });
    expect(HARMFUL.exec(stderr)).toBeNull();
    const asJson = await cli.run(['replay', '-', '--format', 'jsonl'], { input: JSON.stringify({ id: attack, x: 1 }) });
    expect(HARMFUL.exec(asJson.stderr)).toBeNull();
    expect(JSON.parse(asJson.stderr).id).toBe(attack);
  });
});
