import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request that Slack took. */
export interface SlackPost {
  /** Milliseconds since 1970, by the clock of this machine. */
  readonly at: number;
  readonly method: 'webhook' | 'chat.postMessage' | 'chat.update';
  /** What Slack calls the message; a webhook does not learn it. */
  readonly ts: string;
  readonly channel: string;
  /** The message that it answers, in a thread. */
  readonly threadTs?: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
}

/** How Slack is today. */
export type SlackMode =
  | { readonly kind: 'well' }
  | { readonly kind: 'broken'; readonly status: number }
  | { readonly kind: 'rate-limited'; readonly retryAfterSeconds: number }
  /** Takes the request and never answers. */
  | { readonly kind: 'hanging' };

export interface SlackServer {
  readonly endpoint: string;
  /** What a bot's token and a webhook's address must be. */
  readonly token: string;
  readonly webhookPath: string;
  be(mode: SlackMode): void;
  /** Everything that was taken, in order. */
  posts(): readonly SlackPost[];
  /** Messages as a reader of the channel sees them now: edited in place, without threads. */
  messages(): readonly SlackPost[];
  /** Answers in the thread of a message, in order. */
  repliesTo(ts: string): readonly SlackPost[];
  /** Requests that hang: their senders still wait. */
  hanging(): number;
  /** Requests that were turned away or left hanging. */
  refusals(): number;
  forget(): void;
  stop(): Promise<void>;
}

/** Slack's webhooks and the two methods of its Web API that matter here, on this machine. */
export async function startSlackServer(): Promise<SlackServer> {
  const token = 'xoxb-000000000000-emulated';
  const webhookPath = '/services/T00000000/B00000000/emulated';
  const posts: SlackPost[] = [];
  /** Channel by message: a test may forget a message, Slack does not. */
  const messages = new Map<string, string>();
  let mode: SlackMode = { kind: 'well' };
  let refused = 0;
  let hanging = 0;
  let counter = 0;

  const take = (incoming: IncomingMessage, body: Readonly<Record<string, unknown>>): object | string | number => {
    const url = incoming.url ?? '/';
    const text = String(body['text'] ?? '');
    const blocks = Array.isArray(body['blocks']) ? body['blocks'] : [];
    const keep = (method: SlackPost['method'], channel: string, ts: string, threadTs?: unknown): void => {
      const reply = typeof threadTs === 'string' ? { threadTs } : {};
      posts.push({ at: Date.now(), method, ts, channel, text, blocks, ...reply });
      messages.set(ts, channel);
    };
    counter += 1;
    const ts = `1700000000.${String(counter).padStart(6, '0')}`;
    if (url === webhookPath) {
      keep('webhook', 'webhook', ts);
      return 'ok';
    }
    if (!url.startsWith('/api/')) return 404;
    if (incoming.headers.authorization !== `Bearer ${token}`) return { ok: false, error: 'invalid_auth' };
    const channel = String(body['channel'] ?? '');
    if (channel === '') return { ok: false, error: 'channel_not_found' };
    if (text === '' && blocks.length === 0) return { ok: false, error: 'no_text' };
    if (url === '/api/chat.postMessage') {
      keep('chat.postMessage', channelId(channel), ts, body['thread_ts']);
      return { ok: true, ts, channel: channelId(channel) };
    }
    if (url === '/api/chat.update') {
      const edited = String(body['ts']);
      if (messages.get(edited) !== channel) return { ok: false, error: 'message_not_found' };
      keep('chat.update', channel, edited);
      return { ok: true, ts: edited, channel };
    }
    return { ok: false, error: 'unknown_method' };
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    if (mode.kind !== 'well') refused += 1;
    if (mode.kind === 'hanging') {
      hanging += 1;
      incoming.socket.once('close', () => {
        hanging -= 1;
      });
      return;
    }
    if (mode.kind === 'broken') return send(outgoing, mode.status, '<html>Slack is down</html>');
    if (mode.kind === 'rate-limited') {
      outgoing.setHeader('Retry-After', String(mode.retryAfterSeconds));
      return send(outgoing, 429, { ok: false, error: 'ratelimited' });
    }
    const answer = take(incoming, JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>);
    if (typeof answer === 'number') send(outgoing, answer, 'no_service');
    else send(outgoing, 200, answer);
  };

  const server = createServer((incoming, outgoing) => {
    handle(incoming, outgoing).catch((error: unknown) => send(outgoing, 400, `invalid_payload: ${String(error)}`));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    token,
    webhookPath,
    be(next) {
      mode = next;
    },
    posts: () => [...posts],
    messages: () => {
      const shown = new Map<string, SlackPost>();
      for (const post of posts) if (post.threadTs === undefined) shown.set(post.ts, post);
      return [...shown.values()];
    },
    repliesTo: (ts) => posts.filter(({ threadTs }) => threadTs === ts),
    hanging: () => hanging,
    refusals: () => refused,
    forget() {
      posts.length = 0;
      refused = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A channel named `#alerts` answers with its id, as Slack's does. */
const channelId = (channel: string): string =>
  channel.startsWith('#')
    ? `C0${channel
        .slice(1)
        .toUpperCase()
        .replaceAll(/[^A-Z0-9]/g, '0')}`
    : channel;

function send(outgoing: ServerResponse, status: number, body: object | string): void {
  const isText = typeof body === 'string';
  outgoing.writeHead(status, { 'Content-Type': isText ? 'text/html' : 'application/json' });
  outgoing.end(isText ? body : JSON.stringify(body));
}
