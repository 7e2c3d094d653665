import { asObject, asText } from '../domain/json';
import type { MetricsPort } from './ports';
import type { QueueMessage } from './respond-to-events';

/** A batch as Lambda hands it over from a queue. */
export interface QueueBatch {
  readonly Records: readonly { readonly messageId: string; readonly body: string }[];
}

/** Lambda takes an answer without this list for complete success, and the messages would be lost: it is always there. */
export interface BatchAnswer {
  batchItemFailures: { itemIdentifier: string }[];
}

/**
 * Hands the messages of a batch to a use case and answers which of them must come again. A record without an id is
 * worked on too; where it fails, nothing can ask for it again, so it is reported. Throws, so that the whole batch comes
 * again, where it is no batch, or where the use case names a message that is not of it: Lambda would take either for
 * something else.
 */
export async function handleBatch(
  batch: QueueBatch,
  handle: (messages: readonly QueueMessage[]) => Promise<readonly string[]>,
  { report }: Pick<MetricsPort, 'report'>,
): Promise<BatchAnswer> {
  if (!Array.isArray(batch?.Records))
    throw new TypeError('expected a batch of messages from SQS ({"Records": […]}), got something else');
  const messages = batch.Records.map(messageOf);
  const ids = new Set(messages.map(({ id }) => id));
  const failed = await handle(messages);
  if (!Array.isArray(failed)) throw new TypeError('expected the list of failed messages, got none');
  const strange = failed.findIndex((id) => !ids.has(id));
  if (strange !== -1)
    throw new TypeError(
      `expected failed messages of this batch, got another one (${String(failed[strange]).slice(0, 100)})`,
    );
  const nameless = failed.filter((id) => id.startsWith(NAMELESS));
  if (nameless.length > 0)
    report(`${nameless.length} failed messages of a batch are lost: expected a messageId of each, got none`, undefined);
  const named = new Set(failed.filter((id) => !id.startsWith(NAMELESS)));
  return { batchItemFailures: [...named].map((itemIdentifier) => ({ itemIdentifier })) };
}

/** No id of SQS begins so: those are UUIDs. */
const NAMELESS = 'record without an id ';

/** What Lambda is told of a record; of a strange one as much as there is. */
function messageOf(record: unknown, index: number): QueueMessage {
  const { messageId, body } = asObject(record) ?? {};
  return { id: asText(messageId) ?? `${NAMELESS}${index}`, body: typeof body === 'string' ? body : '' };
}
