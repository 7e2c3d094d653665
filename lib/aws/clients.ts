import type { ApplicationAutoScalingClient } from './clients/application-auto-scaling';
import type { CloudWatchLogsClient } from './clients/cloudwatch-logs';
import { DynamoDBClient } from './clients/dynamodb';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import type { SecretsManagerClient } from './clients/secrets-manager';
import { SNSClient } from './clients/sns';
import type { SQSClient } from './clients/sqs';
import type { SSMClient } from './clients/ssm';

export interface ClientOptions {
  /** Default: that of the environment. */
  readonly region?: string;
  /** Attempts for one call, the first one included. Default 3. */
  readonly maxAttempts?: number;
  /** Milliseconds for one attempt, default 3,000; it fails then, and is made again. */
  readonly requestTimeout?: number;
  /** Milliseconds to connect, default 1,000. */
  readonly connectionTimeout?: number;
}

/** What every client has in common. */
export function configurationOf({
  region,
  maxAttempts = 3,
  requestTimeout = 3_000,
  connectionTimeout = 1_000,
}: ClientOptions) {
  return {
    maxAttempts,
    userAgentAppId: 'ecs-medic',
    // Without `throwOnRequestTimeout` the SDK only prints a warning and waits on.
    requestHandler: { requestTimeout, connectionTimeout, throwOnRequestTimeout: true },
    ...(region === undefined ? {} : { region }),
  };
}

/** Every responder writes the table first, so this client loads at start. */
export const dynamodbClient = (options: ClientOptions = {}): DynamoDBClient =>
  new DynamoDBClient(configurationOf(options));

/** A doomed cause is told at once, so this client loads at start where it is used. */
export const snsClient = (options: ClientOptions = {}): SNSClient => new SNSClient(configurationOf(options));

/** A client that is loaded by its first use; later uses get the same one. */
export type LazyClient<Client> = () => Promise<Client>;

export const sqsClient = (options: ClientOptions = {}): LazyClient<SQSClient> =>
  onFirstUse(async () => new (await import('./clients/sqs')).SQSClient(configurationOf(options)));

export const ecsClient = (options: ClientOptions = {}): LazyClient<ECSClient> =>
  onFirstUse(async () => new (await import('./clients/ecs')).ECSClient(configurationOf(options)));

export const cloudWatchLogsClient = (options: ClientOptions = {}): LazyClient<CloudWatchLogsClient> =>
  onFirstUse(
    async () => new (await import('./clients/cloudwatch-logs')).CloudWatchLogsClient(configurationOf(options)),
  );

export const elasticLoadBalancingClient = (options: ClientOptions = {}): LazyClient<ElasticLoadBalancingV2Client> =>
  onFirstUse(
    async () =>
      new (await import('./clients/elastic-load-balancing-v2')).ElasticLoadBalancingV2Client(configurationOf(options)),
  );

export const applicationAutoScalingClient = (options: ClientOptions = {}): LazyClient<ApplicationAutoScalingClient> =>
  onFirstUse(
    async () =>
      new (await import('./clients/application-auto-scaling')).ApplicationAutoScalingClient(configurationOf(options)),
  );

export const ssmClient = (options: ClientOptions = {}): LazyClient<SSMClient> =>
  onFirstUse(async () => new (await import('./clients/ssm')).SSMClient(configurationOf(options)));

export const secretsManagerClient = (options: ClientOptions = {}): LazyClient<SecretsManagerClient> =>
  onFirstUse(
    async () => new (await import('./clients/secrets-manager')).SecretsManagerClient(configurationOf(options)),
  );

function onFirstUse<Client>(load: LazyClient<Client>): LazyClient<Client> {
  let loading: Promise<Client> | undefined;
  return () => {
    loading ??= load();
    return loading;
  };
}
