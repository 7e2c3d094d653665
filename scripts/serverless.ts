// Runs osls where a mistake would only show later: node scripts/run.mjs scripts/serverless.ts deploy|remove [options of osls]
// remove --anyway removes a deployment that still holds services at zero.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { openDeployment, refusalIn } from '../lib/live-cli';
import { problemsOf } from './deploy-parameters';
import { removalProblems } from './removal-problems';

const OSLS = join('node_modules', 'serverless', 'bin', 'serverless.js');

async function main(): Promise<number> {
  const [command, ...more] = process.argv.slice(2);
  const isAnyway = command === 'remove' && more.includes('--anyway');
  const given = process.argv.slice(2).filter((one) => !isAnyway || one !== '--anyway');
  const option = (...names: readonly string[]): string | undefined => {
    const at = given.findIndex((one) => names.some((name) => one === name || one.startsWith(`${name}=`)));
    return at < 0 ? undefined : (/=(.*)$/s.exec(given[at] ?? '')?.[1] ?? given[at + 1]);
  };
  const problems = problemsOf(given, readFileSync('serverless.yml', 'utf8'));
  if (problems.length > 0) return complain(problems);
  const profile = option('--aws-profile');
  if (profile !== undefined) process.env['AWS_PROFILE'] = profile;
  const region = option('--region', '-r') ?? (await usualRegion());
  if (region === undefined)
    return complain(['no AWS Region is known: name it with --region or AWS_REGION, or in the profile']);
  const stage = option('--stage', '-s');
  if (given[0] === 'remove') {
    const problems = await problemsOfRemoval(stage, region);
    if (problems.length > 0 && !isAnyway)
      return complain([...problems, 'nothing was removed; npm run remove -- --anyway removes it all the same']);
    if (problems.length > 0) complain([...problems, 'it is removed all the same (--anyway)']);
  }
  const { status } = spawnSync(process.execPath, [OSLS, ...given], {
    stdio: 'inherit',
    env: { ...process.env, AWS_REGION: region },
  });
  if (status === 0 && given[0] === 'deploy') console.log(nextStep(stage, region));
  if (status === 0 && given[0] === 'remove') console.log(leftBehind(stage));
  return status ?? 1;
}

/** What stands against it. A table that cannot be read may hold services too. */
async function problemsOfRemoval(stage = 'production', region: string): Promise<readonly string[]> {
  const stack = `ecs-medic-${stage}`;
  try {
    return await removalProblems(await openDeployment({ stack, region }));
  } catch (error) {
    const because = refusalIn(error) ?? (error instanceof Error ? error.message : String(error));
    return [`whether ${stack} holds services at zero could not be read: ${because}`];
  }
}

/** That of the environment, or of the profile: osls itself would take us-east-1 for the latter. */
async function usualRegion(): Promise<string | undefined> {
  const named = process.env['AWS_REGION'] || process.env['AWS_DEFAULT_REGION'];
  if (named) return named;
  try {
    return await new CloudFormationClient({}).config.region();
  } catch (error) {
    if (error instanceof Error && /region is missing/i.test(error.message)) return undefined;
    throw error;
  }
}

const nextStep = (stage: string | undefined, region: string): string =>
  `\nNow see whether it reaches you:\n\n  npx ecs-medic send-test --region ${region}${stage === undefined ? '' : ` --stage ${stage}`}\n`;

const leftBehind = (stage = 'production'): string =>
  `\nThe table ecs-medic-${stage}-Table-… stays, with its history. A new deployment makes a new one.\n`;

function complain(problems: readonly string[]): number {
  for (const problem of problems) console.error(`ecs-medic: ${problem}`);
  return 2;
}

process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  },
);
