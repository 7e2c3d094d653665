import { PutEventsCommand, type PutEventsRequestEntry } from '@aws-sdk/client-eventbridge';
import { asObject, asTexts, type JsonObject } from '../../../lib/domain/json';
import type { EmulatedAccount } from './emulated-account';

/** EventBridge takes ten at once. */
const AT_ONCE = 10;

/** Puts events on the default bus, in their order. The bus gives them ids of its own. */
export async function putEvents({ eventBridge }: EmulatedAccount, events: readonly JsonObject[]): Promise<void> {
  for (let start = 0; start < events.length; start += AT_ONCE) {
    const Entries = events.slice(start, start + AT_ONCE).map(entryOf);
    const { FailedEntryCount, Entries: answers } = await eventBridge.send(new PutEventsCommand({ Entries }));
    if (FailedEntryCount !== 0) throw new Error(`EventBridge refused events: ${JSON.stringify(answers)}`);
  }
}

const entryOf = (event: JsonObject): PutEventsRequestEntry => ({
  Source: String(event['source']),
  DetailType: String(event['detail-type']),
  Time: new Date(String(event['time'])),
  Resources: [...asTexts(event['resources'])],
  Detail: JSON.stringify(asObject(event['detail']) ?? {}),
});
