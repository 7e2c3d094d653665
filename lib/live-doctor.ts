import type { DoctorPorts, FunctionSettings, HandlerName } from './app/doctor-ports';
import { checkAccount, checkClientsIn } from './aws/check-account';
import { configurationOf, dynamodbClient, snsClient, sqsClient, ssmClient } from './aws/clients';
import { CloudWatchClient } from './aws/clients/cloudwatch';
import { EventBridgeClient } from './aws/clients/eventbridge';
import { LambdaClient } from './aws/clients/lambda';
import { SchedulerClient } from './aws/clients/scheduler';
import { cloudFormationClient } from './aws/cloudformation-client';
import { doctorReads } from './aws/doctor-reads';
import type { SlackTarget } from './domain/doctor/judge-slack';
import { defined } from './domain/json';
import { actSettings, scheduleSettings } from './settings/act-settings';
import { deliverSettings } from './settings/deliver-settings';
import { explainSettings } from './settings/explain-settings';
import type { Environment } from './settings/read-settings';
import { respondSettings } from './settings/respond-settings';
import { SettingsError } from './settings/settings-error';
import type { SlackSettings } from './settings/slack-settings';
import { watchSettings } from './settings/watch-settings';

export interface LiveDoctorOptions {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  /** Default: that of the environment, or of the profile. */
  readonly region?: string;
}

/** What a person's credentials let them read of a deployment. Throws without a Region. */
export async function openDoctor({ stack, region: asked }: LiveDoctorOptions): Promise<DoctorPorts> {
  // A person waits, and may be far from the Region; some forty things are asked at once.
  const patient = { requestTimeout: 20_000, connectionTimeout: 5_000, maxAttempts: 5 };
  const cloudFormation = cloudFormationClient({ ...patient, ...(asked === undefined ? {} : { region: asked }) });
  const region = await cloudFormation.config.region();
  const options = { ...patient, region };
  const account = checkAccount(region, checkClientsIn);
  return doctorReads({
    place: { stack, region },
    cloudFormation,
    cloudWatch: new CloudWatchClient(configurationOf(options)),
    dynamodb: dynamodbClient(options),
    eventBridge: new EventBridgeClient(configurationOf(options)),
    lambda: new LambdaClient(configurationOf(options)),
    scheduler: new SchedulerClient(configurationOf(options)),
    sns: snsClient(options),
    sqs: sqsClient(options),
    ssm: ssmClient(options),
    readSecret: ({ store, name }) =>
      store === 'ssm' ? account.readParameter(name, region) : account.readSecret(name, region),
    settingsOf,
    now: Date.now,
  });
}

const READERS: Readonly<Record<Exclude<HandlerName, 'deliver-alerts'>, (environment: Environment) => object>> = {
  'respond-to-ecs-events': respondSettings,
  'explain-incidents': explainSettings,
  'keep-watch': watchSettings,
  'act-on-incidents': actSettings,
  'apply-schedules': scheduleSettings,
};

/** What an environment means to a function, by the same reader that the function has. */
export function settingsOf(handler: HandlerName, environment: Environment): FunctionSettings {
  try {
    if (handler === 'deliver-alerts') return { problems: [], slack: targetOf(deliverSettings(environment).slack) };
    READERS[handler](environment);
    return { problems: [] };
  } catch (error) {
    if (error instanceof SettingsError) return { problems: error.problems };
    throw error;
  }
}

const targetOf = (slack: SlackSettings): SlackTarget =>
  slack.mode === 'none'
    ? slack
    : defined({
        mode: slack.mode,
        secret: slack.secret,
        channel: slack.mode === 'bot' ? slack.channel : undefined,
        endpoint: slack.endpoint,
      });
