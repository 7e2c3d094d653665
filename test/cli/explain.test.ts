import { recording, tagNotFound } from './example-events';
import { bundledCli } from './run-cli';

const cli = bundledCli();
beforeAll(() => cli.build(), 60_000);
afterAll(() => cli.remove());

const REASON =
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref docker.io/library/nginx:1.99: docker.io/library/nginx:1.99: not found';

describe('explain', () => {
  it('explains a pasted reason given as an argument, in one piece or in words', async () => {
    for (const args of [[REASON], REASON.split(' ')]) {
      const { stdout, code } = await cli.run(['explain', ...args]);
      expect(stdout).toContain('✖ the image tag does not exist');
      expect(stdout).toContain('docker.io/library/nginx:1.99');
      expect(code).toBe(0);
    }
  });

  it('reads standard input for - and when nothing is given', async () => {
    for (const args of [['-'], []]) {
      const { stdout } = await cli.run(['explain', ...args], { input: `starting\n${REASON}\n` });
      expect(stdout).toContain('[certain] image-tag-not-found');
    }
  });

  it('finds the cause at the end of a long log', async () => {
    const log = [...Array.from({ length: 3000 }, (_, index) => `GET /orders/${index} 200`), REASON].join('\n');
    expect((await cli.run(['explain', '-'], { input: log })).stdout).toContain('image-tag-not-found');
  });

  it('says so when it knows no cause', async () => {
    const { stdout, code } = await cli.run(['explain', 'all is well']);
    expect(stdout).toContain('No cause that ecs-medic knows stands in this text.');
    expect(code).toBe(0);
  });

  it.each([
    ['an event', JSON.stringify(tagNotFound())],
    ['a recording', JSON.stringify(recording('case', tagNotFound()), null, 2)],
    ['an answer of DescribeTasks', JSON.stringify({ tasks: [tagNotFound().detail], failures: [] })],
  ])('replays %s', async (_, input) => {
    const { stdout } = await cli.run(['explain'], { input });
    expect(stdout).toContain('✖ orders-api (prod): the image tag does not exist');
  });

  it('takes a line of a JSON log for a text', async () => {
    const { stdout } = await cli.run(['explain', JSON.stringify({ level: 'error', msg: REASON })]);
    expect(stdout).toContain('image-tag-not-found');
  });

  it('answers with a verdict for --format json', async () => {
    const { stdout } = await cli.run(['explain', '--format', 'json', REASON]);
    expect(JSON.parse(stdout)).toMatchObject({ id: 'text', cause: 'image-tag-not-found', incident: true });
    const unknown = await cli.run(['explain', '--format', 'json', 'all is well']);
    expect(JSON.parse(unknown.stdout)).toMatchObject({ cause: null, incident: false });
  });

  it('shows the page of a cause', async () => {
    const { stdout } = await cli.run(['explain', 'image-tag-not-found']);
    for (const heading of ['MEANING', 'IMPACT', 'FIX', 'EASILY CONFUSED WITH', 'REFERENCES'])
      expect(stdout).toContain(heading);
    expect(stdout).not.toMatch(/^#/m);
    const page = JSON.parse((await cli.run(['explain', 'image-tag-not-found', '--format', 'json'])).stdout);
    expect(page).toMatchObject({ id: 'image-tag-not-found', group: 'image', kind: 'doomed' });
    expect(page.fix.length).toBeGreaterThan(0);
  });

  it('offers the nearest ids for one that does not exist', async () => {
    const { stdout, stderr, code } = await cli.run(['explain', 'image-tag-notfound']);
    expect([stdout, code]).toEqual(['', 2]);
    expect(stderr).toMatch(/^ecs-medic: no cause is called image-tag-notfound\. Near: image-tag-not-found, /);
  });

  it('lists the causes, group by group, when there is nothing to explain', async () => {
    const { stdout, code } = await cli.run(['explain'], { input: '' });
    expect(stdout).toMatch(/^image$/m);
    expect(stdout).toMatch(/^image-tag-not-found\s+doomed\s+the image tag does not exist$/m);
    expect(code).toBe(0);
    const all = JSON.parse((await cli.run(['explain', '--format', 'json'], { input: '' })).stdout);
    expect(all).toContainEqual({
      id: 'image-tag-not-found',
      group: 'image',
      kind: 'doomed',
      title: 'the image tag does not exist',
    });
  });
});
