import type { Deployment } from './app/operator-ports';
import { refusalToPerson } from './aws/ask-aws';
import { dynamodbClient, snsClient, sqsClient } from './aws/clients';
import { cloudFormationClient } from './aws/cloudformation-client';
import { deadLetters } from './aws/dead-letters';
import { messages } from './aws/messages';
import { outputOf, readStack } from './aws/read-stack';
import { RefusedError } from './aws/refusals';
import { tableStore } from './aws/table-store';
import { timelineReads } from './aws/timeline-reads';
import { openActions } from './live-actions';
import { stackSettings } from './settings/stack-settings';

export interface DeploymentOptions {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  /** Default: that of the environment, or of the profile. */
  readonly region?: string;
}

/** Days for which the bodies of alerts are kept, where the stack does not say. */
const FEWEST_DAYS = 7;

/** What a command of the terminal works on, found by the outputs of its stack. Throws where AWS refuses. */
export async function openDeployment({ stack, region: asked }: DeploymentOptions): Promise<Deployment> {
  // A person waits, and may be far from the Region.
  const patient = { requestTimeout: 20_000, connectionTimeout: 5_000 };
  const stacks = cloudFormationClient({ ...patient, ...(asked === undefined ? {} : { region: asked }) });
  const region = await stacks.config.region();
  const { outputs, parameters } = await readStack(stacks, stack, region);
  const output = (name: string): string => outputOf(outputs, name, stack);
  const pair = (name: string) => ({
    queueUrl: output(`${name}QueueUrl`),
    deadLetterQueueUrl: output(`${name}DeadLetterQueueUrl`),
  });
  const options = { ...patient, region };
  const sqs = sqsClient(options);
  const alertsTopicArn = output('AlertsTopicArn');
  const { clusters, thresholds, timeZone } = stackSettings(parameters);
  const evidenceDays = Number(parameters.get('EvidenceDays')) || FEWEST_DAYS;
  const items = { client: dynamodbClient(options), tableName: output('TableName') };
  return {
    stack,
    region,
    alertsTopicArn,
    policy: { clusters, thresholds },
    store: tableStore({ ...items, now: Date.now, evidenceDays }),
    timeline: timelineReads(items),
    actions: openActions({ region }),
    messages: messages({
      sns: snsClient(options),
      topicArn: alertsTopicArn,
      sqs,
      timeZone,
      lookQueueUrl: output('LookAgainQueueUrl'),
      deliveryQueueUrl: output('DeliveriesQueueUrl'),
    }),
    deadLetters: deadLetters({
      sqs,
      queues: { events: pair('Events'), 'look-again': pair('LookAgain'), deliveries: pair('Deliveries') },
    }),
  };
}

/** Why AWS, the network or the credentials let a command down, in words; undefined for a fault of our own. */
export const refusalIn = (error: unknown): string | undefined => refusalToPerson(error)?.message;

/** The stack that was named does not exist, or is no deployment of this version. */
export const isMissingStack = (error: unknown): boolean => error instanceof RefusedError && error.kind === 'missing';

export { openActions } from './live-actions';

export { openCheckAccount } from './live-check';

export { openDiagnosis } from './live-diagnose';

export { openDoctor } from './live-doctor';
