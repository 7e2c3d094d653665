import type { ChatAnswer, SecretAnswer, SecretPort } from '../../lib/app/ports';
import { slackMessage } from '../../lib/render/slack/slack-message';
import { slackChat } from '../../lib/slack/slack-chat';
import { toldAlert } from '../app/told-alerts';
import { localServer } from './local-server';

const PATH = '/services/T0000/B0000/canary-of-the-webhook';
const WEBHOOK = `https://hooks.slack.com${PATH}`;
const TOKEN = 'xoxb-canary-of-the-token';
const message = { ...slackMessage(toldAlert('opened', 1)), alertIds: ['production/orders-api#1/1-5f0c11aa'] };

let server: Awaited<ReturnType<typeof localServer>>;
beforeEach(async () => {
  server = await localServer();
});
afterEach(() => server.close());

/** Gives one value after the other, each until it is forgotten. */
function secretsOf(...values: readonly (string | SecretAnswer)[]): SecretPort & { reads(): number } {
  let [index, reads] = [0, 0];
  return {
    async readSecret() {
      reads += 1;
      const value = values[Math.min(index, values.length - 1)] ?? '';
      return typeof value === 'string' ? { ok: true, value } : value;
    },
    forget() {
      index += 1;
    },
    reads: () => reads,
  };
}

const webhook = (secret: SecretPort = secretsOf(WEBHOOK), timeout = 5_000, { endpoint } = server) =>
  slackChat({ mode: 'webhook', channel: '', secret, endpoint, timeout });
const bot = (secret: SecretPort = secretsOf(TOKEN)) =>
  slackChat({ mode: 'bot', channel: '#alerts', secret, endpoint: server.endpoint });

const json = (answer: object): string => JSON.stringify(answer);

describe('a webhook', () => {
  it('posts the message to its own address, without previews of links', async () => {
    server.status(200, 'ok');
    expect(await webhook().post('webhook', message)).toEqual({ ok: true });
    expect(server.received).toHaveLength(1);
    expect(server.received[0]).toMatchObject({
      path: PATH,
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: { text: message.text, unfurl_links: false, unfurl_media: false },
    });
    expect(server.received[0]?.headers.authorization).toBeUndefined();
    expect(server.received[0]?.body['blocks']).toMatchObject([
      { block_id: message.alertIds[0] },
      ...message.blocks.slice(1),
    ]);
  });

  it.each<[number, string, Record<string, string>, ChatAnswer]>([
    [400, 'invalid_blocks', {}, { ok: false, retry: false, error: 'invalid_blocks' }],
    [400, 'msg_blocks_too_long', {}, { ok: false, retry: false, error: 'msg_blocks_too_long' }],
    [400, 'invalid_payload', {}, { ok: false, retry: false, error: 'invalid_payload' }],
    [403, 'action_prohibited', {}, { ok: false, retry: false, error: 'action_prohibited' }],
    [403, 'Forbidden', {}, { ok: false, retry: false, error: 'HTTP 403' }],
    [404, 'no_service', {}, { ok: false, retry: false, error: 'no_service' }],
    [410, 'channel_is_archived', {}, { ok: false, retry: false, error: 'channel_is_archived' }],
    [429, '', { 'Retry-After': '30' }, { ok: false, retry: true, retryAfterSeconds: 30, error: 'HTTP 429' }],
    [429, '', { 'Retry-After': '99999' }, { ok: false, retry: true, retryAfterSeconds: 99_999, error: 'HTTP 429' }],
    [429, '', { 'Retry-After': 'abc' }, { ok: false, retry: true, error: 'HTTP 429' }],
    [429, '', { 'Retry-After': '-1' }, { ok: false, retry: true, error: 'HTTP 429' }],
    [429, '', {}, { ok: false, retry: true, error: 'HTTP 429' }],
    [500, 'rollup_error', {}, { ok: false, retry: true, error: 'rollup_error' }],
    [503, '<html>Service unavailable</html>', {}, { ok: false, retry: true, error: 'HTTP 503' }],
    [408, '', {}, { ok: false, retry: true, error: 'HTTP 408' }],
  ])('that answers %i %s %j says so', async (status, text, headers, answer) => {
    server.status(status, text, headers);
    expect(await webhook().post('webhook', message)).toEqual(answer);
  });

  it("does not take a proxy's page for success", async () => {
    server.status(200, `<html>Sign in to reach ${WEBHOOK}</html>`, { 'Content-Type': 'text/html; charset=utf-8' });
    expect(await webhook().post('webhook', message)).toEqual({
      ok: false,
      retry: true,
      error: "HTTP 200 with an answer that is not Slack's (text/html)",
    });
  });

  it('reads no more of an endless answer than it must', async () => {
    server.answers((response) => {
      response.writeHead(200);
      const more = (): void => {
        if (!response.destroyed) response.write('x'.repeat(16_384), () => setImmediate(more));
      };
      more();
    });
    expect(await webhook().post('webhook', message)).toMatchObject({ ok: false, retry: true });
  });

  it('follows no redirect', async () => {
    const stranger = await localServer();
    server.status(307, '', { Location: `${stranger.endpoint}/stolen` });
    expect(await webhook().post('webhook', message)).toEqual({
      ok: false,
      retry: false,
      error: 'HTTP 307: a redirect, which is not followed',
    });
    expect(stranger.received).toEqual([]);
    await stranger.close();
  });

  it('is tried again where it hangs, before and within its answer', async () => {
    const hung = { ok: false, retry: true, error: 'Slack was not reached: no answer within 0.1 s' };
    server.answers(() => undefined);
    expect(await webhook(secretsOf(WEBHOOK), 100).post('webhook', message)).toEqual(hung);
    server.answers((response) => void response.writeHead(200).write('o'));
    expect(await webhook(secretsOf(WEBHOOK), 100).post('webhook', message)).toEqual(hung);
  });

  it('is tried again where the connection breaks', async () => {
    server.answers((response) => response.destroy());
    const answer = await webhook().post('webhook', message);
    expect(answer).toEqual({
      ok: false,
      retry: true,
      error: expect.stringMatching(/^Slack was not reached: [A-Z_]+$/),
    });
  });

  it('is tried again where nobody listens, and where TLS fails', async () => {
    const { port } = server;
    const overTls = webhook(secretsOf(WEBHOOK), 5_000, { ...server, endpoint: `https://127.0.0.1:${port}` });
    const refusals = [await overTls.post('webhook', message)];
    await server.close();
    refusals.push(await webhook().post('webhook', message));
    expect(refusals).toEqual([
      { ok: false, retry: true, error: expect.stringMatching(/^Slack was not reached: (?:ERR_SSL|EPROTO)/) },
      { ok: false, retry: true, error: 'Slack was not reached: ECONNREFUSED' },
    ]);
  });

  it('cannot edit', async () => {
    expect(await webhook().edit('C1', '1.1', message)).toMatchObject({ ok: false, retry: false });
    expect(server.received).toEqual([]);
  });
});

describe('a bot', () => {
  it('posts to the channel and says where the message is', async () => {
    server.status(200, json({ ok: true, channel: 'C0123456789', ts: '1764000000.000100' }));
    expect(await bot().post('#alerts', message)).toEqual({
      ok: true,
      channelId: 'C0123456789',
      ts: '1764000000.000100',
    });
    expect(server.received[0]).toMatchObject({
      path: '/api/chat.postMessage',
      headers: { authorization: `Bearer ${TOKEN}` },
      body: { channel: '#alerts', text: message.text, unfurl_links: false, unfurl_media: false },
    });
    expect(server.received[0]?.body).not.toHaveProperty('thread_ts');
  });

  it('replies in a thread and edits a message', async () => {
    server.status(200, json({ ok: true, channel: 'C0123456789', ts: '1764000000.000200' }));
    await bot().post('C0123456789', message, '1764000000.000100');
    await bot().edit('C0123456789', '1764000000.000100', message);
    expect(server.received.map(({ path, body }) => [path, body['thread_ts'], body['ts']])).toEqual([
      ['/api/chat.postMessage', '1764000000.000100', undefined],
      ['/api/chat.update', undefined, '1764000000.000100'],
    ]);
  });

  it.each<[string, boolean]>([
    ['channel_not_found', false],
    ['not_in_channel', false],
    ['is_archived', false],
    ['invalid_blocks', false],
    ['msg_too_long', false],
    ['some_new_error', false],
    ['ratelimited', true],
    ['internal_error', true],
    ['fatal_error', true],
    ['service_unavailable', true],
  ])('that is told %s says so', async (error, retry) => {
    server.status(200, json({ ok: false, error }));
    expect(await bot().post('#alerts', message)).toEqual({ ok: false, retry, error });
  });

  it('waits as long as it is asked to', async () => {
    server.status(429, json({ ok: false, error: 'ratelimited' }), { 'Retry-After': '12' });
    expect(await bot().post('#alerts', message)).toEqual({
      ok: false,
      retry: true,
      retryAfterSeconds: 12,
      error: 'ratelimited',
    });
  });

  it.each([
    ['a page', '<html></html>'],
    ['nothing', ''],
    ['another JSON', '{"message":"hello"}'],
    ['a list', '[]'],
  ])('does not take %s for success', async (_, text) => {
    server.status(200, text);
    expect(await bot().post('#alerts', message)).toMatchObject({ ok: false, retry: true });
  });

  it('repeats no text of a stranger as an error', async () => {
    server.status(200, json({ ok: false, error: `see ${WEBHOOK}` }));
    expect(await bot().post('#alerts', message)).toEqual({
      ok: false,
      retry: false,
      error: 'an error without a name',
    });
  });
});

describe('the secret', () => {
  it('is asked for anew, once, where Slack refuses it, and the newer one is used', async () => {
    const secret = secretsOf(TOKEN, 'xoxb-rotated-token');
    server.answers((response, { headers }) =>
      response.end(
        headers.authorization === 'Bearer xoxb-rotated-token'
          ? json({ ok: true, channel: 'C1', ts: '1.1' })
          : json({ ok: false, error: 'token_revoked' }),
      ),
    );
    expect(await bot(secret).post('#alerts', message)).toMatchObject({ ok: true });
    expect(server.received).toHaveLength(2);
  });

  it.each([403, 404, 410])('of a webhook is asked for anew after %i', async (status) => {
    const secret = secretsOf(WEBHOOK, `${WEBHOOK}-new`);
    server.answers((response, { path }) => response.writeHead(path.endsWith('-new') ? 200 : status).end('ok'));
    expect(await webhook(secret).post('webhook', message)).toEqual({ ok: true });
  });

  it('that is still the same is not tried twice', async () => {
    const secret = secretsOf(TOKEN);
    server.status(200, json({ ok: false, error: 'invalid_auth' }));
    expect(await bot(secret).post('#alerts', message)).toEqual({ ok: false, retry: false, error: 'invalid_auth' });
    expect([server.received.length, secret.reads()]).toEqual([1, 2]);
  });

  it('that cannot be read is told as it is', async () => {
    const error = {
      ok: false,
      retry: true,
      error: 'the parameter /slack could not be read: ThrottlingException',
    } as const;
    expect(await bot(secretsOf(error)).post('#alerts', message)).toEqual(error);
    expect(server.received).toEqual([]);
  });

  it.each([
    ['webhook', 'http://hooks.slack.com/services/T/B/canary', 'an address without TLS'],
    ['webhook', 'https://hooks.slack.com.evil.example/services/T/B/canary', 'another address'],
    ['webhook', 'https://hooks.slack.com@evil.example/services/T/B/canary', 'another address'],
    ['webhook', 'https://hooks.slack.com:8443/services/T/B/canary', 'another address'],
    ['webhook', 'https://user:canary@hooks.slack.com/services/T/B/X', 'another address'],
    ['webhook', 'https://hooks.slack.com/canary', 'another address'],
    ['webhook', 'xoxb-canary-of-the-token', 'a Slack token of another kind'],
    ['webhook', '{"url":"canary"}', 'JSON: name the key'],
    ['bot', 'xoxp-canary-canary', 'a Slack token of another kind'],
    ['bot', WEBHOOK, 'another address'],
    ['bot', 'canary', 'a text of 6 characters'],
    ['bot', 'xoxb-canary canary', 'one that is cut short, or has other characters in it'],
    ['bot', 'xoxb-canary', 'one that is cut short'],
  ] as const)('of a %s that is %s is never sent, and not repeated', async (mode, value, got) => {
    const chat = slackChat({ mode, channel: '#alerts', secret: secretsOf(value), endpoint: server.endpoint });
    const answer = await chat.post('#alerts', message);
    expect(answer).toEqual({ ok: false, retry: false, error: expect.stringContaining(got) });
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(server.received).toEqual([]);
  });

  it('stands in no answer, whatever the server and the network do', async () => {
    const answers: ChatAnswer[] = [];
    for (const text of [WEBHOOK, TOKEN, `<a href="${WEBHOOK}">`, json({ ok: false, error: TOKEN })])
      for (const status of [200, 302, 400, 404, 500]) {
        server.status(status, text, { Location: WEBHOOK, 'Content-Type': 'text/html' });
        answers.push(await webhook().post('webhook', message), await bot().post('#alerts', message));
      }
    await server.close();
    answers.push(await webhook().post('webhook', message), await bot().post('#alerts', message));
    expect(JSON.stringify(answers)).not.toContain('canary');
  });
});

describe('an endpoint of its own', () => {
  it.each(['http://127.0.0.1:8080', 'http://localhost:1234', 'https://[::1]:99'])('may be %s', (endpoint) => {
    expect(() => slackChat({ mode: 'none', channel: '', secret: secretsOf(''), endpoint })).not.toThrow();
  });

  it.each([
    'https://slack.example.com',
    'http://127.0.0.1.evil.example',
    'http://10.0.0.1',
    'slack',
    'http://localhost@evil.example',
  ])('may not be %s', (endpoint) => {
    expect(() => slackChat({ mode: 'bot', channel: '', secret: secretsOf(''), endpoint })).toThrow(
      /^ECS_MEDIC_SLACK_ENDPOINT: expected an address on this machine .*, got .*: leave it out/,
    );
  });
});

it('sends nothing where no Slack is configured', async () => {
  const chat = slackChat({ mode: 'none', channel: '', secret: secretsOf(''), endpoint: server.endpoint });
  expect(await chat.post('#alerts', message)).toMatchObject({ ok: false, retry: false });
  expect(server.received).toEqual([]);
});
