import type { PublishCommandInput } from '@aws-sdk/client-sns';
import type { MessagePorts } from '../app/ports';
import type { DeliveryKey } from '../domain/delivery/delivery';
import { encodeLook } from '../domain/incident/encode-look';
import type { LazyClient } from './clients';
import { PublishCommand, type SNSClient } from './clients/sns';
import type { SQSClient } from './clients/sqs';
import { sendBatches } from './send-batches';
import { topicBody } from './topic-body';

export interface MessagesOptions {
  readonly sns: SNSClient;
  readonly topicArn: string;
  /** Loaded with the first message to a queue. */
  readonly sqs: LazyClient<SQSClient>;
  /** URL of the queue look-again; absent in a function that asks for no looks. */
  readonly lookQueueUrl?: string;
  /** URL of the queue of deliveries; absent in a function that nudges nobody. */
  readonly deliveryQueueUrl?: string;
  readonly timeZone?: string;
}

/** What goes out: alerts to the topic, looks and nudges to their queues. Throws where AWS does not take a message. */
export function messages({
  sns,
  topicArn,
  sqs,
  lookQueueUrl,
  deliveryQueueUrl,
  timeZone,
}: MessagesOptions): MessagePorts {
  return {
    ...(timeZone === undefined ? {} : { timeZone }),
    async publish(message) {
      await sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          MessageStructure: 'json',
          Message: topicBody(message),
          ...subjectOf(message.subject),
          MessageAttributes: attributesOf(message.attributes),
        }),
      );
    },
    async lookAgain(looks) {
      if (looks.length === 0) return;
      const url = required(lookQueueUrl, 'look-again');
      await sendBatches(
        await sqs(),
        url,
        looks.map((look) => ({ body: encodeLook(look), delaySeconds: look.delay })),
      );
    },
    async nudge(keys: readonly DeliveryKey[]) {
      if (keys.length === 0) return;
      const url = required(deliveryQueueUrl, 'deliveries');
      await sendBatches(
        await sqs(),
        url,
        keys.map((key) => ({ body: JSON.stringify({ nudge: key }), delaySeconds: 0 })),
      );
    },
  };
}

function required(url: string | undefined, queue: string): string {
  if (url === undefined)
    throw new Error(`expected the URL of the queue ${queue} in the settings of this function, got none`);
  return url;
}

/** SNS refuses a subject with line breaks, other characters than printable ASCII, or more than 100 of them. */
function subjectOf(subject: string): { readonly Subject?: string } {
  const printable = subject
    .replace(/[^\x20-\x7e]+/g, ' ')
    .trim()
    .slice(0, 100);
  return printable === '' ? {} : { Subject: printable };
}

/** SNS refuses an empty value. */
const attributesOf = (
  attributes: Readonly<Record<string, string>>,
): NonNullable<PublishCommandInput['MessageAttributes']> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([, value]) => value !== '')
      .map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
  );
