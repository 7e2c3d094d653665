import type { ChatAnswer } from '../app/ports';
import { asObject, asText, own } from '../domain/json';
import type { HttpAnswer } from './post-json';

type Refusal = ChatAnswer & { readonly ok: false };

/** What a webhook said: 200 with `ok`, else a status with one word. */
export function readWebhookAnswer(answer: HttpAnswer): ChatAnswer {
  if ('unreachable' in answer) return unreachable(answer.unreachable);
  const { status, text } = answer;
  if (status !== 200) return refusalOf(answer, wordIn(text));
  return text.trim() === 'ok' ? { ok: true } : strange(answer);
}

/** What a method of the Web API said: 200 with JSON, whose `ok` and `error` tell. */
export function readApiAnswer(answer: HttpAnswer): ChatAnswer {
  if ('unreachable' in answer) return unreachable(answer.unreachable);
  const json = objectIn(answer.text);
  const error = nameIn(own(json ?? {}, 'error'));
  if (answer.status !== 200) return refusalOf(answer, error);
  if (json === undefined || typeof own(json, 'ok') !== 'boolean') return strange(answer);
  if (own(json, 'ok') === false) {
    const wait = secondsIn(answer.retryAfter);
    const refusal = { ok: false, retry: PASSING.has(error ?? ''), error: error ?? 'an error without a name' } as const;
    return wait === undefined ? refusal : { ...refusal, retryAfterSeconds: wait };
  }
  const [ts, channelId] = [asText(own(json, 'ts')), asText(own(json, 'channel'))];
  return { ok: true, ...(ts === undefined ? {} : { ts }), ...(channelId === undefined ? {} : { channelId }) };
}

/** Errors of the Web API that pass by themselves. */
const PASSING: ReadonlySet<string> = new Set([
  'ratelimited',
  'rate_limited',
  'internal_error',
  'fatal_error',
  'service_unavailable',
  'request_timeout',
]);

/** Slack says that the token or the address of the webhook is not (or no longer) good. */
export const isCredentialRefused = (answer: ChatAnswer): boolean => !answer.ok && CREDENTIAL_REFUSED.test(answer.error);

const CREDENTIAL_REFUSED =
  /^(?:invalid_auth|not_authed|account_inactive|token_(?:revoked|expired)|invalid_token|no_service|no_team|no_active_hooks|action_prohibited|channel_is_archived|HTTP (?:401|403|404|410))\b/;

const unreachable = (reason: string): Refusal => ({
  ok: false,
  retry: true,
  error: `Slack was not reached: ${reason}`,
});

/** 429, 408 and faults of the server pass; other refusals do not. */
function refusalOf(
  { status, retryAfter }: { readonly status: number; readonly retryAfter: string | null },
  word: string | undefined,
): Refusal {
  const isRedirect = status >= 300 && status < 400;
  const said = isRedirect ? 'a redirect, which is not followed' : word;
  const retry = status === 429 || status === 408 || status >= 500;
  const wait = secondsIn(retryAfter);
  return {
    ok: false,
    retry,
    error: said === undefined || isRedirect ? [`HTTP ${status}`, said].filter(Boolean).join(': ') : said,
    ...(wait === undefined ? {} : { retryAfterSeconds: wait }),
  };
}

/** A proxy's page, or an answer cut short: the message may or may not have come through. */
const strange = ({ contentType }: { readonly contentType: string }): Refusal => ({
  ok: false,
  retry: true,
  error: `HTTP 200 with an answer that is not Slack's (${contentType})`,
});

/** Whole seconds; anything else that a server puts there says nothing. */
function secondsIn(retryAfter: string | null): number | undefined {
  return retryAfter !== null && /^\s*\d{1,9}\s*$/.test(retryAfter) ? Number(retryAfter) : undefined;
}

/** A webhook's errors are words with underscores; a proxy's page is not, and may hold anything. */
const wordIn = (text: string): string | undefined =>
  /^\s*([a-z]{1,30}(?:_[a-z]{1,30}){1,5})(?=[\s:]|$)/.exec(text)?.[1];

/** Those of the Web API are names. */
const nameIn = (error: unknown): string | undefined =>
  typeof error === 'string' && /^[a-z0-9_]{1,80}$/.test(error) ? error : undefined;

function objectIn(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return asObject(JSON.parse(text));
  } catch {
    return undefined;
  }
}
