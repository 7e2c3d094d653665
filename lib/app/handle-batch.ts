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
 * Hands the messages of a batch to a use case and answers which of them must come again. Throws, so that the whole batch
 * comes again, where it is no batch, or where the use case names a message that is not of it: Lambda would take either
 * for something else.
 */
export async function handleBatch(
  batch: QueueBatch,
  handle: (messages: readonly QueueMessage[]) => Promise<readonly string[]>,
): Promise<BatchAnswer> {
  if (!Array.isArray(batch?.Records))
    throw new TypeError('expected a batch of messages from SQS ({"Records": […]}), got something else');
  const messages = batch.Records.map(({ messageId, body }) => ({ id: messageId, body }));
  const ids = new Set(messages.map(({ id }) => id));
  const failed = await handle(messages);
  if (!Array.isArray(failed)) throw new TypeError('expected the list of failed messages, got none');
  const strange = failed.findIndex((id) => !ids.has(id));
  if (strange !== -1)
    throw new TypeError(
      `expected failed messages of this batch, got another one (${String(failed[strange]).slice(0, 100)})`,
    );
  return { batchItemFailures: [...new Set(failed)].map((itemIdentifier) => ({ itemIdentifier })) };
}
