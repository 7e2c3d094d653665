import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { tableStore } from '../../lib/aws/table-store';
import { livedThrough, storyRecording } from '../app/story-recordings';
import { eventsFolder } from '../recorded-cases';
import { startLocalAws } from './local-aws';
import { bundledCli } from './run-cli';

const cli = bundledCli();
let aws: Awaited<ReturnType<typeof startLocalAws>>;
beforeAll(async () => {
  cli.build();
  aws = await startLocalAws();
}, 60_000);
afterAll(async () => {
  await aws.close();
  cli.remove();
});

const STORY = join(eventsFolder, 'stories', 'first-deploys.json');
const run = (...args: readonly string[]) => cli.run(['timeline', ...args], { env: aws.env });
const recorded = (...args: readonly string[]) => run('--recording', STORY, ...args);
const json = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

describe('replay --show timeline', () => {
  const show = (format: string, ...args: readonly string[]) =>
    cli.run(['replay', STORY, '--show', 'timeline', '--format', format, ...args]);

  it('prints one entry a line with the fields of the contract, in the order of their times', async () => {
    const { stdout, stderr, code } = await show('jsonl');
    expect([stderr, code]).toEqual(['', 0]);
    const lines = json(stdout);
    for (const line of lines)
      expect(Object.keys(line)).toEqual(['incidentId', 'occurredAt', 'type', 'importance', 'title', 'cause', 'count']);
    expect(lines.map((line) => line['occurredAt'])).toEqual(lines.map((line) => line['occurredAt']).toSorted());
    expect(lines.filter(({ type, importance }) => type === 'stop' && importance === 'key')).toContainEqual({
      incidentId: 'production/myapp#3',
      occurredAt: '2026-11-10T14:03:50.000Z',
      type: 'stop',
      importance: 'key',
      title: 'Task 8c9e626f of revision 6 stopped: settings APP_NAME and 2 more are missing',
      cause: 'exit-missing-configuration',
      count: 6,
    });
    expect(
      lines.find(({ title }) => title === 'Deployment of revision 2 began (revision 1 → revision 2)'),
    ).toMatchObject({
      incidentId: null,
      type: 'deployment',
    });
  });

  it('prints the same whatever the order of the events, and however often they come', async () => {
    const story = JSON.parse(readFileSync(STORY, 'utf8'));
    const events = [...story.events, ...story.events.slice(20, 60)].reverse();
    const path = cli.write('reversed.json', JSON.stringify({ ...story, events }));
    const { stdout } = await cli.run(['replay', path, '--show', 'timeline', '--format', 'jsonl']);
    expect(stdout).toBe((await show('jsonl')).stdout);
  });

  it('tells a story of at most 25 lines to people', async () => {
    const { stdout } = await show('text');
    const lines = stdout.split('\n').filter((line) => /^\d\d:\d\d:\d\d {2}/.test(line));
    expect(lines.length).toBeGreaterThan(15);
    expect(lines.length).toBeLessThanOrEqual(25);
    expect(stdout).toContain('more left out: --all shows everything');
  });

  it.each(['svg', 'markdown'])(
    'tells the story as %s, as timeline --recording does',
    async (format) => {
      const [told, direct] = [await show(format), await recorded('--format', format)];
      expect([told.stderr, told.code, told.stdout === direct.stdout]).toEqual(['', 0, true]);
    },
    30_000,
  );

  it('draws one story, of one service', async () => {
    const other = join(eventsFolder, 'stories', 'node-on-ec2.json');
    const both = await cli.run(['replay', STORY, other, '--format', 'svg']);
    expect([both.stdout, both.code]).toEqual(['', 2]);
    expect(both.stderr).toContain('--format svg tells one story, and these tell of 2 services');
    const wrong = await cli.run(['replay', STORY, '--format', 'svg', '--show', 'alerts']);
    expect([wrong.stdout, wrong.code]).toEqual(['', 2]);
    expect(wrong.stderr).toContain('--format svg tells the timeline: it goes with --show timeline alone');
  }, 30_000);

  it('counts the incidents for --exit-code', async () => {
    expect((await show('jsonl', '--exit-code')).code).toBe(1);
  });
});

describe('replay --write-timeline', () => {
  it('writes Markdown, a page and a picture of each service, and names them', async () => {
    const folder = join(mkdtempSync(join(cli.folder, 'stories-')), 'out');
    const { stderr, code } = await cli.run(['replay', STORY, '--format', 'jsonl', '--write-timeline', folder]);
    expect([stderr, code]).toEqual([
      `ecs-medic: the story is written to ${join(folder, 'myapp.md')}, ${join(folder, 'myapp.html')} and ${join(folder, 'myapp.svg')}\n`,
      0,
    ]);
    expect(readdirSync(folder).sort()).toEqual(['myapp.html', 'myapp.md', 'myapp.svg']);
    expect(readFileSync(join(folder, 'myapp.md'), 'utf8')).toMatch(/^# Timeline of myapp \(production\)/);
    expect(readFileSync(join(folder, 'myapp.html'), 'utf8')).toMatch(/^<!doctype html>/i);
    expect(readFileSync(join(folder, 'myapp.svg'), 'utf8')).toMatch(/^(?:<\?xml[^>]*>\s*)?<svg/);
  });

  it('says where it cannot write', async () => {
    const file = cli.write('a-file', '');
    const { stderr, code } = await cli.run(['replay', STORY, '--format', 'jsonl', '--write-timeline', file]);
    expect(stderr).toContain(`the timeline cannot be written to ${file}`);
    expect(code).toBe(2);
  });
});

describe('timeline --recording', () => {
  it('tells one incident, with its durations and the proof', async () => {
    const { stdout, stderr, code } = await recorded('production/myapp#3');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toMatch(/^production\/myapp#3\n/);
    expect(stdout).toContain('detect 0 s · diagnose 0 s · act 5 min · recover 11 min · total 16 min');
    expect(stdout).toContain('14:08:30  deployment   Deployment of revision 7 began (revision 6 → revision 7)');
    expect(stdout).toContain('… 5 more stops, same cause, until 14:08');
  });

  it('tells times in the zone that is asked for', async () => {
    const { stdout } = await recorded('production/myapp#3', '--time-zone', 'Europe/Berlin');
    expect(stdout).toContain('Europe/Berlin (UTC+01:00)');
    expect(stdout).toContain('15:08:30  deployment');
  });

  it('tells everything with --all, also what is noise', async () => {
    const [story, all] = await Promise.all([recorded('production/myapp#1'), recorded('production/myapp#1', '--all')]);
    expect(story.stdout).not.toContain('The message was brought up to date');
    expect(all.stdout).toContain('The message was brought up to date');
  });

  it.each([
    ['markdown', /^# Timeline of /],
    ['html', /^<!doctype html>/i],
    ['svg', /^(?:<\?xml[^>]*>\s*)?<svg/],
    ['json', /^\{/],
  ])('writes %s to a file', async (format, beginning) => {
    const path = join(cli.folder, `story.${format}`);
    const { stdout, stderr, code } = await recorded('production/myapp#3', '--format', format, '--output', path);
    expect([stdout, stderr, code]).toEqual(['', `ecs-medic: written to ${path}\n`, 0]);
    expect(readFileSync(path, 'utf8')).toMatch(beginning);
    if (format === 'json')
      expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ schema: 'ecs-medic.timeline/1' });
  });

  it('tells the whole service where no incident is named, and how far back', async () => {
    const all = await recorded('--format', 'markdown', '--all');
    expect(all.stdout).toContain('revision 1');
    const { stdout } = await recorded('--since', '12h');
    expect(stdout).not.toContain('revision 1 ');
    expect(stdout).toContain('Wed 11 Nov 2026');
  });

  it('lists the incidents of a recording of several services', async () => {
    const other = join(eventsFolder, 'stories', 'node-on-ec2.json');
    const both = cli.write(
      'both.jsonl',
      [STORY, other].map((path) => JSON.stringify(JSON.parse(readFileSync(path, 'utf8')))).join('\n'),
    );
    const { stdout } = await run('--recording', both, '--format', 'json');
    expect(json(stdout).map(({ incidentId }) => incidentId)).toEqual([
      ...[1, 2, 3, 4, 5].map((number) => `production/myapp#${number}`),
      'shop/orders-api#1',
      'shop/orders-api#2',
    ]);
    const one = await run('--recording', both, '--service', 'orders-api');
    expect(one.stdout).toMatch(/^orders-api \(shop\)/);
    const page = await run('--recording', both, '--format', 'html');
    expect([page.stderr, page.code]).toEqual([
      'ecs-medic: --format html tells one story: name an incident, or a service with --service\n',
      2,
    ]);
  });

  it.each([
    [
      ['production/myapp#9', '--recording', STORY],
      /there is no incident production\/myapp#9.*expected one such as production\/myapp#1/,
    ],
    [['--recording', STORY, '--service', 'no'], /tells nothing of no: expected one of production\/myapp/],
    [['--recording', '/nowhere.json'], /no such file/i],
    [['myapp'], /expected an incident such as production\/orders-api#3, got myapp/],
    [['--service', 'myapp'], /--service needs --cluster/],
    [['--live', '--cluster', 'production'], /--live needs --cluster and --service/],
    [['a/b#1', '--live'], /without --service and --live/],
    [['--recording', STORY, '--live'], /cannot be used with/],
    [['--since', '0s'], /Expected a duration such as 90m/],
    [['--time-zone', 'Mars'], /Expected the name of a time zone/],
    [['--recording', STORY, '--output', '/nowhere/x.md'], /\/nowhere\/x\.md cannot be written/],
  ])('refuses %j', async (args, message) => {
    const { stdout, stderr, code } = await run(...args);
    expect([stdout, stderr, code]).toEqual(['', expect.stringMatching(message), 2]);
  });
});

describe('timeline of what is deployed', () => {
  const NOW = Date.now();
  /** The story ended yesterday. */
  const LATER = Math.floor((NOW - Date.parse('2026-11-13T00:00:00Z')) / 86_400_000) * 86_400_000;

  beforeAll(async () => {
    const { stage, rehearsal } = await livedThrough(storyRecording('first-deploys.json', LATER));
    const store = tableStore({ client: aws.client, tableName: aws.table, now: () => NOW, evidenceDays: 30 });
    await store.writeRows(stage.rows());
    for (const { incident } of rehearsal.incidents)
      for (const [fingerprint, diagnosis] of await stage.readDiagnoses(incident.id))
        await store.writeDiagnosis(incident.id, fingerprint, diagnosis);
    for (const alert of rehearsal.alerts) await store.writeAlert(alert);
    const subject = { kind: 'service', cluster: 'production', name: 'myapp' } as const;
    await store.writeRecord({ ...(await stage.readRecord(subject)), version: 0 }, undefined);
  }, 60_000);

  it('lists the incidents', async () => {
    const { stdout, stderr, code } = await run('--format', 'json');
    expect([stderr, code]).toEqual(['', 0]);
    expect(json(stdout).map(({ incidentId, state }) => [incidentId, state])).toEqual([
      ['production/myapp#5', 'resolved'],
      ['production/myapp#4', 'resolved'],
      ['production/myapp#3', 'resolved'],
      ['production/myapp#2', 'resolved'],
      ['production/myapp#1', 'rolled-back'],
    ]);
    const text = await run('--cluster', 'production');
    expect(text.stdout).toContain('ecs-medic timeline INCIDENT tells its story.');
  });

  it('opens one, with what the diagnosis remembers of the deployment', async () => {
    const { stdout, stderr, code } = await run('production/myapp#3');
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toContain('Deployment of revision 6 began (revision 5 → revision 6)');
    expect(stdout).toContain('Changed: SECRET_KEY removed from secrets of app-container');
    expect(stdout.replace(/\s+/g, ' ')).toContain('The service recovered: a completed deployment with 1 of 1 running');
  });

  it('says which there are where one is not there, and that nothing is known', async () => {
    const missing = await run('production/myapp#77');
    expect([missing.stdout, missing.code]).toEqual(['', 2]);
    expect(missing.stderr).toContain('expected one such as production/myapp#1');
    const none = await run('--cluster', 'elsewhere', '--since', '12h');
    expect(none.stdout).toBe('No incident.\nNone was open in the last 12 h: --since goes further back.\n');
    const unknown = await run('--cluster', 'production', '--service', 'nobody');
    expect(unknown.stderr).toContain('nothing is known of production/nobody in this time');
    expect(unknown.code).toBe(2);
  });
});

it('leaves no SDK in the offline command', () => {
  expect(existsSync(cli.bundle)).toBe(true);
  expect(readFileSync(cli.bundle, 'utf8')).not.toContain('@aws-sdk/client-dynamodb');
});
