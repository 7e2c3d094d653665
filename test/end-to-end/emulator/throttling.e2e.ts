import { composedStop } from './composed-stops';
import { type Fault, throttled } from './fault-proxy';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { aboutService } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { storedRecord } from './stored-record';

const STOPS = 6;
const HIDDEN = 400_000;

describe('an AWS that does not answer as it should', () => {
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  const throughput = throttled('ProvisionedThroughputExceededException');

  it.each<[string, string, Fault]>([
    [
      'DynamoDB throttles writes, more often than the SDK tries',
      'writes',
      { call: 'dynamodb:PutItem', effect: throughput, times: 8 },
    ],
    ['DynamoDB throttles every third call', 'third', { call: /^dynamodb:/, effect: throughput, every: 3, times: 30 }],
    [
      'SNS throttles, more often than the SDK tries',
      'topic',
      { call: 'sns:Publish', effect: throttled('Throttling'), times: 7 },
    ],
    [
      'SNS fails with 500',
      'topic-500',
      { call: 'sns:Publish', effect: { kind: 'refuse', status: 500, code: 'InternalError' }, times: 4 },
    ],
    [
      'SQS takes no looks',
      'looks',
      { call: 'sqs:SendMessageBatch', effect: { kind: 'refuse', status: 503, code: 'ServiceUnavailable' }, times: 4 },
    ],
    ['connections break', 'resets', { call: /^(dynamodb|sns):/, effect: { kind: 'reset' }, every: 4, times: 12 }],
    [
      'writes take effect, and their answers are lost',
      'lost',
      { call: 'dynamodb:PutItem', effect: { kind: 'lose-answer' }, every: 2, times: 6 },
    ],
  ])('%s: it is told once, and every stop counts once', async (_what, service, fault) => {
    const { account, deadLetters, functions, invoke, proxy, quiet, slack } = responder;
    const running = proxy.inject(fault);
    await putEvents(
      account,
      Array.from({ length: STOPS }, (_, number) =>
        composedStop(recorded, { service, number, stoppedAt: functions.now() - 10_000 + number * 1_000 }),
      ),
    );
    await quiet();
    for (let round = 0; round < 4; round++) {
      functions.goForward(HIDDEN);
      await quiet();
      await invoke('keep-watch', { run: 'due' });
      await quiet();
    }
    running.lift();
    expect(running.hits()).toBeGreaterThan(0);
    const { incident } = await storedRecord(responder, 'prod', service);
    expect(incident?.stops).toBe(STOPS);
    expect(aboutService(slack.messages(), service)).toHaveLength(1);
    for (const handler of ['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts'] as const)
      expect(await deadLetters(handler)).toEqual([]);
  });
});
