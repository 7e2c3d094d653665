import { asObject } from '../domain/json';

/** What a server said, or why nothing was heard of it. */
export type HttpAnswer =
  | { readonly status: number; readonly text: string; readonly contentType: string; readonly retryAfter: string | null }
  | { readonly unreachable: string };

/** Slack answers in a few hundred characters; of anything longer only the start is read. */
const LONGEST_ANSWER = 65_536;

/**
 * Posts JSON and reads the answer, within the time. Follows no redirect: the address and the token are credentials.
 * Neither of them stands in what it answers.
 */
export async function postJson(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
  timeout: number,
): Promise<HttpAnswer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      // `error` would look like a broken connection, which is worth another try; a redirect is not.
      redirect: 'manual',
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeout),
    });
    return {
      status: response.status,
      text: await startOf(response),
      contentType: response.headers.get('content-type')?.split(';')[0]?.trim().slice(0, 40) ?? 'no content type',
      retryAfter: response.headers.get('retry-after'),
    };
  } catch (error) {
    return { unreachable: reasonOf(error, timeout) };
  }
}

async function startOf(response: Response): Promise<string> {
  if (response.body === null) return '';
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    text += decoder.decode(value, { stream: true });
    if (text.length >= LONGEST_ANSWER) {
      await reader.cancel();
      return text;
    }
  }
}

/** The message of a failed fetch may hold the address; its code and its name do not. */
function reasonOf(error: unknown, timeout: number): string {
  const { name, cause } = asObject(error) ?? {};
  if (name === 'TimeoutError') return `no answer within ${timeout / 1000} s`;
  const code = asObject(cause)?.['code'] ?? name;
  return typeof code === 'string' ? code.slice(0, 60) : 'an unknown error';
}
