import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { awsCliFolder } from './aws-cli';
import { describeStack } from './deploy-package';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { type Rig, startRig } from './rig';
import { aboutService, wordsOf } from './slack-words';
import { keepLog } from './start-responder';
import { waitUntil } from './wait-until';

const PROJECT = join(__dirname, '..', '..', '..');

/** The project as somebody gets it who clones it: what Git knows, and nothing that was built. */
function clone(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-clone-'));
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: PROJECT,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: PROJECT, encoding: 'utf8' }).split('\0');
  for (const file of listed.split('\0').filter((one) => one !== '' && !deleted.includes(one)))
    cpSync(join(PROJECT, file), join(folder, file));
  return folder;
}

/** The commands of the first block of a section of the README, as they stand there. */
function commandsOf(readme: string, section: RegExp): string {
  const start = readme.search(section);
  if (start < 0) throw new Error(`expected README.md to have a section ${section}`);
  const block = /```sh\n([\s\S]*?)```/.exec(readme.slice(start))?.[1];
  if (block === undefined) throw new Error(`expected commands in the section ${section} of README.md`);
  return block;
}

describe('the section of the README on deploying, followed word for word', () => {
  let rig: Rig;
  let folder = '';
  const run = async (commands: string): Promise<string> => {
    const cli = awsCliFolder();
    const { stdout, stderr } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', commands], {
      cwd: folder,
      maxBuffer: 1e8,
      env: {
        HOME: folder,
        PATH: cli === undefined ? process.env['PATH'] : [cli, process.env['PATH']].join(delimiter),
        // What a reader has: credentials, a Region, and the token that Slack gave out.
        AWS_ENDPOINT_URL: rig.endpoint,
        AWS_ACCESS_KEY_ID: 'test',
        AWS_SECRET_ACCESS_KEY: 'test',
        AWS_REGION: rig.region,
        AWS_DEFAULT_REGION: rig.region,
        SLACK_BOT_TOKEN: rig.slack.token,
        // Not the reader's: osls looks every 0.3 s instead of every 5, and npm uses what it has fetched before.
        SLS_AWS_MONITORING_FREQUENCY: '300',
        SLS_TELEMETRY_DISABLED: '1',
        SLS_NOTIFICATIONS_MODE: 'off',
        npm_config_cache: npmCache,
        CI: '1',
      },
    });
    return `${stdout}${stderr}`;
  };
  const npmCache = execFileSync('npm', ['config', 'get', 'cache'], { encoding: 'utf8' }).trim();
  const readme = readFileSync(join(PROJECT, 'README.md'), 'utf8');

  beforeAll(async () => {
    rig = await startRig('us-east-1');
    folder = clone();
  });

  afterAll(async () => {
    if (rig !== undefined) keepLog(rig.log());
    await rig?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('deploys the stack, and the test alert arrives', async () => {
    const said = await run(commandsOf(readme, /^## Deploy/m));
    expect(said).toContain('Service deployed');
    const post = await waitUntil('the test alert', () => rig.slack.posts()[0]);
    expect(wordsOf(post)).toMatch(/test/i);
  }, 240_000);

  it('tells a recorded CannotPullContainerError in Slack', async () => {
    const recording = readRecording('image-tag-not-found/technicalsdaily-notfound.json', Date.now());
    expect(JSON.stringify(recording['events'])).toContain('CannotPullContainerError');
    rig.slack.forget();
    await putEvents(rig.account, eventsOf(recording));
    const post = await waitUntil('the alert', () => aboutService(rig.slack.posts(), 'app')[0]);
    expect(wordsOf(post)).toContain('technicalsdaily-34683c0631c3cffa537e577e707a');
  });

  it('goes away with the command that it names, and leaves the table', async () => {
    expect(readme).toContain('`npm run remove` takes it down and keeps the table');
    const { outputs } = await describeStack(rig.account, 'ecs-medic-production');
    await run('npm run remove');
    const { Table } = await rig.account.dynamodb.send(
      new DescribeTableCommand({ TableName: outputs.get('TableName') }),
    );
    expect(Table?.TableStatus).toBe('ACTIVE');
  });
});
