import type { TopicMessage } from '../domain/incident/topic-message';
import { byteLength, fittingJson } from '../domain/text/fitting-json';

/** Bytes of a message with its subject and attributes that SNS takes (256 KiB), less some room. */
const LONGEST_MESSAGE = 250_000;
/** Of an e-mail so much is kept whatever else is long. */
const SHORTEST_EMAIL = 2_000;

/**
 * The message of a Publish with `MessageStructure: json`. `default` is what queues and functions get: it is named once,
 * since each body counts and is billed. Too much is cut where it hurts least: the e-mail first, then long texts of our
 * own JSON. A quiet `update` has no body for Amazon Q: what is not in its form it leaves alone.
 */
export function topicBody({ json, email, amazonQ, attributes, subject }: TopicMessage): string {
  const others = Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + byteLength(name) + byteLength(value),
    0,
  );
  const most = LONGEST_MESSAGE - others - byteLength(subject);
  const chat = attributes['kind'] === 'update' ? {} : { https: amazonQ };
  const bodyOf = (ours: string, mail: string): string => JSON.stringify({ default: ours, email: mail, ...chat });
  const whole = bodyOf(json, email);
  if (byteLength(whole) <= most) return whole;
  const withoutEmail = byteLength(bodyOf(json, ''));
  if (withoutEmail + SHORTEST_EMAIL <= most) return bodyOf(json, cutEmail(email, most - withoutEmail));
  const short = cutEmail(email, SHORTEST_EMAIL);
  // A text within a text is escaped once more, which can make it twice as long.
  const room = most - byteLength(bodyOf('', short));
  return bodyOf(fittingJson(JSON.parse(json), Math.floor(room / 2)), short);
}

const CUT = '\n\n[cut: the whole is longer than SNS takes]';

/** The first lines of an e-mail that take at most so many bytes of JSON. */
function cutEmail(email: string, most: number): string {
  const room = most - byteLength(JSON.stringify(CUT));
  if (byteLength(JSON.stringify(email)) <= most) return email;
  const lines: string[] = [];
  let taken = 0;
  for (const line of email.split('\n')) {
    taken += byteLength(JSON.stringify(line));
    if (taken > room) break;
    lines.push(line);
  }
  return `${lines.join('\n')}${CUT}`;
}
