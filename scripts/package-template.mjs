// Makes what plain CloudFormation deploys, without osls and without any login: node scripts/package-template.mjs [FOLDER],
// default dist/package. Needs the zips of scripts/build-lambdas.mjs. The same sources make the same package.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';

const STAGE = 'by-stack';
const PREFIX = `ecs-medic-${STAGE}-`;

const folder = resolve(process.argv[2] ?? 'dist/package');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const template = packaged();
for (const id of ['ServerlessDeploymentBucket', 'ServerlessDeploymentBucketPolicy']) delete template.Resources[id];
delete template.Outputs.ServerlessDeploymentBucketName;
template.Description = 'ecs-medic: says why Amazon ECS tasks stop, from the event bus to one message in Slack';
template.Parameters = {
  ArtifactBucket: { Type: 'String', Description: 'The S3 bucket, in this Region, that the zip files were copied to' },
  ArtifactPrefix: {
    Type: 'String',
    Default: '',
    AllowedPattern: '|.*/',
    ConstraintDescription: 'nothing, or a folder that ends with a slash',
    Description: 'The folder in it, with a slash at its end',
  },
  ...template.Parameters,
};
template.Rules = rules();
for (const { Type, Properties } of Object.values(template.Resources))
  if (Type === 'AWS::Lambda::Function') Properties.Code = codeOf(basename(Properties.Code.S3Key));
writeFileSync(join(folder, 'template.json'), `${JSON.stringify(namedByStack(template))}\n`);

const shown = process.argv[2] ?? 'dist/package';
console.log(`Deploy it with your own bucket:

  aws s3 cp ${shown} s3://BUCKET/ecs-medic/ --recursive --exclude '*' --include '*.zip'
  aws cloudformation deploy --stack-name ecs-medic --template-file ${shown}/template.json \\
    --s3-bucket BUCKET --capabilities CAPABILITY_IAM \\
    --parameter-overrides ArtifactBucket=BUCKET ArtifactPrefix=ecs-medic/ SlackBotTokenSecret=ssm:/ecs-medic/slack SlackChannel=C0123456789`);

/** What no pattern of a parameter can say: CloudFormation checks it first. osls takes no rules, `npm run deploy` asks itself. */
function rules() {
  const isEmpty = (name) => ({ 'Fn::Equals': [{ Ref: name }, ''] });
  return {
    OneWayToSlack: {
      Assertions: [
        {
          Assert: { 'Fn::Or': [isEmpty('SlackBotTokenSecret'), isEmpty('SlackWebhookSecret')] },
          AssertDescription: 'SlackBotTokenSecret and SlackWebhookSecret are both set: set one of the two',
        },
      ],
    },
    BotHasChannel: {
      RuleCondition: { 'Fn::Not': [isEmpty('SlackBotTokenSecret')] },
      Assertions: [
        {
          Assert: { 'Fn::Not': [isEmpty('SlackChannel')] },
          AssertDescription:
            'SlackBotTokenSecret is set and SlackChannel is not: name the channel that the bot posts to',
        },
      ],
    },
  };
}

/** The template that osls would deploy. */
function packaged() {
  const output = mkdtempSync(join(tmpdir(), 'ecs-medic-package-'));
  try {
    const osls = createRequire(import.meta.url).resolve('serverless/bin/serverless.js');
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [osls, 'package', '--stage', STAGE, '--package', output],
      {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
        env: { ...process.env, SLS_TELEMETRY_DISABLED: '1', SLS_NOTIFICATIONS_MODE: 'off' },
      },
    );
    if (status !== 0) throw new Error(`osls could not package the service:\n${stdout}${stderr}`);
    return JSON.parse(readFileSync(join(output, 'cloudformation-template-update-stack.json'), 'utf8'));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

/** A name that changes with the content, so that CloudFormation sees new code. */
function codeOf(zip) {
  const source = join('dist', 'lambda', zip);
  const hash = createHash('sha256').update(readFileSync(source)).digest('hex').slice(0, 12);
  const name = `${basename(zip, '.zip')}-${hash}.zip`;
  copyFileSync(source, join(folder, name));
  return { S3Bucket: { Ref: 'ArtifactBucket' }, S3Key: { 'Fn::Sub': `\${ArtifactPrefix}${name}` } };
}

/** Several stacks can live side by side: what osls names by the stage is named by the stack. */
function namedByStack(value, isSub = false) {
  if (typeof value === 'string') {
    if (!value.includes(PREFIX)) return value;
    const named = value.replaceAll(PREFIX, `\${AWS::StackName}-`);
    return isSub ? named : { 'Fn::Sub': named };
  }
  if (Array.isArray(value)) return value.map((item) => namedByStack(item, isSub));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, namedByStack(item, key === 'Fn::Sub')]));
}
