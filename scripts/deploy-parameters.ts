import { nearestName } from '../lib/settings/nearest-name';

/** Names of all parameters: each has a default in serverless.yml. */
function parametersIn(serverlessYml: string): readonly string[] {
  const [, block = ''] = /^params:\n {2}default:\n((?: {4}.+\n)+)/m.exec(serverlessYml) ?? [];
  const names = [...block.matchAll(/^ {4}([\w-]+):/gm)].map(([, name = '']) => name);
  if (names.length === 0)
    throw new Error('serverless.yml has no params.default: expected the defaults of all parameters');
  return names;
}

/** What is wrong with the `--param="name=value"` of a command line. osls itself ignores a name that it does not know. */
export function problemsOf(commandLine: readonly string[], serverlessYml: string): readonly string[] {
  const known = parametersIn(serverlessYml);
  const problems: string[] = [];
  const given = new Map<string, string>();
  for (const [index, one] of commandLine.entries()) {
    const text = one === '--param' ? commandLine[index + 1] : /^--param=(.*)$/s.exec(one)?.[1];
    if (text === undefined) continue;
    const [, name = text, value] = /^([^=]*)=(.*)$/s.exec(text) ?? [];
    if (value === undefined) problems.push(`--param: expected name=value, got ${name}`);
    else if (!known.includes(name)) problems.push(unknown(name, known));
    else given.set(name, value);
  }
  const isSet = (name: string): boolean => (given.get(name) ?? '') !== '';
  if (isSet('slack-bot-token-secret') && isSet('slack-webhook-secret'))
    problems.push('slack-bot-token-secret and slack-webhook-secret: expected one of them, got both');
  // Of some stage, perhaps another one: CloudFormation or the function finds that.
  const isInFile = /^ +slack-channel: *"?[^"\s]/m.test(serverlessYml);
  if (isSet('slack-bot-token-secret') && !isSet('slack-channel') && !isInFile)
    problems.push('slack-channel: expected the channel that the bot posts to, got nothing');
  return problems;
}

function unknown(name: string, known: readonly string[]): string {
  const near = nearestName(name, known);
  return `there is no parameter ${name}${near === undefined ? '' : `; did you mean ${near}?`} docs/deploy.md lists them`;
}
