import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { GetScheduleCommand, UpdateScheduleCommand } from '@aws-sdk/client-scheduler';
import { PutParameterCommand } from '@aws-sdk/client-ssm';
import { type DeployedStack, deployPackage } from './deploy-package';
import { packageFolder } from './package-stack';
import { type Responder, responderOf } from './responder';
import { type Rig, startRig } from './rig';

export interface StartOptions {
  /** Of the recordings that are played. */
  readonly region?: string;
  readonly slack?: 'bot' | 'webhook';
  readonly stackName?: string;
  /** Parameters of the stack, beside those of Slack. */
  readonly parameters?: Readonly<Record<string, string>>;
}

export interface RunningResponder extends Rig, Responder {
  readonly stack: DeployedStack;
}

export const SLACK_SECRET = '/ecs-medic/slack';
export const SLACK_CHANNEL = '#alerts';

/** The package in an account of its own, at rest: its schedules wait until a test runs them. */
export async function startResponder({
  region = 'us-east-1',
  slack = 'bot',
  stackName = 'ecs-medic',
  parameters = {},
}: StartOptions = {}): Promise<RunningResponder> {
  const rig = await startRig(region);
  try {
    const Value = slack === 'bot' ? rig.slack.token : `https://hooks.slack.com${rig.slack.webhookPath}`;
    await rig.account.ssm.send(new PutParameterCommand({ Name: SLACK_SECRET, Type: 'SecureString', Value }));
    const stack = await deployPackage(rig.account, packageFolder(), stackName, {
      ...(slack === 'bot'
        ? { SlackBotTokenSecret: `ssm:${SLACK_SECRET}`, SlackChannel: SLACK_CHANNEL }
        : { SlackWebhookSecret: `ssm:${SLACK_SECRET}` }),
      ...parameters,
    });
    await pauseSchedules(rig, stack);
    const stop = async (): Promise<void> => {
      keepLog(rig.log());
      await rig.stop();
    };
    return { ...rig, ...(await responderOf(rig, stack)), stack, stop };
  } catch (error) {
    keepLog(rig.log());
    await rig.stop();
    throw error;
  }
}

async function pauseSchedules({ account: { scheduler } }: Rig, { resources }: DeployedStack): Promise<void> {
  for (const { type, id: Name } of resources.values()) {
    if (type !== 'AWS::Scheduler::Schedule') continue;
    const { ScheduleExpression, FlexibleTimeWindow, Target } = await scheduler.send(new GetScheduleCommand({ Name }));
    await scheduler.send(
      new UpdateScheduleCommand({ Name, ScheduleExpression, FlexibleTimeWindow, Target, State: 'DISABLED' }),
    );
  }
}

/** What the emulator and the functions printed, for the reader of a failure: `out/end-to-end/<test file>.log`. */
export function keepLog(log: string): void {
  const folder = join(__dirname, '..', '..', '..', 'out', 'end-to-end');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${basename(expect.getState().testPath ?? 'unknown', '.e2e.ts')}.log`), log);
}
