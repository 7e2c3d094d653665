import type { ChatAnswer, ChatMessage, ChatPorts } from '../app/ports';
import { shortHash } from '../domain/text/short-hash';

export interface MemoryChatOptions {
  readonly now: () => number;
  /** Default `bot`. */
  readonly mode?: 'bot' | 'webhook' | 'none';
  /** Default `#alerts`. */
  readonly defaultChannel?: string;
  /** Says what becomes of a call; undefined lets it work. Asked once for each call, in their order. */
  readonly outcome?: (call: ChatCall) => ChatOutcome | undefined;
}

export type ChatCall =
  | { readonly kind: 'post'; readonly channel: string; readonly message: ChatMessage; readonly threadTs?: string }
  | { readonly kind: 'edit'; readonly channelId: string; readonly ts: string; readonly message: ChatMessage };

/** `instead`: it fails so, without effect. `lost`: it takes effect, and this is what the caller hears. */
export type ChatOutcome = { readonly instead: ChatAnswer } | { readonly lost: ChatAnswer };

/** A message as the channel shows it, and all that it ever showed. */
export interface MemoryPost {
  readonly channelId: string;
  /** As the caller named it. */
  readonly channel: string;
  /** The chat's own id of the message; a webhook is not told it. */
  readonly ts: string;
  readonly threadTs?: string;
  readonly at: number;
  /** First the post, then each edit. */
  readonly versions: readonly { readonly at: number; readonly message: ChatMessage }[];
}

export interface MemoryChat extends ChatPorts {
  /** Each message that stands in a channel, oldest first. */
  readonly posts: readonly MemoryPost[];
  /** Each call, also those that failed, with the answer that the caller got. */
  readonly calls: readonly { readonly at: number; readonly call: ChatCall; readonly answer: ChatAnswer }[];
}

/** A small Slack in memory: channels with messages, threads and edits, and failures where a test wants them. */
export function memoryChat({
  now,
  mode = 'bot',
  defaultChannel = '#alerts',
  outcome = () => undefined,
}: MemoryChatOptions): MemoryChat {
  const posts: (MemoryPost & { versions: { at: number; message: ChatMessage }[] })[] = [];
  const calls: { at: number; call: ChatCall; answer: ChatAnswer }[] = [];

  function carryOut(call: ChatCall): ChatAnswer {
    if (mode === 'none') return refusal('no Slack is configured');
    return call.kind === 'post' ? post(call) : edit(call);
  }

  function post({ channel, message, threadTs }: ChatCall & { kind: 'post' }): ChatAnswer {
    const channelId = channelIdOf(channel);
    if (threadTs !== undefined) {
      if (mode === 'webhook') return refusal('a webhook cannot answer in a thread');
      const parent = posts.find((one) => one.channelId === channelId && one.ts === threadTs);
      if (parent === undefined) return refusal('thread_not_found');
    }
    const at = now();
    const ts = `${Math.floor(at / 1000)}.${String(posts.length + 1).padStart(6, '0')}`;
    const thread = threadTs === undefined ? {} : { threadTs };
    posts.push({ channelId, channel, ts, ...thread, at, versions: [{ at, message: copyOf(message) }] });
    return mode === 'webhook' ? { ok: true } : { ok: true, ts, channelId };
  }

  function edit({ channelId, ts, message }: ChatCall & { kind: 'edit' }): ChatAnswer {
    if (mode === 'webhook') return refusal('a webhook cannot edit');
    const edited = posts.find((one) => one.channelId === channelId && one.ts === ts);
    if (edited === undefined) return refusal('message_not_found');
    edited.versions.push({ at: now(), message: copyOf(message) });
    return { ok: true, ts, channelId };
  }

  async function take(call: ChatCall): Promise<ChatAnswer> {
    const scripted = outcome(call);
    const answered = scripted !== undefined && 'instead' in scripted ? scripted.instead : carryOut(call);
    const answer = scripted !== undefined && 'lost' in scripted ? scripted.lost : answered;
    calls.push({ at: now(), call, answer });
    return answer;
  }

  return {
    posts,
    calls,
    mode: () => mode,
    defaultChannel: () => defaultChannel,
    post: (channel, message, threadTs) =>
      take(threadTs === undefined ? { kind: 'post', channel, message } : { kind: 'post', channel, message, threadTs }),
    edit: (channelId, ts, message) => take({ kind: 'edit', channelId, ts, message }),
  };
}

/** An id is taken as it is; a name has one of its own, always the same. */
const channelIdOf = (channel: string): string =>
  /^[CGD][A-Z0-9]{8,}$/.test(channel) ? channel : `C${shortHash(channel).toUpperCase()}`;

const refusal = (error: string): ChatAnswer => ({ ok: false, retry: false, error });

const copyOf = (message: ChatMessage): ChatMessage => JSON.parse(JSON.stringify(message)) as ChatMessage;
