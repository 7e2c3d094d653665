import { isHarmlessValue, isPhrase } from './harmless-value';
import type { SecretDetector, SecretSpan } from './secret-span';

const SPOKEN =
  /\b(?:password|passphrase|identified(?: with [\w']{1,40})? by|requirepass|masterauth|pass)(?: is| was)?[ \t]{1,3}(?:'([^'\n]{1,200})'|"([^"\n]{1,200})"|(?<=requirepass[ \t]{1,3}|masterauth[ \t]{1,3})([^\s"']{3,200}))/gi;

/** A password that follows its word without a sign between: `PASSWORD 'x'`, `IDENTIFIED BY 'x'`, `requirepass x`. */
export const QUOTED_PASSWORDS: SecretDetector = {
  keywords: ['password ', 'passphrase ', 'identified ', 'requirepass', 'masterauth', 'pass '],
  find: spoken,
};

function* spoken(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(SPOKEN)) {
    const quoted = match[1] ?? match[2];
    const value = quoted ?? match[3] ?? '';
    if (isHarmlessValue(value) || isPhrase(value)) continue;
    const end = match.index + match[0].length - (quoted === undefined ? 0 : 1);
    yield { start: end - value.length, end, kind: 'password' };
  }
}
