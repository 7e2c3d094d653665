import { ApplicationAutoScalingClient } from '@aws-sdk/client-application-auto-scaling';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { ECSClient } from '@aws-sdk/client-ecs';
import { ElasticLoadBalancingV2Client } from '@aws-sdk/client-elastic-load-balancing-v2';
import { SSMClient } from '@aws-sdk/client-ssm';
import { asObject, type JsonObject } from '../../lib/domain/json';

/** One call that reached AWS. */
export interface Call {
  /** Of the command, such as `DescribeServices`. */
  readonly name: string;
  readonly input: JsonObject;
  readonly signal: AbortSignal | undefined;
}

/** What AWS answers to a call, or throws. */
export type Answer = (call: Call) => unknown;

/** An account without a network: each command has its answer, and a command without one is a fault of the test. */
export interface AnsweringAccount {
  readonly calls: Call[];
  readonly names: () => readonly string[];
  ecs(): Promise<ECSClient>;
  elasticLoadBalancing(): Promise<ElasticLoadBalancingV2Client>;
  applicationAutoScaling(): Promise<ApplicationAutoScalingClient>;
  ssm(): Promise<SSMClient>;
  cloudWatchLogs(region: string | undefined): () => Promise<CloudWatchLogsClient>;
  /** Regions for which a client of CloudWatch Logs was made. */
  readonly regions: (string | undefined)[];
}

const settings = { region: 'eu-central-1', credentials: { accessKeyId: 'none', secretAccessKey: 'none' } };

export function answeringAccount(answers: Readonly<Record<string, Answer>>): AnsweringAccount {
  const calls: Call[] = [];
  const regions: (string | undefined)[] = [];
  const send = async (command: object, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown> => {
    const name = command.constructor.name.replace(/Command$/, '');
    const call: Call = {
      name,
      input: asObject((command as { readonly input?: unknown }).input) ?? {},
      signal: options?.abortSignal,
    };
    calls.push(call);
    const answer = answers[name];
    if (answer === undefined) throw new Error(`the test has no answer to ${name}`);
    return answer(call);
  };
  return {
    calls,
    names: () => calls.map(({ name }) => name),
    ecs: async () => Object.assign(new ECSClient(settings), { send }),
    elasticLoadBalancing: async () => Object.assign(new ElasticLoadBalancingV2Client(settings), { send }),
    applicationAutoScaling: async () => Object.assign(new ApplicationAutoScalingClient(settings), { send }),
    ssm: async () => Object.assign(new SSMClient(settings), { send }),
    cloudWatchLogs(region) {
      regions.push(region);
      return async () => Object.assign(new CloudWatchLogsClient(settings), { send });
    },
    regions,
  };
}

/** An error as the SDK throws it for an answer of AWS. */
export const awsError = (name: string, message: string, httpStatusCode = 400): Error =>
  Object.assign(new Error(message), { name, $fault: 'client', $metadata: { httpStatusCode } });

export const throws =
  (error: Error): Answer =>
  () => {
    throw error;
  };
