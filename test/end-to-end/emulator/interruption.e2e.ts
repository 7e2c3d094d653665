import { composedStop } from './composed-stops';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import type { HandlerName } from './responder';
import { aboutService, alertIdsIn } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { storedRecord } from './stored-record';
import { waitUntil } from './wait-until';

const STOPS = 5;
/** Longer than any queue of the stack hides a message. */
const HIDDEN = 400_000;

describe('a function that is killed while it works', () => {
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
  });

  afterAll(() => responder?.stop());

  /** Ends it with SIGKILL in the middle of a call that it has made. */
  const killDuring = async (
    handler: HandlerName,
    call: string,
    begin: () => Promise<void>,
    when: () => boolean = () => true,
  ): Promise<void> => {
    const { functions, proxy, functionOf } = responder;
    // What a function keeps for a while (the secret of Slack) is asked for again.
    functions.goForward(HIDDEN);
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fault = proxy.inject({ call, effect: { kind: 'hold', until }, times: 1, when });
    await begin();
    await waitUntil(`${call} of ${handler}`, () => fault.hits() === 1);
    const pids = functions.processesOf(functionOf(handler));
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) process.kill(pid, 'SIGKILL');
    fault.lift();
    release();
  };

  /** What is hidden is visible again after its time, and the schedules go on. */
  const goOn = async (): Promise<void> => {
    const { functions, invoke, quiet } = responder;
    for (let round = 0; round < 2; round++) {
      functions.goForward(HIDDEN);
      await quiet();
      await invoke('keep-watch', { run: 'due' });
      await quiet();
    }
  };

  it.each<[HandlerName, string, string]>([
    ['respond-to-ecs-events', 'dynamodb:PutItem', 'before-the-record'],
    ['respond-to-ecs-events', 'dynamodb:BatchWriteItem', 'before-the-rows'],
    ['respond-to-ecs-events', 'sns:Publish', 'before-the-topic'],
    ['explain-incidents', 'ecs:DescribeTaskDefinition', 'during-the-evidence'],
    ['deliver-alerts', 'ssm:GetParameter', 'before-slack'],
  ])('%s, during %s: it is told once, and every stop counts once', async (handler, call, service) => {
    const { account, deadLetters, functions, slack } = responder;
    const events = Array.from({ length: STOPS }, (_, number) =>
      composedStop(recorded, { service, number, stoppedAt: functions.now() - 10_000 + number * 1_000 }),
    );
    await killDuring(handler, call, () => putEvents(account, events));
    await goOn();
    expect(aboutService(slack.messages(), service)).toHaveLength(1);
    const { incident } = await storedRecord(responder, 'prod', service);
    expect(incident?.stops).toBe(STOPS);
    expect(await deadLetters(handler)).toEqual([]);
  });

  it('deliver-alerts, between the answer of Slack and its mark: a second copy carries the same alert', async () => {
    const { account, functions, slack } = responder;
    const service = 'after-slack';
    const event = composedStop(recorded, { service, number: 1, stoppedAt: functions.now() - 1_000 });
    const isPosted = (): boolean => aboutService(slack.posts(), service).length > 0;
    await killDuring('deliver-alerts', 'dynamodb:PutItem', () => putEvents(account, [event]), isPosted);
    await goOn();
    const messages = aboutService(slack.messages(), service);
    expect(messages.length).toBeGreaterThanOrEqual(1);
    expect(messages.length).toBeLessThanOrEqual(2);
    const [first = new Set(), ...others] = messages.map(alertIdsIn);
    expect([...first].join()).toContain(service);
    for (const other of others) expect([...other].some((id) => first.has(id))).toBe(true);
  });
});
