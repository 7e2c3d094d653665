import { parseSecretReference, type SecretReference } from '../domain/secret-reference';
import { type Form, matching } from './form';
import type { SettingsReader } from './read-settings';

/** How Slack is reached. */
export type SlackSettings =
  | { readonly mode: 'bot'; readonly secret: SecretReference; readonly channel: string; readonly endpoint?: string }
  | { readonly mode: 'webhook'; readonly secret: SecretReference; readonly endpoint?: string }
  | { readonly mode: 'none' };

const SECRET: Form<SecretReference> = {
  accepts: 'where the secret is kept: ssm:/name, secretsmanager:name or secretsmanager:name:json-key',
  confidential: true,
  parse(given) {
    const reference = parseSecretReference(given);
    return 'problem' in reference ? undefined : reference;
  },
};

const CHANNEL = matching('the id of a channel (C0123456789) or its name, such as #alerts', /^(?:#?[^\s#@<>&]{1,80})$/u);

const ENDPOINT = matching(
  'an address on this machine, for tests only, such as http://127.0.0.1:8080',
  /^https?:\/\/(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?\/?$/,
);

export function slackSettings(reader: SettingsReader): SlackSettings {
  const bot = reader.optional('ECS_MEDIC_SLACK_BOT_TOKEN_SECRET', SECRET);
  const webhook = reader.optional('ECS_MEDIC_SLACK_WEBHOOK_SECRET', SECRET);
  const channel = reader.optional('ECS_MEDIC_SLACK_CHANNEL', CHANNEL);
  const endpoint = reader.optional('ECS_MEDIC_SLACK_ENDPOINT', ENDPOINT);
  const elsewhere = endpoint === undefined ? {} : { endpoint };
  if (bot !== undefined && webhook !== undefined)
    reader.complain(
      'ECS_MEDIC_SLACK_BOT_TOKEN_SECRET and ECS_MEDIC_SLACK_WEBHOOK_SECRET: expected one of them, got both: ' +
        'leave the webhook out, a bot can edit its messages',
    );
  if (bot !== undefined) {
    if (channel === undefined)
      reader.complain('ECS_MEDIC_SLACK_CHANNEL: expected the channel that the bot posts to, got nothing that is one');
    return { mode: 'bot', secret: bot, channel: channel ?? '', ...elsewhere };
  }
  return webhook === undefined ? { mode: 'none' } : { mode: 'webhook', secret: webhook, ...elsewhere };
}
