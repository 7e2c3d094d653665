import { shellWord } from '../cross-checks/shell-word';
import type { SecretReference } from '../secret-reference';
import { awsCommand, ownCommand } from './commands';
import type { DeploymentPlace } from './deployment-place';
import { ok, type Remark } from './part-health';

/** How deliver-alerts reaches Slack, by its settings. */
export type SlackTarget =
  | { readonly mode: 'none' }
  | {
      readonly mode: 'bot' | 'webhook';
      readonly secret: SecretReference;
      /** Where a service names no channel of its own; a webhook has its own. */
      readonly channel?: string;
      /** A server that stands for Slack. */
      readonly endpoint?: string;
    };

/** Whether anybody is told: Slack, or who else is subscribed to the topic. */
export function judgeSlackMode(slack: SlackTarget, others: number): readonly Remark[] {
  if (slack.mode === 'none')
    return others > 0
      ? [ok('not set up: alerts go to what is subscribed to the topic')]
      : [
          {
            state: 'failed',
            seen: 'not set up, and nothing else is subscribed: alerts reach nobody',
            fix: 'Set SlackBotTokenSecret and SlackChannel, or AlertEmail, and deploy again.',
          },
        ];
  const how = slack.mode === 'bot' ? `a bot, to ${slack.channel ?? 'no channel'}` : 'a webhook';
  return [
    ok(how),
    ...(slack.endpoint === undefined
      ? []
      : [
          {
            state: 'warning',
            seen: `alerts go to ${slack.endpoint} instead of Slack`,
            fix: 'SlackEndpoint is for tests only: leave it out and deploy again.',
          } satisfies Remark,
        ]),
  ];
}

/** Where the credential lies. Its value is not read, so only a delivery shows whether Slack takes it. */
export function judgeSlackSecret(
  state: 'there' | 'missing' | 'being-deleted',
  secret: SecretReference,
  place: DeploymentPlace,
): readonly Remark[] {
  const kind = secret.store === 'ssm' ? 'the parameter' : 'the secret';
  const what = `${kind} ${secret.name}`;
  const name = shellWord(secret.name);
  if (state === 'there') return [ok(`${what} is there (its value was not read)`)];
  if (state === 'being-deleted')
    return [
      {
        state: 'failed',
        seen: `${what} is marked for deletion`,
        fix: 'Restore it.',
        commands: [awsCommand(place, `secretsmanager restore-secret --secret-id ${name}`)],
      },
    ];
  return [
    {
      state: 'failed',
      seen: `${what} does not exist`,
      fix: 'Put the token or the address of the webhook there, then send a test alert.',
      commands: [
        secret.store === 'ssm'
          ? awsCommand(place, `ssm put-parameter --name ${name} --type SecureString --value "$SLACK_SECRET"`)
          : awsCommand(place, `secretsmanager create-secret --name ${name} --secret-string "$SLACK_SECRET"`),
        ownCommand(place, 'send-test'),
      ],
    },
  ];
}
