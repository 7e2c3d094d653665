import { setTimeout as pauseFor } from 'node:timers/promises';
import type { DeadLetterPorts, MovedBack, QueueName } from '../app/operator-ports';
import { askAws } from './ask-aws';
import type { LazyClient } from './clients';
import type { SQSClient } from './clients/sqs';
import {
  GetQueueAttributesCommand,
  ListMessageMoveTasksCommand,
  StartMessageMoveTaskCommand,
} from './clients/sqs-dead-letters';
import { moveByHand } from './move-by-hand';
import { RefusedError } from './refusals';
import { sendBatches } from './send-batches';

/** URLs of a queue and of its dead-letter queue. */
export interface QueuePair {
  readonly queueUrl: string;
  readonly deadLetterQueueUrl: string;
}

export interface DeadLettersOptions {
  readonly sqs: LazyClient<SQSClient>;
  readonly queues: Readonly<Record<QueueName, QueuePair>>;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

const POLL = 1_000;
/** A move of SQS that takes longer goes on by itself. Milliseconds. */
const PATIENCE = 60_000;
/** The endpoint does not know the operation; some emulators do not. */
const UNKNOWN_OPERATION = /InvalidAction|UnknownOperation|UnsupportedOperation|NotImplemented/;
const ALREADY = /already/i;

/** The dead-letter queues of a deployment. Throws a `RefusedError` where AWS refuses. */
export function deadLetters({ sqs, queues, pause = pauseFor }: DeadLettersOptions): DeadLetterPorts {
  async function attributesOf(url: string) {
    const client = await sqs();
    const { Attributes = {} } = await askAws({ action: 'sqs:GetQueueAttributes', about: url }, () =>
      client.send(
        new GetQueueAttributesCommand({
          QueueUrl: url,
          AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'],
        }),
      ),
    );
    const { QueueArn, ApproximateNumberOfMessages, ApproximateNumberOfMessagesNotVisible } = Attributes;
    if (QueueArn === undefined)
      throw new RefusedError('failed', `sqs:GetQueueAttributes said nothing of the ARN of ${url}`);
    return {
      arn: QueueArn,
      waiting: Number(ApproximateNumberOfMessages ?? 0) + Number(ApproximateNumberOfMessagesNotVisible ?? 0),
    };
  }

  /** False where the endpoint cannot. */
  async function startMove(source: string, destination: string): Promise<boolean> {
    const client = await sqs();
    return askAws({ action: 'sqs:StartMessageMoveTask', about: source }, async () => {
      try {
        await client.send(new StartMessageMoveTaskCommand({ SourceArn: source, DestinationArn: destination }));
        return true;
      } catch (error) {
        if (!(error instanceof Error) || !UNKNOWN_OPERATION.test(error.name)) throw error;
        // A move that is under way is as good as one of ours.
        return ALREADY.test(error.message);
      }
    });
  }

  async function watchMove(source: string): Promise<MovedBack> {
    const client = await sqs();
    for (let waited = 0; ; waited += POLL) {
      const { Results = [] } = await askAws({ action: 'sqs:ListMessageMoveTasks', about: source }, () =>
        client.send(new ListMessageMoveTasksCommand({ SourceArn: source, MaxResults: 1 })),
      );
      const [task] = Results;
      const moved = task?.ApproximateNumberOfMessagesMoved ?? 0;
      if (task?.Status === 'COMPLETED') return { moved, isDone: true };
      if (task?.Status === 'FAILED' || task?.Status === 'CANCELLED')
        throw new RefusedError(
          'failed',
          `SQS stopped moving the messages of ${source} after ${moved}: ${task.FailureReason ?? task.Status.toLowerCase()}`,
        );
      if (waited >= PATIENCE) return { moved, isDone: false };
      await pause(POLL);
    }
  }

  return {
    async countDeadLetters(queue) {
      return (await attributesOf(queues[queue].deadLetterQueueUrl)).waiting;
    },
    async moveBack(queue) {
      const { queueUrl, deadLetterQueueUrl } = queues[queue];
      const source = await attributesOf(deadLetterQueueUrl);
      const destination = await attributesOf(queueUrl);
      return (await startMove(source.arn, destination.arn))
        ? watchMove(source.arn)
        : moveByHand(await sqs(), { from: deadLetterQueueUrl, to: queueUrl, most: source.waiting });
    },
    async revive(keys) {
      const client = await sqs();
      const url = queues.deliveries.queueUrl;
      const bodies = keys.map((key) => ({ body: JSON.stringify({ nudge: key, revive: true }), delaySeconds: 0 }));
      await askAws({ action: 'sqs:SendMessage', about: url }, () => sendBatches(client, url, bodies));
    },
  };
}
