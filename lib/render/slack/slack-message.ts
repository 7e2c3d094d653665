import type { KnownBlock } from '@slack/types';
import type { Alert, DigestAlert, IncidentAlert, NoticeAlert } from '../../domain/incident/alert';
import { subjectKey } from '../../domain/incident/subject';
import { aboutCause } from '../alert/about-cause';
import { alertFacts } from '../alert/alert-facts';
import { alertLinks } from '../alert/alert-links';
import type { AlertPart } from '../alert/alert-part';
import { alertParts } from '../alert/alert-parts';
import { alertSentence } from '../alert/alert-sentence';
import { alertTitle, nameOf } from '../alert/alert-title';
import { signOf } from '../alert/incident-sign';
import { noticeParts } from '../alert/notice-parts';
import { timeOf } from '../words';
import {
  context,
  header,
  LARGEST_MESSAGE,
  LONGEST_HEADER,
  linesWithin,
  type SlackMessage,
  section,
  sizeOf,
} from './blocks';
import { escapeSlack, slackLink, slackTime } from './escape-slack';
import { partBlock } from './part-block';

/** A complete message of an alert: what broke and how badly, why, the proof, what changed, what to do, what was done. */
export function slackMessage(alert: Alert): SlackMessage {
  const text = slackText(alert);
  if (alert.kind === 'digest') return { text, blocks: digestBlocks(alert) };
  const build = (attempt: Attempt): SlackMessage => ({
    text,
    blocks: alert.kind === 'notice' ? noticeBlocks(alert, attempt.scale) : incidentBlocks(alert, attempt),
  });
  let smallest = build(ATTEMPTS[0]);
  for (const attempt of ATTEMPTS) {
    if (sizeOf(smallest) <= LARGEST_MESSAGE) break;
    smallest = build(attempt);
  }
  return smallest;
}

interface Attempt {
  /** How long texts may be, of their usual length. */
  readonly scale: number;
  readonly without: ReadonlySet<AlertPart['name'] | 'links'>;
}

/** Slack has no room for these; e-mail and terminal have. */
const NEVER = ['else'] as const;
/** What is given up first, where an incident has too much to say. */
const ATTEMPTS: readonly [Attempt, ...Attempt[]] = [
  { scale: 1, without: new Set(NEVER) },
  { scale: 1, without: new Set([...NEVER, 'checked']) },
  { scale: 0.6, without: new Set([...NEVER, 'checked', 'unseen']) },
  { scale: 0.35, without: new Set([...NEVER, 'checked', 'unseen', 'links']) },
  { scale: 0.2, without: new Set([...NEVER, 'checked', 'unseen', 'links', 'also']) },
  { scale: 0.1, without: new Set([...NEVER, 'checked', 'unseen', 'links', 'also', 'done', 'changed']) },
];

function incidentBlocks(alert: IncidentAlert, { scale, without }: Attempt): readonly KnownBlock[] {
  const parts = shortened(alertParts(alert).filter(({ name }) => !without.has(name)));
  const links = without.has('links') ? [] : alertLinks(alert);
  return [
    headerBlock(alert),
    section(factsText(alert)),
    ...parts.map((part) => partBlock(part, scale)),
    ...(links.length === 0 ? [] : [section(links.map(({ url, label }) => slackLink(url, label)).join('  ·  '))]),
    context(footer(alert)),
  ];
}

const MOST_PROOFS = 2;
const MOST_CHANGES = 4;

/** What a person reads first on a phone: proof from two places, and of the changes the blamed ones where there are any. */
function shortened(parts: readonly AlertPart[]): readonly AlertPart[] {
  const proofs = parts.filter(({ name }) => name === 'proof').slice(0, MOST_PROOFS);
  return parts
    .filter((part) => part.name !== 'proof' || proofs.includes(part))
    .map((part) => (part.name === 'changed' ? withFewerLines(part) : part));
}

function withFewerLines(part: AlertPart): AlertPart {
  const changes = part.lines.filter(({ bullet }) => bullet === true);
  const blamed = changes.filter(({ strong }) => strong === true);
  const shown = (blamed.length > 0 ? blamed : changes).slice(0, MOST_CHANGES);
  const left = changes.length - shown.length + (part.unlisted ?? 0);
  if (changes.length === 0 || left === 0) return part;
  const others = `and ${left.toLocaleString('en-US')} other change${left === 1 ? '' : 's'}`;
  return { ...part, lines: [...shown, { text: others }] };
}

export function headerBlock(alert: Alert): KnownBlock {
  const sign = `${signOf(alert).emoji} `;
  return header(`${sign}${escapeSlack(alertTitle(alert), LONGEST_HEADER - sign.length)}`);
}

/** `*Critical* · 0 of 3 running · 3 stops in 4 min · since TIME` */
export const factsText = (alert: Alert): string =>
  alertFacts(alert)
    .map(({ text, at }, index) => {
      const words = escapeSlack(text, LONGEST_FACT);
      const shown = index === 0 ? `*${words}*` : words;
      return at === undefined ? shown : `${shown} ${slackTime(at, timeOf(at))}`;
    })
    .join(' · ');

const LONGEST_FACT = 200;

/** The title and one sentence. */
export function slackText(alert: Alert): string {
  const sentence = alertSentence(alert);
  const title = `${signOf(alert).emoji} ${escapeSlack(alertTitle(alert))}`;
  return sentence === '' ? title : `${title}. ${escapeSlack(sentence, LONGEST_SENTENCE)}`;
}

const LONGEST_SENTENCE = 600;

/** `production/myapp#3 · 111122223333 · eu-central-1 · ecs-medic explain out-of-memory` */
function footer(alert: IncidentAlert): string {
  const { incidentId, account, region } = alert.view;
  return placeText([incidentId, account, region, aboutCause(alert)]);
}

const placeText = (texts: readonly (string | undefined)[]): string =>
  texts.flatMap((text) => (text === undefined ? [] : [escapeSlack(text, LONGEST_FOOTER)])).join(' · ');

const LONGEST_FOOTER = 200;

function noticeBlocks(alert: NoticeAlert, scale: number): readonly KnownBlock[] {
  const { account, region, notice } = alert;
  const subject = notice.subject === undefined ? undefined : subjectKey(notice.subject);
  const place = placeText([subject, account, region]);
  return [
    headerBlock(alert),
    section(factsText(alert)),
    ...noticeParts(alert).map((part) => partBlock(part, scale)),
    ...(place === '' ? [] : [context(place)]),
  ];
}

function digestBlocks(alert: DigestAlert): readonly KnownBlock[] {
  const failing = alert.failing.map(
    ({ subject, what }) => `• *${escapeSlack(nameOf(subject)).replaceAll('*', '')}*: ${escapeSlack(what, 160)}`,
  );
  return [
    headerBlock(alert),
    section(`${escapeSlack(alertSentence(alert))} ${slackTime(alert.at, timeOf(alert.at))}`),
    ...(failing.length === 0 ? [] : [section(linesWithin(failing, 2_900, alert.more).join('\n'))]),
  ];
}
