import fc from 'fast-check';
import { handleBatch as handle, type QueueBatch } from '../../lib/app/handle-batch';
import { parseRun } from '../../lib/app/parse-run';

const batch = (...ids: readonly string[]): QueueBatch => ({
  Records: ids.map((messageId) => ({ messageId, body: `body of ${messageId}` })),
});

const reported: string[] = [];
beforeEach(() => reported.splice(0));
const handleBatch = (given: QueueBatch, use: Parameters<typeof handle>[1]) =>
  handle(given, use, { report: (what) => void reported.push(what) });

it('hands over ids and bodies', async () => {
  const seen = await new Promise((resolve) => {
    void handleBatch(batch('a', 'b'), async (messages) => {
      resolve(messages);
      return [];
    });
  });
  expect(seen).toEqual([
    { id: 'a', body: 'body of a' },
    { id: 'b', body: 'body of b' },
  ]);
});

it('answers the failed messages, each once', async () => {
  expect(await handleBatch(batch('a', 'b', 'c'), async () => ['b', 'c', 'b'])).toEqual({
    batchItemFailures: [{ itemIdentifier: 'b' }, { itemIdentifier: 'c' }],
  });
});

it('answers a list where nothing failed: an empty answer would look the same to Lambda as a forgotten one', async () => {
  expect(await handleBatch(batch('a'), async () => [])).toEqual({ batchItemFailures: [] });
});

it('always answers with a list of messages of the batch, or throws', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(fc.uuid(), { minLength: 1 }),
      fc.array(fc.oneof(fc.string(), fc.integer(), fc.constantFrom(undefined, null, {}))),
      async (ids, strange) => {
        const failed = [...ids.slice(0, strange.length), ...strange] as readonly string[];
        const answer = await handleBatch(batch(...ids), async () => failed).catch((error: unknown) => error);
        if (answer instanceof Error) expect(failed.some((id) => !ids.includes(id))).toBe(true);
        else
          for (const { itemIdentifier } of (answer as Awaited<ReturnType<typeof handleBatch>>).batchItemFailures)
            expect(ids).toContain(itemIdentifier);
      },
    ),
  );
});

it.each([undefined, null, {}, { Records: 'x' }, []])('throws for %j, which is no batch', async (value) => {
  await expect(handleBatch(value as unknown as QueueBatch, async () => [])).rejects.toThrow('expected a batch');
});

it('throws where a use case forgets to answer, or names a message of another batch', async () => {
  const nothing = async () => undefined as unknown as readonly string[];
  await expect(handleBatch(batch('a'), nothing)).rejects.toThrow('expected the list of failed messages');
  await expect(handleBatch(batch('a'), async () => ['b'])).rejects.toThrow('of this batch');
});

it('works on a record without an id, and reports it where it fails: its neighbours are not delivered again for it', async () => {
  const strange = [{ body: 'a body' }, null, 7, { messageId: '', body: 7 }, ...batch('a', 'b').Records];
  const given = { Records: strange } as unknown as QueueBatch;
  const seen: string[] = [];
  const use: Parameters<typeof handle>[1] = async (messages) => {
    seen.push(...messages.map(({ body }) => body));
    return messages.filter(({ body }) => body !== 'body of b').map(({ id }) => id);
  };
  expect(await handleBatch(given, use)).toEqual({ batchItemFailures: [{ itemIdentifier: 'a' }] });
  expect(seen).toEqual(['a body', '', '', '', 'body of a', 'body of b']);
  expect(reported).toEqual(['4 failed messages of a batch are lost: expected a messageId of each, got none']);
});

it('lets the whole batch come again where a use case throws', async () => {
  const broken = handleBatch(batch('a'), () => Promise.reject(new Error('no table')));
  await expect(broken).rejects.toThrow('no table');
});

it('reads the run of a schedule, and refuses any other input', () => {
  expect(parseRun({ run: 'due' })).toBe('due');
  expect(parseRun({ run: 'sweep' })).toBe('sweep');
  for (const input of [{}, { run: 'all' }, 'due', null, undefined, { Records: [] }])
    expect(() => parseRun(input)).toThrow('expected {"run": "due"} or {"run": "sweep"}');
});
