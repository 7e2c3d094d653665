import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { JsonObject } from '../../lib/domain/json';
import { FARGATE_PRICES } from '../../lib/domain/price/fargate-prices';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const preview = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  cli.run(['schedule', 'preview', ...args], { env });

describe('schedule preview', () => {
  it('shows the next changes by the clock of the schedule, the night on which it changes, and the saving', async () => {
    const { stdout, stderr, code } = await preview([
      'fri 08:00-15:00 + sat 20:00-02:30 Europe/Berlin',
      ...['--from', '2027-03-26', '--count', '5'],
      ...['--cpu', '0.25', '--memory', '0.5', '--tasks', '2', '--region', 'us-east-1'],
    ]);
    expect([stderr, code]).toEqual(['', 0]);
    expect(stdout).toBe(`fri 08:00-15:00 + sat 20:00-02:30 Europe/Berlin
down at Fri 26 Mar 2027 00:00 UTC+1, up in 8 h

  up    Fri 26 Mar 2027 08:00  UTC+1
  down  Fri 26 Mar 2027 15:00  UTC+1
  up    Sat 27 Mar 2027 20:00  UTC+1
  ~     Sun 28 Mar 2027 02:00  the clock goes forward to 03:00
  down  Sun 28 Mar 2027 03:00  UTC+2  when the clock jumps
  up    Fri  2 Apr 2027 08:00  UTC+2
  The clock goes back to 02:00 on Sun 31 Oct 2027: --from 2027-10-30 shows that
  night.

  up        13.5 of 168 hours a week, 8 %
  saves     about $16.57 of $18.02 a month, by list price
            - 2 tasks × (0.25 vCPU × $0.04048 + 0.5 GB × $0.004445) = $0.024685
              an hour
            - up 13.5 of 168 hours a week = 58.7 of 730 hours a month, asleep
              for 671.3
            - 671.3 hours × $0.024685 = $16.57, of $18.02 for all 730; list
              prices of Fargate (x86) in us-east-1 as of 2026-03-01
            Load balancers, addresses, storage and logs are not in it.
`);
  });

  it('shows fourteen changes unless it is told otherwise', async () => {
    const { stdout } = await preview(['daily 08:00-19:00 UTC', '--from', '2026-11-25']);
    expect(stdout.match(/^ {2}(?:up|down) {2,4}\w{3} /gm)).toHaveLength(14);
    expect(stdout).toContain('saves     unknown: add --cpu 0.25 --memory 0.5 --region us-east-1');
  });

  it('says which of two equal times is meant, where the override ends, and one that is over', async () => {
    const night = await preview([
      'daily 01:00-02:30 Europe/Berlin',
      ...['--from', '2027-10-30 12:00', '--count', '2', '--override', 'down until 2027-10-31 02:10'],
    ]);
    expect(night.stdout).toContain(
      `  up    Sun 31 Oct 2027 02:10  UTC+2  the first time that it is 02:10, the
        override ends
  ~     Sun 31 Oct 2027 03:00  the clock goes back to 02:00
  down  Sun 31 Oct 2027 02:30  UTC+1  the second time that it is 02:30
`,
    );
    const over = await preview(['never', '--override', 'up until 2020-01-01']);
    expect(over.stdout).toContain('The override ended at Wed 1 Jan 2020 00:00 UTC: it says nothing any more.');
    const idle = await preview(['always', '--from', '2026-11-25', '--override', 'up until 2026-12-01']);
    expect(idle.stdout).toContain('The override (up) ends at Tue 1 Dec 2026 00:00 UTC, and changes nothing then.');
  });

  it('says so where the price of a Region is not known', async () => {
    const { stdout, code } = await preview([
      'daily 08:00-19:00 UTC',
      ...['--from', '2026-11-25', '--count', '1', '--cpu', '1', '--memory', '2', '--region', 'mx-central-1'],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/saves {5}unknown: the price of Fargate \(x86\) in mx-central-1 is not known\s+here\n/);
  });

  it('shows nothing to a terminal that could steer it', async () => {
    const { stdout, code } = await preview(['daily\u2028 08:00-19:00\u2029UTC\ufeff', '--from', '2026-11-25']);
    const { stderr } = await preview(['daily 08:00-19:00 \u202eCTU\u001b]0;x\u0007']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^daily\\u\{2028\} 08:00-19:00/);
    expect(stderr).toContain('08:00-19:00 \\u{202e}CTU\\x1b]0;x\\x07');
    expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u202e\ufeff]/);
  });

  it('prints one object for programs', async () => {
    const { stdout } = await preview([
      'mon-fri 08:00-19:00 America/St_Johns',
      ...['--from', '2026-11-25T12:00Z', '--count', '1', '--format', 'json', '--arm'],
      ...['--cpu', '1', '--memory', '2', '--region', 'us-east-1'],
    ]);
    expect(stdout.split('\n')).toHaveLength(2);
    expect(JSON.parse(stdout)).toMatchObject({
      schedule: 'mon-fri 08:00-19:00 America/St_Johns',
      timeZone: 'America/St_Johns',
      from: '2026-11-25T08:30:00-03:30',
      level: 'up',
      until: '2026-11-25T22:30:00.000Z',
      changes: [{ at: '2026-11-25T19:00:00-03:30', level: 'down' }],
      clockChanges: [],
      nextClockChange: { before: '2027-03-14T02:00:00-03:30', after: '2027-03-14T03:00:00-02:30' },
      upHoursAWeek: 55,
      // 55 of 168 hours a week are 239 of 730 hours a month.
      saving: { savedUsd: expect.closeTo(491 * (0.03238 + 2 * 0.00356), 6) },
    });
  });

  it.each<[readonly string[], RegExp]>([
    [[], /expected a schedule such as "mon-fri 08:00-19:00 Europe\/Berlin", or --cluster and --service/],
    [['mon,wed 08:00-19:00 UTC'], /ecs-medic:schedule is "mon,wed.*expected days such as mon, .* neither put to sleep/],
    [['daily 03:00-03:00 UTC'], /write 00:00-24:00 for the whole day/],
    [['mon\u001b[31m'], /ecs-medic:schedule is "mon\\x1b\[31m"/],
    [['never', '--override', 'soon'], /ecs-medic:schedule-override is "soon", expected "up until 2026-12-01 22:00"/],
    [['never', '--from', 'tomorrow'], /expected --from as 2027-03-27 .* got "tomorrow"/],
    [['never', '--from', '2100-01-01'], /from 1970 to 2099, got "2100-01-01"/],
    [['never', '--count', '0'], /Expected a whole number from 1 to 366/],
    [['never', '--cpu', '1', '--memory', '2'], /a price needs all of --cpu, --memory and --region/],
    [
      ['never', '--cpu', '0.3', '--memory', '1', '--region', 'us-east-1'],
      /Fargate has no tasks of 0.3 vCPU and 1 GB: expected a pair such as --cpu 0.5 --memory 1$/m,
    ],
    [['never', '--region', 'Frankfurt'], /Expected an AWS Region such as eu-central-1/],
    [['--service', 'orders'], /expected --cluster NAME/],
    [['--cluster', 'prod'], /expected --service NAME beside --cluster/],
    [['--cluster', 'prod', '--service', 'orders', '--cpu', '1'], /cannot be used with/],
  ])('refuses %j, and asks AWS nothing', async (args, message) => {
    const { stdout, stderr, code } = await preview(args, { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' });
    expect([stdout, stderr, code]).toEqual(['', expect.stringMatching(message), 2]);
  });
});

/** ECS with one service, on the loopback interface. */
async function withService<T>(
  tags: Readonly<Record<string, string>>,
  use: (env: Readonly<Record<string, string>>, calls: readonly string[]) => Promise<T>,
): Promise<T> {
  const calls: string[] = [];
  const arn = (resource: string): string => `arn:aws:ecs:eu-central-1:111122223333:${resource}`;
  const answers: Readonly<Record<string, JsonObject>> = {
    DescribeServices: {
      services: [
        {
          serviceArn: arn('service/prod/orders'),
          serviceName: 'orders',
          clusterArn: arn('cluster/prod'),
          desiredCount: 2,
          launchType: 'FARGATE',
          taskDefinition: arn('task-definition/orders:7'),
          tags: Object.entries(tags).map(([key, value]) => ({ key, value })),
        },
      ],
    },
    DescribeTaskDefinition: { taskDefinition: { family: 'orders', revision: 7, cpu: '1024', memory: '2048' } },
  };
  const server = createServer((request, response) => {
    const action = String(request.headers['x-amz-target']).replace(/^.*\./, '');
    calls.push(action);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answers[action] ?? {}));
  }).listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
  try {
    const { port } = server.address() as AddressInfo;
    return await use(
      {
        AWS_ENDPOINT_URL: `http://127.0.0.1:${port}`,
        AWS_REGION: 'eu-central-1',
        AWS_ACCESS_KEY_ID: 'local',
        AWS_SECRET_ACCESS_KEY: 'local',
        AWS_EC2_METADATA_DISABLED: 'true',
      },
      calls,
    );
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('schedule preview of a live service', () => {
  const live = ['--cluster', 'prod', '--service', 'orders', '--from', '2026-11-25', '--count', '1'];
  const tagged = { 'ecs-medic:schedule': 'mon-fri 08:00-19:00 Europe/Berlin' };

  it('reads its tags, and prices what runs', () =>
    withService(tagged, async (env, calls) => {
      const { stdout, stderr, code } = await preview(live, env);
      expect([stderr, code]).toEqual(['', 0]);
      expect(stdout).toContain('orders (prod): mon-fri 08:00-19:00 Europe/Berlin\n');
      expect(stdout).toContain('2 tasks × (1 vCPU × $0.04656 + 2 GB × $0.00511) = $0.11356');
      expect(calls).toEqual(['DescribeServices', 'DescribeTaskDefinition']);
    }));

  it('shows what another text would do to it', () =>
    withService(tagged, async (env) => {
      const { stdout } = await preview(['never', ...live, '--tasks', '5'], env);
      expect(stdout).toContain('orders (prod): never\n');
      expect(stdout).toContain('- 5 tasks × (');
    }));

  it('says so where it has no schedule, or one that cannot be read', async () => {
    await withService({}, async (env) => {
      const { stdout, stderr, code } = await preview(live, env);
      expect([stdout, stderr, code]).toEqual([
        '',
        'ecs-medic: the service has no tag ecs-medic:schedule: give a schedule as text to see what it would do\n',
        2,
      ]);
    });
    await withService({ 'ecs-medic:schedule': 'weekdays' }, async (env) => {
      const { stderr, code } = await preview(live, env);
      expect([stderr, code]).toEqual([expect.stringContaining('ecs-medic:schedule is "weekdays", expected'), 2]);
    });
  });
});

describe('the guide', () => {
  const guide = readFileSync(join(__dirname, '..', '..', 'docs', 'schedules.md'), 'utf8');
  const argumentsIn = (command: string): readonly string[] =>
    (command.match(/"[^"]*"|[^\s"\\]+/g) ?? []).map((word) => word.replace(/^"(.*)"$/, '$1')).slice(2);

  it('shows what the command prints', async () => {
    const [, command = '', shown] = /^```sh\n(npx [\s\S]*?)```\n\n```text\n([\s\S]*?)```$/m.exec(guide) ?? [];
    const { stdout, code } = await cli.run(argumentsIn(command), { env: { COLUMNS: '96' } });
    expect([stdout, code]).toEqual([shown, 0]);
  });

  it('shows what is said of a tag that cannot be read', async () => {
    const [, command = '', shown] = /^```text\n\$ (npx .*)\n([\s\S]*?)```$/m.exec(guide) ?? [];
    const { stderr, code } = await cli.run(argumentsIn(command));
    expect([stderr, code]).toEqual([shown, 2]);
  });

  it('names the Regions whose price is known', () => {
    const [, listed = ''] = /Known Regions: ([a-z\d\-,\s]+)\./.exec(guide) ?? [];
    expect(listed.split(/,\s+/)).toEqual([...new Set(FARGATE_PRICES.map(({ region }) => region))]);
  });
});
