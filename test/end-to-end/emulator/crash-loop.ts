import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { composedStop } from './composed-stops';
import type { ServiceName } from './emulated-service';
import { putEvents } from './put-events';
import { eventsOf, readRecording } from './read-recording';
import { aboutService } from './slack-words';
import type { RunningResponder } from './start-responder';
import { storedRecord } from './stored-record';
import { waitUntil } from './wait-until';

const MINUTE = 60_000;
const [recorded = {}] = eventsOf(readRecording('image-tag-not-found/reconciler-badtag.json', Date.now()));

/** Composed: a recorded stop of a service, of the revision that it runs, again and again, the last one a minute ago. It has been told of then. */
export async function crashLoop(
  responder: RunningResponder,
  { cluster, service }: ServiceName,
  minutesAgo: readonly number[] = [9, 7, 5, 3, 1],
): Promise<void> {
  const { account, functions, quiet, slack } = responder;
  const now = functions.now();
  const described = await account.ecs.send(new DescribeServicesCommand({ cluster, services: [service] }));
  const taskDefinition = described.services?.[0]?.taskDefinition;
  await putEvents(
    account,
    minutesAgo.map((minutes) =>
      composedStop(recorded, {
        service,
        cluster,
        number: now - minutes * MINUTE,
        stoppedAt: now - minutes * MINUTE,
        ...(taskDefinition === undefined ? {} : { taskDefinition }),
      }),
    ),
  );
  await waitUntil(`the stops of ${service} to be counted`, async () => {
    const { loop } = await storedRecord(responder, cluster, service);
    return loop?.stops === minutesAgo.length;
  });
  await waitUntil(`an alert about ${service}`, () => aboutService(slack.messages(), service).length > 0);
  await quiet();
}
