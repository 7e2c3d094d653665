import type { ChatAnswer, ChatMessage, ChatPorts, SecretAnswer, SecretPort } from '../app/ports';
import { type CredentialKind, checkCredential } from './check-credential';
import { postJson } from './post-json';
import { isCredentialRefused, readApiAnswer, readWebhookAnswer } from './read-answer';
import { slackOrigins } from './slack-origins';

export interface SlackSettings {
  /** `none`: nothing is configured. */
  readonly mode: 'bot' | 'webhook' | 'none';
  /** Where a service names no channel of its own; not used by a webhook. */
  readonly channel: string;
  /** The bot's token or the webhook's address. */
  readonly secret: SecretPort;
  /** For tests: a server on this machine instead of Slack. */
  readonly endpoint?: string;
  /** Milliseconds for one request, default 5,000. */
  readonly timeout?: number;
}

/** Slack itself. Throws at once for an endpoint that is not on this machine, later never. */
export function slackChat({ mode, channel, secret, endpoint, timeout = 5_000 }: SlackSettings): ChatPorts {
  const origins = slackOrigins(endpoint);
  const byBot = (method: string, arguments_: object): Promise<ChatAnswer> =>
    withCredential('bot', secret, async (token) =>
      readApiAnswer(
        await postJson(`${origins.api}/${method}`, { Authorization: `Bearer ${token}` }, arguments_, timeout),
      ),
    );
  const byWebhook = (payload: object): Promise<ChatAnswer> =>
    withCredential('webhook', secret, async (address) =>
      readWebhookAnswer(await postJson(`${origins.hooks}${new URL(address).pathname}`, {}, payload, timeout)),
    );

  return {
    mode: () => mode,
    defaultChannel: () => channel,
    async post(to, message, threadTs) {
      if (mode === 'none') return NOT_CONFIGURED;
      const payload = payloadOf(message);
      if (mode === 'webhook') return byWebhook(payload);
      return byBot('chat.postMessage', {
        channel: to,
        ...payload,
        ...(threadTs === undefined ? {} : { thread_ts: threadTs }),
      });
    },
    async edit(channelId, ts, message) {
      if (mode !== 'bot') return { ok: false, retry: false, error: 'only a bot can edit its messages' };
      return byBot('chat.update', { channel: channelId, ts, ...payloadOf(message) });
    },
  };
}

const NOT_CONFIGURED: ChatAnswer = { ok: false, retry: false, error: 'no Slack is configured' };

/** Slack must not fetch pages that a log names. Ids of alerts go into the blocks' own ids, which readers do not see. */
const payloadOf = ({ text, blocks, alertIds = [] }: ChatMessage): object => ({
  text,
  blocks: blocks.map((block, index) => named(block, alertIds[index])),
  unfurl_links: false,
  unfurl_media: false,
});

const LONGEST_BLOCK_ID = 255;

const named = (block: unknown, alertId: string | undefined): unknown =>
  alertId === undefined || typeof block !== 'object' ? block : { ...block, block_id: alertId.slice(-LONGEST_BLOCK_ID) };

/** Makes a request, and once more where Slack refuses the credential and a newer one is found. */
async function withCredential(
  kind: CredentialKind,
  secret: SecretPort,
  request: (credential: string) => Promise<ChatAnswer>,
): Promise<ChatAnswer> {
  const first = await credentialOf(kind, secret);
  if (!first.ok) return first;
  const answer = await request(first.value);
  if (!isCredentialRefused(answer)) return answer;
  secret.forget();
  const second = await credentialOf(kind, secret);
  return second.ok && second.value !== first.value ? request(second.value) : answer;
}

async function credentialOf(kind: CredentialKind, secret: SecretPort): Promise<SecretAnswer> {
  const answer = await secret.readSecret();
  if (!answer.ok) return answer;
  const problem = checkCredential(kind, answer.value);
  if (problem === undefined) return answer;
  // It may be corrected at any time: the next message looks again.
  secret.forget();
  return { ok: false, retry: false, error: `the secret for Slack cannot be used: ${problem}` };
}
