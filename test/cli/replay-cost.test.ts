import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { asObject, asObjects, type JsonObject } from '../../lib/domain/json';
import { cellsOf } from '../../lib/render/terminal/cells';
import { eventsFolder } from '../recorded-cases';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const STORY = join(eventsFolder, 'stories', 'first-deploys.json');
const MINUTE = 60_000;

const recorded = asObjects(asObject(JSON.parse(readFileSync(STORY, 'utf8')))?.['events']).find(
  (event) =>
    /OutOfMemory/.test(JSON.stringify(event)) &&
    event['detail-type'] === 'ECS Task State Change' &&
    asObject(event['detail'])?.['lastStatus'] === 'STOPPED',
);
if (recorded === undefined) throw new Error(`${STORY} has no task without memory`);
const start = Date.UTC(2026, 10, 9, 12);

/** Composed of a recorded stop: the same task again and again, 4 vCPU and 8 GB, 20 minutes each. */
function crashLoop(region: string, more: JsonObject = {}): string {
  const events = Array.from({ length: 12 }, (_, index) => {
    const pulledAt = start + index * 21 * MINUTE;
    const stoppedAt = new Date(pulledAt + 20 * MINUTE).toISOString();
    const detail = {
      ...asObject(recorded?.['detail']),
      taskArn: `arn:aws:ecs:${region}:111122223333:task/production/${index.toString(16).padStart(32, '0')}`,
      cpu: '4096',
      memory: '8192',
      launchType: 'FARGATE',
      pullStartedAt: new Date(pulledAt).toISOString(),
      stoppedAt,
      ...more,
    };
    return { ...recorded, id: `loop-${index}`, region, time: stoppedAt, detail };
  });
  return events.map((event) => JSON.stringify(event)).join('\n');
}

const told = async (input: string, ...args: readonly string[]) =>
  (await cli.run(['replay', '-', '--color', 'never', ...args], { input })).stdout;

it('tells what a crash loop has cost, in the message and its edits', async () => {
  const text = await told(crashLoop('us-east-1'));
  expect(text).toContain('edited: 10 stops in 3 h 9 min, has cost about $0.66 so far');
  expect(text.replace(/\s+/g, ' ')).toContain(
    '12 stops in 3 h 51 min · since 9 Nov 2026 12:20 UTC · has cost about $0.79 so far',
  );
});

it('shows the arithmetic with --why, within the width', async () => {
  const text = await told(crashLoop('us-east-1'), '--why');
  expect(text).toMatch(
    /\n\S+#1 has cost about \$0\.79:\n {2}- 12 stopped tasks of Fargate \(x86\), each from the pull/,
  );
  expect(text).toContain('  - 57,600 vCPU seconds / 3,600 × $0.04048 = $0.64768\n');
  expect(text).toContain('  - 115,200 GB seconds / 3,600 × $0.004445 = $0.14224\n');
  const costs = text.slice(text.indexOf('has cost about')).split('\n');
  expect(costs.filter((line) => cellsOf(line) > 80)).toEqual([]);
});

it('says with --why of which Region it knows no price, and tells no cost', async () => {
  const input = crashLoop('mars-north-1');
  expect((await told(input, '--why')).replace(/\s+/g, ' ')).toContain(
    'has cost cannot be said: the price of Fargate (x86) in mars-north-1 is not known here.',
  );
  expect(await told(input)).not.toMatch(/\bcost\b/);
});

it('says nothing of tasks on EC2, which cost what their instance costs', async () => {
  const input = crashLoop('us-east-1', { launchType: 'EC2' });
  expect(await told(input, '--why')).not.toMatch(/\bcost\b/);
  expect(await told(input)).not.toMatch(/\bcost\b/);
});
