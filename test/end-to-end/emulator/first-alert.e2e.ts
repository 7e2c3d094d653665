import { composedStop } from './composed-stops';
import { printFigure } from './print-figure';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { aboutService, wordsOf } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

const WARM_RUNS = 15;

describe('a stop that its event explains', () => {
  const [recorded = {}] = eventsOf(readRecording('image-tag-not-found/reconciler-badtag.json', Date.now()));
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  /** Milliseconds from PutEvents to the arrival at Slack. */
  const timeToSlack = async (service: string, number: number): Promise<number> => {
    const { account, functions, slack } = responder;
    const event = composedStop(recorded, { service, number, stoppedAt: functions.now() - 1_000 });
    const begin = Date.now();
    await putEvents(account, [event]);
    const post = await waitUntil(`a post about ${service}`, () => aboutService(slack.posts(), service)[0], {
      every: 5,
    });
    return post.at - begin;
  };

  it('is one message in Slack that says what and why', async () => {
    const { proxy, quiet, slack } = responder;
    const cold = await timeToSlack('orders-api', 0);
    await quiet();
    const messages = aboutService(slack.messages(), 'orders-api');
    expect(messages).toHaveLength(1);
    expect(messages.map(wordsOf).join()).toContain('orders-api (prod): the image tag does not exist');
    expect(proxy.calls().get('sns:Publish')).toBeGreaterThanOrEqual(1);
    printFigure(`event to Slack, cold: ${cold} ms`);
  });

  it('is told of each service by itself', async () => {
    const { functions, quiet, slack } = responder;
    const times: number[] = [];
    for (let number = 1; number <= WARM_RUNS; number++) {
      // Slack gets one post a second, and the tenth incident in five minutes is a digest.
      functions.goForward(60_000);
      await quiet();
      times.push(await timeToSlack(`service-${number}`, number));
    }
    const [median = 0] = times.sort((a, b) => a - b).slice(Math.floor(WARM_RUNS / 2));
    printFigure(`event to Slack, warm: median ${median} ms, ${times[0]} to ${times.at(-1)} ms of ${WARM_RUNS}`);
    await quiet();
    for (let number = 1; number <= WARM_RUNS; number++)
      expect(aboutService(slack.messages(), `service-${number}`)).toHaveLength(1);
  });

  it('asks AWS at most six times before the topic has it', async () => {
    const { proxy, quiet } = responder;
    await quiet();
    proxy.forget();
    await timeToSlack('counted', 1);
    const { 'ssm:GetParameter': _secret = 0, ...calls } = Object.fromEntries(proxy.calls());
    const isResponders = (name: string): boolean => name.startsWith('dynamodb:') || name === 'sns:Publish';
    const before = proxy
      .sequence()
      .slice(0, proxy.sequence().indexOf('sns:Publish') + 1)
      .filter(isResponders);
    printFigure(`calls of one alert: ${JSON.stringify(calls)}; up to the topic: ${before.join(', ')}`);
    expect(before.at(-1)).toBe('sns:Publish');
    expect(before.length).toBeLessThanOrEqual(6);
  });
});
