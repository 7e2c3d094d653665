import { deliveryKey, recordKey, rowKey } from '../../../lib/aws/table-keys';
import { topicBody } from '../../../lib/aws/topic-body';
import { parseSubjectKey, subjectKey } from '../../../lib/domain/incident/subject';
import { byteLength } from '../../../lib/domain/text/fitting-json';
import type { SlackMessage } from '../../../lib/render/slack/blocks';
import { faultsOf } from '../../render/slack-rules';
import type { HostileWorld } from './hostile-world';

/** Secrets of no account, one for each of the commonest forms. They stand in hostile inputs and may come out nowhere. */
export const CANARIES = [
  'AKIAQ3EGRCANARY7XWPL',
  'xoxb-210987654321-canaryCANARYcanaryCANARY',
  'ghp_CaNaRy0123456789CaNaRy0123456789abcd',
  'hunter2-canary-of-a-password',
  'canary-of-a-registry-password',
] as const;

/** Controls but tab and line feed, direction and format characters, halves of pairs. */
const RAW = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}\p{Surrogate}]/u;
const LONGEST_LOGGED = 512;
/** DynamoDB and SNS take so many bytes of an item, of a message, of a partition key and of a sort key. */
const LIMITS = { item: 400_000, message: 262_144, partitionKey: 2_048, sortKey: 1_024 };

/** What is wrong with anything that went out or was stored; empty where it is fine. */
export function faultsIn({ store, messages, chat, log }: HostileWorld): readonly string[] {
  const stored = [...store.records(), ...store.rows(), ...store.alerts(), ...store.deliveries(), ...store.channels()];
  const shown = chat.posts.flatMap(({ versions }) => versions.map(({ message }) => message));
  const told = [stored, messages.published, shown];
  const keys = [
    ...store.records().map(({ subject }) => recordKey(subject)),
    ...store.rows().map(rowKey),
    ...store.deliveries().map(({ key }) => deliveryKey(key)),
  ];
  return [
    ...textsOf(told).flatMap((text) =>
      RAW.test(text) ? [`raw characters: ${JSON.stringify(text.slice(0, 300))}`] : [],
    ),
    ...shown.flatMap((message) => faultsOf(message as SlackMessage)),
    ...log.flatMap(faultsOfLine),
    ...CANARIES.filter((canary) => JSON.stringify([told, log]).includes(canary)).map((canary) => `a secret: ${canary}`),
    ...stored.flatMap((item) =>
      byteLength(JSON.stringify(item)) < LIMITS.item / 4 ? [] : ['an item that is too large'],
    ),
    ...keys.flatMap(({ pk, sk }) => [
      ...(byteLength(pk) <= LIMITS.partitionKey ? [] : ['a partition key that is too long']),
      ...(byteLength(sk) <= LIMITS.sortKey ? [] : ['a sort key that is too long']),
    ]),
    ...store.records().flatMap(({ subject }) => {
      const key = subjectKey(subject);
      return JSON.stringify(parseSubjectKey(key)) === JSON.stringify(subject)
        ? []
        : [`a key that names another: ${key}`];
    }),
    ...messages.published.flatMap((message) => [
      ...(byteLength(topicBody(message)) <= LIMITS.message ? [] : ['a message that is too large']),
      ...(/^[ -~]{1,100}$/.test(message.subject) ? [] : [`a subject that SNS refuses: ${message.subject}`]),
      ...Object.values(message.attributes).flatMap((value) => (value === '' ? ['an empty attribute'] : [])),
    ]),
  ];
}

function faultsOfLine(line: string): readonly string[] {
  const { message = '', error = {} } = JSON.parse(line) as { message?: string; error?: { message?: string } };
  const texts = [message, error.message ?? ''];
  return [
    ...(RAW.test(line.trimEnd()) ? ['raw characters in the log'] : []),
    ...texts.flatMap((text) => (text.length <= LONGEST_LOGGED ? [] : [`${text.length} characters in the log`])),
  ];
}

function* walk(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const one of value) yield* walk(one);
  else if (typeof value === 'object' && value !== null)
    for (const [key, one] of Object.entries(value)) {
      yield key;
      yield* walk(one);
    }
}

const textsOf = (value: unknown): readonly string[] => [...walk(value)];
