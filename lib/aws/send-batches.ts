import type { SendMessageBatchRequestEntry } from '@aws-sdk/client-sqs';
import { byteLength } from '../domain/text/fitting-json';
import type { SQSClient } from './clients/sqs';

export interface OutgoingMessage {
  readonly body: string;
  /** Until it can be received: SQS takes 0 to 900. */
  readonly delaySeconds: number;
}

/** What one SendMessageBatch takes: messages, and bytes of all of them together (256 KiB, less some room). */
const MOST_MESSAGES = 10;
const MOST_BYTES = 250_000;

export class MessagesRefusedError extends Error {
  override readonly name = 'MessagesRefusedError';
  constructor(queueUrl: string, refused: number, sent: number, reason: string) {
    super(`${queueUrl} refused ${refused} of ${sent} messages twice: ${reason}`);
  }
}

/** Sends messages to a queue. Those that it refuses are sent once more; throws where it refuses them again. */
export async function sendBatches(
  client: SQSClient,
  queueUrl: string,
  messages: readonly OutgoingMessage[],
): Promise<void> {
  const { SendMessageBatchCommand } = await import('./clients/sqs');

  async function send(entries: readonly SendMessageBatchRequestEntry[], isSecond: boolean): Promise<void> {
    const { Failed = [] } = await client.send(
      new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries: [...entries] }),
    );
    if (Failed.length === 0) return;
    const [first] = Failed;
    if (isSecond)
      throw new MessagesRefusedError(
        queueUrl,
        Failed.length,
        messages.length,
        [first?.Code, first?.Message].filter((text) => text !== undefined).join(': '),
      );
    const refused = new Set(Failed.map(({ Id }) => Id));
    await send(
      entries.filter(({ Id }) => refused.has(Id)),
      true,
    );
  }

  for (const batch of batchesOf(messages)) await send(batch, false);
}

function batchesOf(messages: readonly OutgoingMessage[]): readonly (readonly SendMessageBatchRequestEntry[])[] {
  const batches: SendMessageBatchRequestEntry[][] = [];
  let current: SendMessageBatchRequestEntry[] = [];
  let bytes = 0;
  for (const { body, delaySeconds } of messages) {
    const length = byteLength(body);
    if (current.length === MOST_MESSAGES || (current.length > 0 && bytes + length > MOST_BYTES)) {
      batches.push(current);
      current = [];
      bytes = 0;
    }
    bytes += length;
    current.push({
      Id: String(current.length),
      MessageBody: body,
      DelaySeconds: Math.min(900, Math.max(0, Math.ceil(delaySeconds))),
    });
  }
  if (current.length > 0) batches.push(current);
  return batches;
}
