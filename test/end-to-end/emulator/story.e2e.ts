import { asObjects, asText, asTexts, type JsonObject } from '../../../lib/domain/json';
import { parseTimestamp } from '../../../lib/domain/timestamp';
import { type Player, playerOf } from './player';
import { eventsOf, readRecording } from './read-recording';
import { recordedAccount } from './recorded-account';
import { seedLogs } from './seed-logs';
import { aboutService, wordsOf } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

const story = readRecording('stories/first-deploys.json', Date.now());
const events = eventsOf(story);
const steps = asObjects(story['story']);
const timeOf = (value: JsonObject | undefined, key: string): number => parseTimestamp(value?.[key]) ?? Number.NaN;
const stepTime = (index: number): number => timeOf(steps[index], 'at');

/** What the message says when the incident has come to this state. */
const BECOMES: Readonly<Record<string, RegExp>> = {
  resolved: /: resolved after /,
  'rolled-back': /: rolled back after /,
};

/** The account of the story, at a time in it, with a responder that has just been deployed. */
async function startAt(time: number): Promise<{ responder: RunningResponder; player: Player }> {
  const responder = await startResponder({ region: 'eu-central-1' });
  responder.functions.beginAt(time);
  responder.proxy.answerWith(recordedAccount(story, responder.functions.now));
  await seedLogs(responder.account, story, time);
  return { responder, player: playerOf(responder) };
}

const eventsBetween = (from: number, to: number): readonly JsonObject[] =>
  events.filter((event) => timeOf(event, 'time') >= from && timeOf(event, 'time') < to);

describe("a team's first days on Fargate", () => {
  let responder: RunningResponder;
  let player: Player;
  let played = timeOf(events[0], 'time');

  beforeAll(async () => {
    ({ responder, player } = await startAt(played - MINUTE));
  });

  afterAll(() => responder?.stop());

  const playTo = async (time: number): Promise<void> => {
    await player.play(eventsBetween(played, time));
    played = Math.max(played, time);
    await player.goTo(time);
  };

  it.each(steps.map((step, index) => [asText(step['what']) ?? '', step, index] as const))(
    '%s',
    async (_what, step, index) => {
      const { slack } = responder;
      slack.forget();
      // Evidence may come half a minute after the event.
      await playTo(Math.min(stepTime(index) + 35 * SECOND, stepTime(index + 1) || Number.POSITIVE_INFINITY));
      const told = slack.posts().map(wordsOf).join('\n');
      for (const word of asTexts(step['says'])) expect(told).toContain(word);
      if (step['incident'] === true) expect(aboutService(slack.posts(), 'myapp').length).toBeGreaterThan(0);

      const becomes = BECOMES[asText(step['becomes']) ?? ''];
      if (becomes === undefined) return;
      await playTo(Math.min(stepTime(index) + 20 * MINUTE, stepTime(index + 1) || Number.POSITIVE_INFINITY));
      expect(slack.posts().map(({ text }) => text)).toContainEqual(expect.stringMatching(becomes));
    },
    180_000,
  );

  it('loses no message on the way', async () => {
    for (const handler of ['respond-to-ecs-events', 'explain-incidents', 'deliver-alerts'] as const)
      expect(await responder.deadLetters(handler)).toEqual([]);
  });
});

describe('the 503 of the story, before any task has stopped for it', () => {
  // Revision 3 maps port 80, the application listens on 8000.
  const failure = steps.findIndex((step) => step['revision'] === 3);
  const stopAt = stepTime(failure);
  const deployAt = stopAt - 4 * MINUTE;
  let responder: RunningResponder;
  let player: Player;

  beforeAll(async () => {
    ({ responder, player } = await startAt(deployAt));
  });

  afterAll(() => responder?.stop());

  it('is found by the sweep: nobody serves, though no event says so', async () => {
    const { slack } = responder;
    for (const event of eventsBetween(deployAt, stopAt - SECOND)) {
      await player.play([event]);
      await player.run('SweepSchedule');
    }
    await player.goTo(stopAt - 5 * SECOND);
    await player.run('SweepSchedule');
    const [message] = aboutService(slack.messages(), 'myapp');
    expect(message?.text ?? slack.posts().map(({ text }) => text)).toMatch(/no target|health check/);
  });

  it('is one message still when the stop explains it: both ports are named', async () => {
    const { slack } = responder;
    await player.play(eventsBetween(stopAt - SECOND, stopAt + 10 * SECOND));
    await player.goTo(stopAt + 45 * SECOND);
    const messages = aboutService(slack.messages(), 'myapp');
    expect(messages).toHaveLength(1);
    expect(messages.map(wordsOf).join()).toMatch(/listens on 8000.*80/s);
  });
});
