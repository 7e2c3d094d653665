import type { ChatMessage } from '../../lib/app/ports';
import { memoryChat } from '../../lib/memory/memory-chat';

const clock = { now: 1_762_682_400_000 };
const now = () => clock.now;
const message = (text: string): ChatMessage => ({ text, blocks: [{ type: 'section', text }] });
const textsOf = (chat: ReturnType<typeof memoryChat>): readonly (readonly string[])[] =>
  chat.posts.map(({ versions }) => versions.map((version) => version.message.text));

it('posts, edits in place and answers in a thread', async () => {
  const chat = memoryChat({ now });
  const posted = await chat.post('#alerts', message('opened'));
  if (!posted.ok || posted.ts === undefined || posted.channelId === undefined) throw new Error('it was not posted');
  expect(await chat.edit(posted.channelId, posted.ts, message('resolved'))).toMatchObject({ ok: true, ts: posted.ts });
  const reply = await chat.post(posted.channelId, message('it is over'), posted.ts);
  expect(reply).toMatchObject({ ok: true, channelId: posted.channelId });
  expect(textsOf(chat)).toEqual([['opened', 'resolved'], ['it is over']]);
  expect(chat.posts[1]?.threadTs).toBe(posted.ts);
});

it('gives each message a name of its own, and a channel always the same', async () => {
  const chat = memoryChat({ now });
  const answers = [
    await chat.post('#a', message('1')),
    await chat.post('#a', message('2')),
    await chat.post('#b', message('3')),
  ];
  expect(new Set(answers.map((one) => one.ok && one.ts)).size).toBe(3);
  const channels = answers.map((one) => one.ok && one.channelId);
  expect(channels[0]).toBe(channels[1]);
  expect(channels[2]).not.toBe(channels[0]);
});

it('keeps what was posted, whatever becomes of the value afterwards', async () => {
  const chat = memoryChat({ now });
  const blocks = [{ type: 'section' }];
  await chat.post('#alerts', { text: 'a', blocks });
  blocks.push({ type: 'divider' });
  expect(chat.posts[0]?.versions[0]?.message.blocks).toEqual([{ type: 'section' }]);
});

it.each([
  ['an edit of a message that is not there', 'message_not_found'],
  ['a reply to a message that is not there', 'thread_not_found'],
])('refuses %s', async (what, error) => {
  const chat = memoryChat({ now });
  const answer = what.startsWith('an edit')
    ? await chat.edit('C0123456789', '1.2', message('x'))
    : await chat.post('#alerts', message('x'), '1.2');
  expect(answer).toEqual({ ok: false, retry: false, error });
  expect(chat.posts).toEqual([]);
});

it('can neither edit nor thread by webhook, and tells no name of a message', async () => {
  const chat = memoryChat({ now, mode: 'webhook' });
  expect(await chat.post('webhook', message('opened'))).toEqual({ ok: true });
  expect(await chat.edit('C0123456789', '1.2', message('x'))).toMatchObject({ ok: false, retry: false });
  expect(await chat.post('webhook', message('x'), '1.2')).toMatchObject({ ok: false, retry: false });
  expect(textsOf(chat)).toEqual([['opened']]);
});

it('posts nothing where nothing is configured', async () => {
  const chat = memoryChat({ now, mode: 'none' });
  expect(await chat.post('#alerts', message('x'))).toMatchObject({ ok: false, retry: false });
  expect(chat.posts).toEqual([]);
});

it('fails as it is told, with and without effect, and remembers every call', async () => {
  const failure = { ok: false, retry: true, retryAfterSeconds: 7, error: 'ratelimited' } as const;
  const outcomes = [{ instead: failure }, { lost: failure }, undefined];
  const chat = memoryChat({ now, outcome: () => outcomes.shift() });
  const answers = [];
  for (const text of ['refused', 'lost', 'works']) answers.push(await chat.post('#alerts', message(text)));
  expect(answers.map(({ ok }) => ok)).toEqual([false, false, true]);
  expect(textsOf(chat)).toEqual([['lost'], ['works']]);
  expect(chat.calls.map(({ answer }) => answer)).toEqual(answers);
});
