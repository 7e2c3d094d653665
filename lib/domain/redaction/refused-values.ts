import { isHarmlessValue, isStandIn } from './harmless-value';
import type { SecretDetector, SecretSpan } from './secret-span';

const NOT_A_NUMBER =
  /(?:invalid literal for int\(\) with base \d{1,2}|could not convert string to float): b?(?:'([^'\n]{1,4096})'|"([^"\n]{1,4096})")/gi;
const NUMBER_LIKE = /^[\d.,+\-eE_ ]{1,15}$/;
/** What Docker and Kubernetes put into a variable that was meant to hold a port. */
const LINKED_ADDRESS = /^tcp:\/\/[\w.-]{1,253}:\d{1,5}$/;
const LOGIN_AFTER_WORD =
  /\b(?:ur[li]|dsn|connection string|address|host(?:name)?|endpoint|server|broker|parse|connect(?:ing)? to)\b["'`]?[ \t:=]{0,4}["'`(<[]{0,2}[\w.+-]{0,64}:(?!\/\/)([^\s"'`<>]{1,200})@(?!sha256)(?=[\w[])/gi;

/** The value that Python could not read as a number: whatever stood in the variable, a password in the wrong one too. */
export const VALUES_NOT_A_NUMBER: SecretDetector = {
  keywords: ['invalid literal for int', 'could not convert string to float'],
  find: notNumbers,
};

/** `Invalid URL: name:password@host`: an address without its scheme, behind a word that announces one. */
export const ANNOUNCED_LOGINS: SecretDetector = { keywords: ['@'], find: announced };

function* notNumbers(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(NOT_A_NUMBER)) {
    const value = match[1] ?? match[2] ?? '';
    if (isHarmlessValue(value) || NUMBER_LIKE.test(value) || LINKED_ADDRESS.test(value)) continue;
    const end = match.index + match[0].length - 1;
    yield { start: end - value.length, end, kind: 'value' };
  }
}

function* announced(text: string): Generator<SecretSpan> {
  for (const match of text.matchAll(LOGIN_AFTER_WORD)) {
    const secret = match[1] ?? '';
    if (isStandIn(secret) || /^\d{1,5}$/.test(secret) || secret.includes('://')) continue;
    const end = match.index + match[0].length - 1;
    yield { start: end - secret.length, end, kind: 'url-password' };
  }
}
