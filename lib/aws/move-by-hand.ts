import type { MovedBack } from '../app/operator-ports';
import { askAws } from './ask-aws';
import type { SQSClient } from './clients/sqs';
import { DeleteMessageBatchCommand, ReceiveMessageCommand } from './clients/sqs-dead-letters';
import { RefusedError } from './refusals';
import { sendBatches } from './send-batches';

export interface HandMove {
  /** URLs of the queues. */
  readonly from: string;
  readonly to: string;
  /** What comes back meanwhile is left for the next time. */
  readonly most: number;
}

const BATCH = 10;
/** Seconds in which nobody else sees what is being moved. */
const HIDDEN = 60;

/**
 * Receives, sends and deletes, batch by batch, where SQS cannot move messages by itself. A crash between sending and
 * deleting leaves a message in both queues: everything that reads them takes duplicates.
 */
export async function moveByHand(client: SQSClient, { from, to, most }: HandMove): Promise<MovedBack> {
  let moved = 0;
  while (moved < most) {
    const { Messages = [] } = await askAws({ action: 'sqs:ReceiveMessage', about: from }, () =>
      client.send(
        new ReceiveMessageCommand({
          QueueUrl: from,
          MaxNumberOfMessages: Math.min(BATCH, most - moved),
          VisibilityTimeout: HIDDEN,
          WaitTimeSeconds: 1,
        }),
      ),
    );
    if (Messages.length === 0) break;
    await askAws({ action: 'sqs:SendMessage', about: to }, () =>
      sendBatches(
        client,
        to,
        Messages.map(({ Body = '' }) => ({ body: Body, delaySeconds: 0 })),
      ),
    );
    const { Failed = [] } = await askAws({ action: 'sqs:DeleteMessage', about: from }, () =>
      client.send(
        new DeleteMessageBatchCommand({
          QueueUrl: from,
          Entries: Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
        }),
      ),
    );
    moved += Messages.length;
    if (Failed.length > 0)
      throw new RefusedError(
        'failed',
        `${Failed.length} of ${Messages.length} messages were sent to ${to} and could not be deleted from ${from}: ` +
          `${Failed[0]?.Code ?? 'no reason given'}; they are in both`,
      );
  }
  return { moved, isDone: true };
}
