import { SQSClient } from '@aws-sdk/client-sqs';
import { deadLetters } from '../../lib/aws/dead-letters';

const url = (name: string) => `https://sqs.eu-central-1.amazonaws.com/111122223333/${name}`;
const pair = (name: string) => ({ queueUrl: url(name), deadLetterQueueUrl: url(`${name}-dead`) });
const queues = { events: pair('events'), 'look-again': pair('look-again'), deliveries: pair('deliveries') };

interface Command {
  readonly name: string;
  readonly input: Record<string, unknown>;
}

/** A client that sends nothing and answers what the test says. */
function world(answer: (command: Command, call: number) => object) {
  const commands: Command[] = [];
  const client = new SQSClient({ region: 'eu-central-1' });
  client.middlewareStack.add(
    (_next, { commandName = '' }) =>
      async ({ input }) => {
        const command = { name: commandName.replace(/Command$/, ''), input: input as Record<string, unknown> };
        commands.push(command);
        const isAttributes = command.name === 'GetQueueAttributes';
        const name = String(command.input['QueueUrl'] ?? '')
          .split('/')
          .at(-1);
        const output = isAttributes
          ? {
              Attributes: {
                QueueArn: `arn:aws:sqs:eu-central-1:111122223333:${name}`,
                ApproximateNumberOfMessages: '3',
              },
            }
          : answer(command, commands.filter((one) => one.name === command.name).length);
        return { response: {}, output: { $metadata: {}, ...output } };
      },
    { step: 'initialize' },
  );
  const pauses: number[] = [];
  const ports = deadLetters({
    sqs: async () => client,
    queues,
    pause: async (milliseconds) => {
      pauses.push(milliseconds);
    },
  });
  return { ports, commands, pauses };
}

const failure = (name: string, message: string): Error => Object.assign(new Error(message), { name, $metadata: {} });

it('counts what waits and what is hidden in the dead-letter queue', async () => {
  const { ports, commands } = world(() => ({}));
  expect(await ports.countDeadLetters('events')).toBe(3);
  expect(commands.map(({ input }) => input['QueueUrl'])).toEqual([url('events-dead')]);
});

it('has SQS move the messages to their queue, and waits for the end', async () => {
  const { ports, commands, pauses } = world(({ name }, call) =>
    name !== 'ListMessageMoveTasks'
      ? { TaskHandle: '1' }
      : { Results: [{ Status: call < 3 ? 'RUNNING' : 'COMPLETED', ApproximateNumberOfMessagesMoved: call }] },
  );
  expect(await ports.moveBack('look-again')).toEqual({ moved: 3, isDone: true });
  expect(commands.find(({ name }) => name === 'StartMessageMoveTask')?.input).toEqual({
    SourceArn: 'arn:aws:sqs:eu-central-1:111122223333:look-again-dead',
    DestinationArn: 'arn:aws:sqs:eu-central-1:111122223333:look-again',
  });
  expect(pauses).toEqual([1000, 1000]);
});

it('leaves a move that takes longer than a minute to SQS', async () => {
  const { ports, pauses } = world(({ name }) =>
    name === 'ListMessageMoveTasks' ? { Results: [{ Status: 'RUNNING', ApproximateNumberOfMessagesMoved: 700 }] } : {},
  );
  expect(await ports.moveBack('events')).toEqual({ moved: 700, isDone: false });
  expect(pauses.reduce((sum, one) => sum + one, 0)).toBe(60_000);
});

it('watches a move that somebody else began', async () => {
  const { ports, commands } = world(({ name }) => {
    if (name === 'StartMessageMoveTask')
      throw failure('UnsupportedOperation', 'There is already a task running. Only one active task is allowed.');
    return { Results: [{ Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: 2 }] };
  });
  expect(await ports.moveBack('events')).toEqual({ moved: 2, isDone: true });
  expect(commands.map(({ name }) => name)).not.toContain('ReceiveMessage');
});

it('says why SQS stopped moving', async () => {
  const { ports } = world(({ name }) =>
    name === 'ListMessageMoveTasks'
      ? { Results: [{ Status: 'FAILED', ApproximateNumberOfMessagesMoved: 1, FailureReason: 'AccessDenied' }] }
      : {},
  );
  await expect(ports.moveBack('events')).rejects.toThrow(/events-dead after 1: AccessDenied/);
});

it('stops at an empty queue, and takes no more than waited, where it moves by hand', async () => {
  const { ports, commands } = world(({ name, input }, call) => {
    if (name === 'StartMessageMoveTask') throw failure('InvalidAction', 'The action is invalid.');
    if (name === 'ReceiveMessage')
      return call > 1 ? {} : { Messages: [{ Body: 'poison', ReceiptHandle: 'r', MessageId: 'm' }] };
    return name === 'SendMessageBatch' ? { Successful: [{ Id: '0' }] } : { Successful: input['Entries'] };
  });
  expect(await ports.moveBack('events')).toEqual({ moved: 1, isDone: true });
  const received = commands.filter(({ name }) => name === 'ReceiveMessage');
  expect(received.map(({ input }) => input['MaxNumberOfMessages'])).toEqual([3, 2]);
});

it('deletes nothing that the queue did not take', async () => {
  const { ports, commands } = world(({ name }) => {
    if (name === 'StartMessageMoveTask') throw failure('InvalidAction', 'The action is invalid.');
    if (name === 'ReceiveMessage') return { Messages: [{ Body: 'poison', ReceiptHandle: 'r', MessageId: 'm' }] };
    return { Failed: [{ Id: '0', Code: 'InternalError', SenderFault: false }] };
  });
  await expect(ports.moveBack('events')).rejects.toThrow(/refused 1 of 1 messages twice: InternalError/);
  expect(commands.map(({ name }) => name)).not.toContain('DeleteMessageBatch');
});

it('names what could be sent and not deleted', async () => {
  const { ports } = world(({ name }) => {
    if (name === 'StartMessageMoveTask') throw failure('InvalidAction', 'The action is invalid.');
    if (name === 'ReceiveMessage') return { Messages: [{ Body: 'poison', ReceiptHandle: 'r', MessageId: 'm' }] };
    return name === 'DeleteMessageBatch' ? { Failed: [{ Id: '0', Code: 'ReceiptHandleIsInvalid' }] } : {};
  });
  await expect(ports.moveBack('events')).rejects.toThrow(
    /could not be deleted .* ReceiptHandleIsInvalid; they are in both/,
  );
});
