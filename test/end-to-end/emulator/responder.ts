import { GetFunctionConfigurationCommand, InvokeCommand, ListEventSourceMappingsCommand } from '@aws-sdk/client-lambda';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { DeployedStack } from './deploy-package';
import type { Rig } from './rig';
import { waitUntil } from './wait-until';

export type HandlerName =
  | 'respond-to-ecs-events'
  | 'explain-incidents'
  | 'deliver-alerts'
  | 'keep-watch'
  | 'act-on-incidents'
  | 'apply-schedules';

/** A queue of the stack and where it gives up to; both by address. */
export interface QueuePair {
  readonly url: string;
  readonly deadLetterUrl: string;
}

/** The deployed package, in the terms of its own parts. */
export interface Responder {
  /** Name of the deployed function. */
  functionOf(handler: HandlerName): string;
  environmentOf(handler: HandlerName): Promise<Readonly<Record<string, string>>>;
  /** The queue that a function takes from. */
  queueOf(handler: HandlerName): Promise<QueuePair>;
  /** Sends a message to a function's queue, past rules and topics. */
  send(handler: HandlerName, body: string): Promise<void>;
  /** Runs a function with an input, and answers what it answers. Throws with the error that it threw. */
  invoke(handler: HandlerName, input: unknown): Promise<unknown>;
  /** Bodies of what was given up. */
  deadLetters(handler: HandlerName): Promise<readonly string[]>;
  /** Waits until no message is due and no function works. What one has failed with waits for its time. */
  quiet(): Promise<void>;
}

const FROM_QUEUES: readonly HandlerName[] = ['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts'];

/** Milliseconds that a function may be without a call: deliver-alerts waits for its turn in a channel. */
const LONGEST_PAUSE = 3_500;

export async function responderOf({ account, proxy, slack }: Rig, stack: DeployedStack): Promise<Responder> {
  const { lambda, sqs } = account;
  const names = [...stack.resources.values()]
    .filter(({ type }) => type === 'AWS::Lambda::Function')
    .map(({ id }) => id);

  const functionOf = (handler: HandlerName): string => {
    const name = names.find((one) => one.endsWith(handler));
    if (name === undefined) throw new Error(`expected a function named …${handler}, got ${names.join(', ')}`);
    return name;
  };

  const attributesOf = async (QueueUrl: string) =>
    (await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }))).Attributes ?? {};

  const urlOf = async (arn: string): Promise<string> =>
    (await sqs.send(new GetQueueUrlCommand({ QueueName: arn.slice(arn.lastIndexOf(':') + 1) }))).QueueUrl ?? '';

  const findQueue = async (handler: HandlerName): Promise<QueuePair> => {
    const { EventSourceMappings: [mapping] = [] } = await lambda.send(
      new ListEventSourceMappingsCommand({ FunctionName: functionOf(handler) }),
    );
    if (mapping?.EventSourceArn === undefined) throw new Error(`${handler} takes from no queue`);
    const url = await urlOf(mapping.EventSourceArn);
    const { RedrivePolicy } = await attributesOf(url);
    if (RedrivePolicy === undefined) throw new Error(`the queue of ${handler} has no dead-letter queue`);
    const { deadLetterTargetArn } = JSON.parse(RedrivePolicy) as { deadLetterTargetArn: string };
    return { url, deadLetterUrl: await urlOf(deadLetterTargetArn) };
  };
  const queues = new Map<HandlerName, QueuePair>();
  for (const handler of FROM_QUEUES) queues.set(handler, await findQueue(handler));
  const queueOf = async (handler: HandlerName): Promise<QueuePair> => queues.get(handler) ?? findQueue(handler);

  const isQuiet = async (): Promise<boolean> => {
    let hidden = 0;
    for (const { url } of queues.values()) {
      const { ApproximateNumberOfMessages = '0', ApproximateNumberOfMessagesNotVisible = '0' } =
        await attributesOf(url);
      if (Number(ApproximateNumberOfMessages) > 0) return false;
      hidden += Number(ApproximateNumberOfMessagesNotVisible);
    }
    // What a function works on is hidden, and so is what one has failed with: only a pause tells them apart.
    return hidden === 0 || (proxy.idle() > LONGEST_PAUSE && slack.hanging() === 0);
  };

  return {
    functionOf,
    queueOf,
    async environmentOf(handler) {
      const { Environment } = await lambda.send(
        new GetFunctionConfigurationCommand({ FunctionName: functionOf(handler) }),
      );
      return Environment?.Variables ?? {};
    },
    async send(handler, MessageBody) {
      await sqs.send(new SendMessageCommand({ QueueUrl: (await queueOf(handler)).url, MessageBody }));
    },
    async invoke(handler, input) {
      const { FunctionError, Payload } = await lambda.send(
        new InvokeCommand({ FunctionName: functionOf(handler), Payload: Buffer.from(JSON.stringify(input)) }),
      );
      const answer = Buffer.from(Payload ?? []).toString();
      if (FunctionError !== undefined) throw new Error(`${handler} failed: ${answer}`);
      return JSON.parse(answer || 'null');
    },
    async deadLetters(handler) {
      const { deadLetterUrl: QueueUrl } = await queueOf(handler);
      const bodies: string[] = [];
      for (;;) {
        const { Messages = [] } = await sqs.send(
          new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 }),
        );
        const fresh = Messages.flatMap(({ Body = '' }) => (bodies.includes(Body) ? [] : [Body]));
        if (fresh.length === 0) return bodies;
        bodies.push(...fresh);
      }
    },
    async quiet() {
      // Twice: between two queues a message is nowhere for a moment.
      await waitUntil('the queues to be empty', async () => (await isQuiet()) && (await isQuiet()), {
        timeout: 120_000,
      });
    },
  };
}
