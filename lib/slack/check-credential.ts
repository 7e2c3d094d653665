/** How Slack is reached: by the token of a bot, or by the address of a webhook. Both are secrets. */
export type CredentialKind = 'bot' | 'webhook';

const BOT_TOKEN = /^xoxb-[\w-]{10,}$/;
const WEBHOOK_PATH = /^\/(?:services|workflows|triggers)\/[\w/-]+$/;

/** What is wrong with a credential, without any part of it; undefined where it has the right form. */
export function checkCredential(kind: CredentialKind, credential: string): string | undefined {
  if (kind === 'bot')
    return BOT_TOKEN.test(credential)
      ? undefined
      : `expected a bot token (xoxb-…), got ${ofBot(credential)}: see the app's page "OAuth & Permissions"`;
  return isWebhook(credential)
    ? undefined
    : `expected a webhook address (https://hooks.slack.com/services/…), got ${formOf(credential)}`;
}

function isWebhook(credential: string): boolean {
  if (!URL.canParse(credential)) return false;
  const { origin, username, password, pathname, search, hash } = new URL(credential);
  return (
    origin === 'https://hooks.slack.com' &&
    `${username}${password}${search}${hash}` === '' &&
    WEBHOOK_PATH.test(pathname)
  );
}

const ofBot = (credential: string): string =>
  credential.startsWith('xoxb-') ? 'one that is cut short, or has other characters in it' : formOf(credential);

/** Enough to see the mistake, nothing to misuse. */
function formOf(credential: string): string {
  if (credential === '') return 'nothing';
  if (credential.startsWith('{')) return 'JSON: name the key, as in secretsmanager:name:key';
  if (/^xox[a-z]-/.test(credential)) return `a Slack token of another kind (${credential.slice(0, 5)}…)`;
  if (/^http:\/\//.test(credential)) return 'an address without TLS';
  if (/^https:\/\//.test(credential)) return 'another address';
  return `a text of ${credential.length} characters of another form`;
}
