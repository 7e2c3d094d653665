import { parseSubjectKey } from '../../domain/incident/subject';
import { nameOf } from '../alert/alert-title';
import { listed, timeOf } from '../words';
import { header, type SlackMessage, section } from './blocks';
import { escapeSlack, inlineCode, slackTime } from './escape-slack';

/** Many services that began to fail within minutes, for one channel. */
export interface Storm {
  /** When the first of them opened, milliseconds since 1970. */
  readonly since: number;
  /** In the order in which they opened. */
  readonly incidents: readonly { readonly incidentId: string; readonly cause: string; readonly title: string }[];
}

const MOST_CAUSES = 10;
const MOST_NAMES = 6;

/** One message instead of one for each: how many by cause, with counts that add up to the whole. */
export function stormDigest({ since, incidents }: Storm): SlackMessage {
  const count = `${incidents.length.toLocaleString('en-US')} new incident${incidents.length === 1 ? '' : 's'}`;
  const groups = groupsOf(incidents);
  const rest = groups.slice(MOST_CAUSES).flatMap(([, names]) => names);
  const lines = [
    ...groups.slice(0, MOST_CAUSES).map(([cause, names]) => lineOf(inlineCode(cause, 60), names)),
    ...(rest.length === 0 ? [] : [lineOf('other causes', rest)]),
  ];
  const plain = groups
    .slice(0, 3)
    .map(([cause, names]) => `${escapeSlack(cause, 60)} × ${names.length.toLocaleString('en-US')}`);
  return {
    text: `🟠 ${count} since ${timeOf(since)}: ${plain.join(', ')}${groups.length > 3 ? ', …' : ''}`,
    blocks: [
      header(`🟠 ${count}, told together`),
      section(
        `So many services began to fail since ${slackTime(since, timeOf(since))} that they are told together: look for what they share (registry, network, role, cluster, a change to all of them).`,
      ),
      section(lines.join('\n')),
    ],
  };
}

type Group = readonly [cause: string, names: readonly string[]];

/** The most frequent cause first. */
function groupsOf(incidents: Storm['incidents']): readonly Group[] {
  const groups = new Map<string, string[]>();
  for (const { cause, incidentId } of incidents) {
    const names = groups.get(cause) ?? [];
    names.push(subjectName(incidentId));
    groups.set(cause, names);
  }
  return [...groups].sort(([, a], [, b]) => b.length - a.length);
}

const lineOf = (cause: string, names: readonly string[]): string =>
  `• ${cause} × ${names.length.toLocaleString('en-US')}: ${escapeSlack(listed(names, MOST_NAMES), LONGEST_NAMES)}`;

const LONGEST_NAMES = 210;

/** `orders-api (prod)` of `prod/orders-api#3`. */
function subjectName(incidentId: string): string {
  const subject = parseSubjectKey(incidentId.replace(/#\d+$/, ''));
  return subject === undefined ? incidentId : nameOf(subject);
}
