import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsOf } from '../../scripts/deploy-parameters';

const file = readFileSync(join(__dirname, '..', '..', 'serverless.yml'), 'utf8');

describe('the parameters of npm run deploy', () => {
  it('are those of serverless.yml', () => {
    const [, block = ''] = /\n {2}stackParameters:\n([\s\S]*?)\n\n/.exec(file) ?? [];
    const names = [...block.matchAll(/\$\{param:([\w-]+)\}/g)].map(([, name]) => name);
    expect(names).toContain('deletion-protection');
    expect(
      problemsOf(
        names.filter((name) => !name?.startsWith('slack-')).map((name) => `--param=${name}=1`),
        file,
      ),
    ).toEqual([]);
    expect(() => problemsOf([], 'service: x\n')).toThrow('params.default');
  });

  it('pass where each of them exists, in both spellings of the option', () => {
    const line = ['deploy', '--stage', 'x', '--param=slack-channel=#a=b', '--param', 'clusters=production,staging'];
    expect(problemsOf(line, file)).toEqual([]);
  });

  it('are refused where a name is not known, with the one that is near', () => {
    expect(problemsOf(['deploy', '--param=slack-bot-token=ssm:/x', '--param', 'cluster=a'], file)).toEqual([
      'there is no parameter slack-bot-token; did you mean slack-bot-token-secret? docs/deploy.md lists them',
      'there is no parameter cluster; did you mean clusters? docs/deploy.md lists them',
    ]);
  });

  it('are refused without a value', () => {
    expect(problemsOf(['--param=clusters'], file)).toEqual(['--param: expected name=value, got clusters']);
  });

  it('are refused where a bot and a webhook are both to post', () => {
    const bot = ['--param=slack-bot-token-secret=ssm:/a', '--param=slack-channel=#alerts'];
    expect(problemsOf([...bot, '--param=slack-webhook-secret=ssm:/b'], file)).toEqual([
      expect.stringContaining('expected one of them, got both'),
    ]);
    expect(problemsOf([...bot, '--param=slack-webhook-secret='], file)).toEqual([]);
  });

  it('are refused where the bot has no channel, unless a stage in serverless.yml has one', () => {
    const bot = ['--param=slack-bot-token-secret=ssm:/a'];
    expect(problemsOf(bot, file)).toEqual([expect.stringContaining('slack-channel: expected')]);
    expect(problemsOf(bot, `${file}\n  staging:\n    slack-channel: C0123456789\n`)).toEqual([]);
  });
});
