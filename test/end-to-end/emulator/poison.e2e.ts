import { SendMessageBatchCommand } from '@aws-sdk/client-sqs';
import { composedStop } from './composed-stops';
import { eventsOf, readRecording } from './read-recording';
import type { HandlerName } from './responder';
import { aboutService } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { storedRecord } from './stored-record';
import { waitUntil } from './wait-until';

const HIDDEN = 400_000;

describe('messages that nobody can use', () => {
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  /** Lets the time go by in which messages are hidden, until so many are given up. */
  const giveUp = (handler: HandlerName, messages: number): Promise<boolean> =>
    waitUntil(
      `${handler} to give up`,
      async () => {
        responder.functions.goForward(HIDDEN);
        return (await responder.deadLetters(handler)).length === messages;
      },
      { every: 800 },
    );

  it('end in the dead-letter queue, and their neighbours are told', async () => {
    const { account, deadLetters, functions, queueOf, quiet, slack } = responder;
    const poison = [
      '{"detail-type":"ECS Task State Change"',
      '[]',
      '{"source":"aws.ecs","detail-type":"ECS Task State Change"}',
    ];
    const good = [0, 1, 2, 3, 4].map((number) =>
      JSON.stringify(composedStop(recorded, { number, stoppedAt: functions.now() - 10_000 + number * 1_000 })),
    );
    const bodies = [good[0], poison[0], good[1], good[2], poison[1], good[3], poison[2], good[4]];
    const { url: QueueUrl } = await queueOf('respond-to-ecs-events');
    await account.sqs.send(
      new SendMessageBatchCommand({
        QueueUrl,
        Entries: bodies.map((MessageBody, index) => ({ Id: String(index), MessageBody })),
      }),
    );
    // The good ones are told before time goes by: a function at work would take the jump for a crash.
    await quiet();
    await giveUp('respond-to-ecs-events', poison.length);
    await quiet();
    expect([...(await deadLetters('respond-to-ecs-events'))].sort()).toEqual([...poison].sort());
    const { incident } = await storedRecord(responder, 'prod', 'app');
    expect(incident?.stops).toBe(good.length);
    expect(aboutService(slack.messages(), 'app')).toHaveLength(1);
  });

  it.each(['explain-incidents', 'deliver-alerts'] as const)('of %s end in its dead-letter queue', async (handler) => {
    const { deadLetters, send } = responder;
    await send(handler, 'nothing that we wrote');
    await giveUp(handler, 1);
    expect(await deadLetters(handler)).toEqual(['nothing that we wrote']);
  });
});
