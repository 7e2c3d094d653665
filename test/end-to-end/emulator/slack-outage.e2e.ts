import { composedStop } from './composed-stops';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import type { SlackMode } from './slack-server';
import { aboutService } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

const MODES: readonly [string, SlackMode][] = [
  ['answers-429', { kind: 'rate-limited', retryAfterSeconds: 40 }],
  ['answers-500', { kind: 'broken', status: 500 }],
  ['does-not-answer', { kind: 'hanging' }],
];

describe.each(['bot', 'webhook'] as const)('a Slack that is in trouble, with a %s', (kind) => {
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder({ slack: kind });
  });

  afterAll(() => responder?.stop());

  it.each(MODES)('%s: the alert comes once, as soon as it can', async (service, mode) => {
    const { account, deadLetters, functions, invoke, quiet, slack } = responder;
    slack.be(mode);
    const refusedBefore = slack.refusals();
    await putEvents(account, [composedStop(recorded, { service, number: 1, stoppedAt: functions.now() - 1_000 })]);
    await waitUntil('Slack to turn a request away', () => slack.refusals() > refusedBefore);
    await quiet();
    expect(aboutService(slack.posts(), service)).toEqual([]);

    // Not before Slack's own time is over.
    const refused = slack.refusals();
    functions.goForward(5_000);
    await invoke('keep-watch', { run: 'due' });
    await quiet();
    expect(slack.refusals()).toBe(refused);

    // Still in trouble a while later, then well.
    functions.goForward(60_000);
    await invoke('keep-watch', { run: 'due' });
    await quiet();
    expect(slack.refusals()).toBeGreaterThan(refused);
    slack.be({ kind: 'well' });
    functions.goForward(16 * 60_000);
    await invoke('keep-watch', { run: 'due' });
    await quiet();
    expect(aboutService(slack.messages(), service)).toHaveLength(1);
    expect(await deadLetters('deliver-alerts')).toEqual([]);
  });
});
