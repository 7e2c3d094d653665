import { composedStop, steadyState } from './composed-stops';
import { printFigure } from './print-figure';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { aboutService, wordsOf } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { storedRecord } from './stored-record';

const STOPS = 1_000;
const DUPLICATES = 250;

describe(`a storm of ${STOPS} stops of one service`, () => {
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  it('is one message with the exact count, however often an event comes', async () => {
    const { account, deadLetters, functions, invoke, proxy, quiet, slack } = responder;
    const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
    const begin = functions.now() - 60_000;
    const stops = Array.from({ length: STOPS }, (_, number) =>
      composedStop(recorded, { number, stoppedAt: begin + number * 50 }),
    );
    // Every fourth one twice, at another place; then all of them in an order that is not that of their times.
    const events = [...stops, ...stops.filter((_, index) => index % (STOPS / DUPLICATES) === 0)]
      .map((event, index) => ({ event, place: (index * 7_919) % 1_009 }))
      .sort((a, b) => a.place - b.place)
      .map(({ event }) => event);
    expect(events).toHaveLength(STOPS + DUPLICATES);

    const start = performance.now();
    await putEvents(account, events);
    await quiet();
    const seconds = (performance.now() - start) / 1_000;

    const { incident } = await storedRecord(responder, 'prod', 'app');
    expect(incident?.stops).toBe(STOPS);
    expect(aboutService(slack.messages(), 'app')).toHaveLength(1);

    // It recovers; after the hold-down the message tells all of it.
    await putEvents(account, [steadyState(recorded, functions.now())]);
    await quiet();
    for (let minute = 0; minute < 8; minute++) {
      functions.goForward(61_000);
      await invoke('keep-watch', { run: 'due' });
      await quiet();
    }
    const messages = aboutService(slack.messages(), 'app');
    expect(messages).toHaveLength(1);
    expect(messages.map(wordsOf).join()).toMatch(/resolved after .*1,000 stops/s);

    const edits = slack.posts().filter(({ method }) => method === 'chat.update').length;
    const reads = proxy.calls().get('ecs:DescribeTaskDefinition') ?? 0;
    expect(edits).toBeLessThanOrEqual(12);
    expect(reads).toBeLessThanOrEqual(3);
    for (const handler of ['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts'] as const)
      expect(await deadLetters(handler)).toEqual([]);
    printFigure(
      `storm: ${events.length} events in ${seconds.toFixed(1)} s, 1 message, ${edits} edits, ${reads} evidence reads, calls ${JSON.stringify(Object.fromEntries(proxy.calls()))}`,
    );
  });
});
