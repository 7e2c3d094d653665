import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellsOf } from '../../lib/render/terminal/cells';
import { eventsFolder, recordedCases } from '../recorded-cases';
import { foreign, recording, tagNotFound } from './example-events';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const STORY = join(eventsFolder, 'stories', 'first-deploys.json');

const json = (text: string): Record<string, unknown>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const show = async (what: string, args: readonly string[], input = '') =>
  json((await cli.run(['replay', '--format', 'jsonl', '--show', what, ...args], { input })).stdout);

describe('replay --format jsonl --show verdicts', () => {
  it('prints what --format jsonl prints alone, byte for byte', async () => {
    const plain = await cli.run(['replay', eventsFolder, '--format', 'jsonl']);
    const shown = await cli.run(['replay', eventsFolder, '--format', 'jsonl', '--show', 'verdicts', '--tail', '2h']);
    expect(shown.stdout).toBe(plain.stdout);
    expect(json(plain.stdout).length).toBeGreaterThanOrEqual(recordedCases().length);
  }, 30_000);
});

describe('replay --format jsonl --show alerts', () => {
  it('prints one alert a line with the fields of the contract', async () => {
    const alerts = await show('alerts', [STORY]);
    for (const alert of alerts)
      expect(Object.keys(alert)).toEqual([
        'alertId',
        'incidentId',
        'kind',
        'at',
        'cluster',
        'service',
        'cause',
        'severity',
        'title',
        'text',
        'stops',
      ]);
    expect(alerts[0]).toMatchObject({
      incidentId: 'production/myapp#1',
      kind: 'opened',
      at: '2026-11-09T10:06:28.000Z',
      cluster: 'production',
      service: 'myapp',
      cause: 'image-placeholder',
      severity: 'error',
      stops: 1,
    });
    expect(alerts[0]?.['text']).toContain(String(alerts[0]?.['title']));
  });

  it('tells each incident of the story once when it opens and once when it is over', async () => {
    const alerts = await show('alerts', [STORY]);
    const calls = alerts.filter(({ kind }) => kind === 'opened' || kind === 'resolved');
    expect(calls.map(({ incidentId, kind }) => `${incidentId} ${kind}`)).toEqual(
      [1, 2, 3, 4, 5].flatMap((number) => [`production/myapp#${number} opened`, `production/myapp#${number} resolved`]),
    );
    expect(alerts.filter(({ kind }) => kind === 'cause-added').map(({ cause }) => cause)).toEqual([
      'secret-access-denied',
    ]);
    expect(new Set(alerts.map(({ alertId }) => alertId)).size).toBe(alerts.length);
  });

  it('prints nothing at all for normal life', async () => {
    const { stdout, stderr, code } = await cli.run([
      'replay',
      join(eventsFolder, 'normal'),
      '--format',
      'jsonl',
      '--show',
      'alerts',
    ]);
    expect([stdout, stderr, code]).toEqual(['', '', 0]);
  });

  it('names file and line of what is unusable, as the verdicts do', async () => {
    const input = `${JSON.stringify(tagNotFound())}\n${JSON.stringify({ ...tagNotFound(), detail: null })}\n`;
    const alerts = await cli.run(['replay', '-', '--format', 'jsonl', '--show', 'alerts'], { input });
    const verdicts = await cli.run(['replay', '-', '--format', 'jsonl'], { input });
    expect(alerts.stderr).toBe(verdicts.stderr);
    expect(json(alerts.stderr)).toHaveLength(1);
    expect(alerts.code).toBe(2);
  });

  it('takes a stop that tells only when it stopped for one of that time', async () => {
    const { time: _time, ...untimed } = tagNotFound();
    const [alert] = await show('alerts', ['-'], JSON.stringify(untimed));
    expect(alert?.['at']).toBe('2026-01-15T10:00:00.000Z');
  });

  it('takes a service that tells no time for one that is seen now', async () => {
    const before = Date.now();
    const [alert] = await show('alerts', [join(eventsFolder, 'elb-health-path', 'actuator-403.json')]);
    expect(Date.parse(String(alert?.['at']))).toBeGreaterThanOrEqual(before);
  });
});

describe('replay --format jsonl --show incidents', () => {
  it('prints one incident a line, and what became of it', async () => {
    expect(await show('incidents', [STORY])).toEqual([
      {
        incidentId: 'production/myapp#1',
        cluster: 'production',
        service: 'myapp',
        state: 'rolled-back',
        causes: ['image-placeholder'],
        stops: 3,
        openedAt: '2026-11-09T10:06:28.000Z',
        resolvedAt: expect.stringMatching(/^2026-11-09T10:1\d:\d\d\.000Z$/),
      },
      expect.objectContaining({ state: 'resolved', causes: ['elb-port-mismatch'], stops: 2 }),
      expect.objectContaining({
        state: 'resolved',
        causes: ['exit-missing-configuration', 'secret-access-denied'],
        stops: 8,
      }),
      expect.objectContaining({ state: 'resolved', causes: ['out-of-memory'], stops: 1 }),
      expect.objectContaining({ state: 'resolved', causes: ['out-of-memory'], stops: 1 }),
    ]);
  });

  it('goes on for --tail after the last event, so that a hold-down can end', async () => {
    const story = JSON.parse(readFileSync(STORY, 'utf8'));
    const steady = story.events.findIndex(
      ({ time, detail }: { time: string; detail: { eventName?: string } }) =>
        time > '2026-11-11T18:07' && detail.eventName === 'SERVICE_STEADY_STATE',
    );
    const cut = JSON.stringify(recording('cut', ...story.events.slice(0, steady + 1)));
    const last = async (tail: string) => (await show('incidents', ['-', '--tail', tail], cut)).at(-1);
    expect(await last('1m')).toMatchObject({ state: 'open', resolvedAt: null, causes: ['out-of-memory'] });
    expect(await last('30m')).toMatchObject({ state: 'resolved', causes: ['out-of-memory'] });
  });

  it('ends with 1 for an incident when it is asked to', async () => {
    const run = (event: unknown) =>
      cli.run(['replay', '-', '--format', 'jsonl', '--show', 'incidents', '--exit-code'], {
        input: JSON.stringify(event),
      });
    expect((await run(tagNotFound())).code).toBe(1);
    expect((await run(foreign)).code).toBe(0);
  });
});

describe('replay for people', () => {
  const transient = join(eventsFolder, 'fargate-capacity', 'fargate-cap.json');

  it('shows the messages of the story, normal life between them, and what became of each incident', async () => {
    const { stdout } = await cli.run(['replay', STORY], { env: { COLUMNS: '120' } });
    const lines = [
      '08:30 · A deployment of service myapp is under way: new tasks start. (normal life: nobody is called)',
      '10:06 ✖ myapp (production): the image is still a placeholder: your-dockerhub-username, 0 of 1 running',
      '  10:11 edited: recovering, 1 of 1 running (a completed deployment)',
      '10:16 ✓ myapp (production): rolled back after 11 min: the image is still a placeholder: your-dockerhub-username',
      '14:09 ✖ myapp (production): new cause: the execution role may not read a secret: SECRET_KEY, 0 of 1 running',
      '22:31 · Service myapp has reached a steady state. (3 events)',
      'production/myapp#1  rolled-back  image-placeholder           3       9 Nov 10:06',
      '1 world, 5 incidents, 0 values hidden by redaction',
    ];
    const places = lines.map((line) => [line, stdout.split('\n').indexOf(line)] as const);
    expect(places.filter(([, at]) => at < 0)).toEqual([]);
    expect(places.map(([, at]) => at)).toEqual([...places.map(([, at]) => at)].sort((a, b) => a - b));
  });

  it.each([40, 60, 80, 120])('fits the story into %i cells, save commands, addresses and paths', async (width) => {
    const { stdout } = await cli.run(['replay', STORY], { env: { COLUMNS: String(width) } });
    expect(stdout.split('\n').filter((line) => cellsOf(line) > width && !/ --\w|https?:/.test(line))).toEqual([]);
  });

  it('says of passing trouble why nobody is called, and still explains it', async () => {
    const { stdout, code } = await cli.run(['replay', transient]);
    expect(stdout).toContain('[certain] fargate-capacity');
    expect(stdout).toContain('– passing trouble: told after 3 in 10 min');
    expect(stdout).toContain('\nNobody is called.\n');
    expect(code).toBe(0);
  });

  it('says that normal life is normal', async () => {
    const { stdout } = await cli.run(['replay', join(eventsFolder, 'normal', 'web-steady.json')]);
    expect(stdout).toContain('✓ Nobody is called: it is normal life.');
    expect((await cli.run(['replay', '-'], { input: JSON.stringify(foreign) })).stdout).toContain(
      '✓ Nothing is wrong that can be seen here.',
    );
  });

  it('shows only messages with --show alerts, and only incidents with --show incidents', async () => {
    const alerts = await cli.run(['replay', STORY, '--show', 'alerts']);
    expect(alerts.stdout).toContain('10:06 ✖ myapp (production)');
    expect(alerts.stdout).not.toMatch(/A deployment of service|^production\/.* rolled-back /m);
    const incidents = await cli.run(['replay', STORY, '--show', 'incidents']);
    expect(incidents.stdout).toMatch(/^production\/.* rolled-back /m);
    expect(incidents.stdout).not.toMatch(/✖/);
    expect((await cli.run(['replay', transient, '--show', 'alerts'])).stdout).toContain('Nobody is called.');
  });

  it('says that the mute tag keeps it from telling', async () => {
    const { events, services, ...world } = JSON.parse(readFileSync(STORY, 'utf8'));
    const tags = [{ key: 'ecs-medic:mute', value: '2026-12-01' }];
    const before = ({ time, at = time }: { time?: string; at?: string }) => at !== undefined && at < '2026-11-09T10:09';
    const muted = {
      ...world,
      events: events.filter(before),
      services: services.filter(before).map((service: object) => ({ ...service, tags })),
    };
    const { stdout } = await cli.run(['replay', '-'], { input: JSON.stringify(muted), env: { COLUMNS: '120' } });
    expect(stdout).toContain('[certain] image-placeholder');
    expect(stdout).toContain('– nobody is called: the service is muted by its tag');
  });
});

describe('replay used wrongly', () => {
  it.each([
    ['--show', 'everything'],
    ['--tail', 'soon'],
    ['--tail', '-5m'],
    ['--tail', '5'],
    ['--tail', '400d'],
  ])('refuses %s %s and says what it takes', async (option, value) => {
    const { stdout, stderr, code } = await cli.run(['replay', STORY, option, value]);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(option === '--tail' ? /Expected a duration such as 90s/ : /verdicts, alerts, incidents/);
  });

  it.each(['alerts', 'incidents'])('refuses --why with --show %s', async (what) => {
    const { stderr, code } = await cli.run(['replay', STORY, '--why', '--show', what]);
    expect(stderr).toContain(`--why explains verdicts: it cannot be used with --show ${what}`);
    expect(code).toBe(2);
  });
});
