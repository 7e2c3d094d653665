import { isCall, isHarmlessValue } from './harmless-value';
import type { SecretDetector, SecretSpan } from './secret-span';

const SESSION =
  /(?<![\w.-])(?:[\w.-]{0,40}?(?:session|sess)(?:[_-]?(?:id|key))?|(?:connect\.)?sid|cookie)(?:=["']?|["'] ?(?::|=>) ?["'])([^\s"';,&<>=]{6,4096}={0,2})/gi;

/** What identifies a session, under its name: `session=…`, `JSESSIONID=…`, `connect.sid=…`. Words about one stay. */
export const SESSION_VALUES: SecretDetector = { keywords: ['sess', 'sid', 'cookie'], find: sessions };

function* sessions(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(SESSION)) {
    const value = match[1] ?? '';
    const isGenerated =
      /[A-Za-z]/.test(value) && (/\d/.test(value) || (value.length >= 20 && /[a-z][A-Z]/.test(value)));
    const isDigits = /^\d{10,200}$/.test(value);
    if ((!isGenerated && !isDigits) || isHarmlessValue(value) || isCall(value)) continue;
    const end = match.index + match[0].length;
    yield { start: end - value.length, end, kind: 'session' };
  }
}
