// Runs osls where a mistake would only show later: node scripts/run.mjs scripts/serverless.ts deploy|remove [options of osls]
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { problemsOf } from './deploy-parameters';

const OSLS = join('node_modules', 'serverless', 'bin', 'serverless.js');

async function main(): Promise<number> {
  const given = process.argv.slice(2);
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
  const { status } = spawnSync(process.execPath, [OSLS, ...given], {
    stdio: 'inherit',
    env: { ...process.env, AWS_REGION: region },
  });
  const stage = option('--stage', '-s');
  if (status === 0 && given[0] === 'deploy') console.log(nextStep(stage, region));
  if (status === 0 && given[0] === 'remove') console.log(leftBehind(stage));
  return status ?? 1;
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
