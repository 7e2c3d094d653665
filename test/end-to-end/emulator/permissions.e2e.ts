import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { composedStop } from './composed-stops';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { recordedAccount } from './recorded-account';
import type { HandlerName } from './responder';
import { withoutAction } from './role-policies';
import { seedLogs } from './seed-logs';
import { aboutService, wordsOf } from './slack-words';
import { type RunningResponder, startResponder } from './start-responder';
import { waitUntil } from './wait-until';

const HIDDEN = 400_000;

describe('a role that lacks one permission', () => {
  const [recorded = {}] = eventsOf(readRecording('image-not-found/nosuchimage.json', Date.now()));
  const crash = readRecording('exit-missing-configuration/composed-zod-session-secret-dropped.json', Date.now());
  let responder: RunningResponder;

  beforeAll(async () => {
    responder = await startResponder();
    responder.proxy.answerWith(recordedAccount(crash, responder.functions.now));
    await seedLogs(responder.account, crash, Date.now());
  });

  afterAll(() => responder?.stop());

  const logOf = async (handler: HandlerName): Promise<string> => {
    const { events = [] } = await responder.account.logs.send(
      new FilterLogEventsCommand({ logGroupName: `/aws/lambda/${responder.functionOf(handler)}` }),
    );
    return events.map(({ message }) => message).join('\n');
  };

  it.each<[HandlerName, string]>([
    ['respond-to-ecs-events', 'dynamodb:PutItem'],
    ['respond-to-ecs-events', 'dynamodb:BatchWriteItem'],
    ['respond-to-ecs-events', 'sqs:SendMessage'],
    ['deliver-alerts', 'dynamodb:PutItem'],
  ])('%s without %s: its log names it, nothing is lost, and it is told when it is given', async (handler, action) => {
    const { account, functions, invoke, quiet, slack } = responder;
    const service = `${handler}-${action}`.replaceAll(/[^a-z]+/gi, '-').slice(0, 60);
    const giveBack = await withoutAction(responder, handler, action);
    await putEvents(account, [composedStop(recorded, { service, number: 1, stoppedAt: functions.now() - 1_000 })]);
    await waitUntil(`the log of ${handler} to name ${action}`, async () =>
      (await logOf(handler)).includes(`is not authorized to perform: ${action}`),
    );
    await giveBack();
    for (let round = 0; round < 2; round++) {
      functions.goForward(HIDDEN);
      await quiet();
      await invoke('keep-watch', { run: 'due' });
      await quiet();
    }
    expect(aboutService(slack.messages(), service)).toHaveLength(1);
  });

  it('explain-incidents without logs:GetLogEvents tells what it knows and names the permission', async () => {
    const { account, functions, invoke, quiet, slack } = responder;
    const giveBack = await withoutAction(responder, 'explain-incidents', 'logs:GetLogEvents');
    await putEvents(account, eventsOf(crash));
    // The log may still be on its way, so it is looked for again after 10 and 30 s.
    for (const later of [0, 10_000, 30_000]) {
      functions.goForward(later);
      await quiet();
    }
    await invoke('keep-watch', { run: 'due' });
    await quiet();
    await giveBack();
    const [message] = aboutService(slack.messages(), 'web-bff');
    expect(message === undefined ? '' : wordsOf(message)).toMatch(/add logs:GetLogEvents on arn:aws:logs:/);
  });

  it('keep-watch without ecs:ListServices says so in its log', async () => {
    const giveBack = await withoutAction(responder, 'keep-watch', 'ecs:ListServices');
    await responder.invoke('keep-watch', { run: 'sweep' });
    await waitUntil('the log to name it', async () => /ecs:ListServices/.test(await logOf('keep-watch')));
    await giveBack();
  });
});
