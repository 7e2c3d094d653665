import type { Alert, IncidentAlert } from '../../domain/incident/alert';
import { cleanText, cutText } from '../clean-text';
import { timeOf } from '../words';
import { aboutCause } from './about-cause';
import { alertFacts } from './alert-facts';
import { alertLinks } from './alert-links';
import type { AlertPart, PartLine } from './alert-part';
import { alertParts } from './alert-parts';
import { alertSentence } from './alert-sentence';
import { alertTitle, nameOf } from './alert-title';
import { noticeParts } from './notice-parts';

const LONGEST_TEXT = 12_000;
const MOST_LISTED = 100;

/** An alert as plain text, part by part; lines are as long as their sentences. Times are UTC without a zone. */
export function plainText(alert: Alert, timeZone?: string): string {
  const blocks = [alertTitle(alert), factsLine(alert, timeZone), ...bodyOf(alert, timeZone)];
  return cutText(`${blocks.filter((block) => block !== '').join('\n\n')}\n`, LONGEST_TEXT);
}

/** `Critical · 0 of 3 running · since 9 Nov 2026 10:06 UTC` */
export const factsLine = (alert: Alert, timeZone?: string): string =>
  alertFacts(alert)
    .map(({ text, at }) => cleanText(at === undefined ? text : `${text} ${timeOf(at, timeZone)}`))
    .join(' · ');

/** One line or none. */
export function aboutCauseLine(alert: IncidentAlert): readonly string[] {
  const about = aboutCause(alert);
  return about === undefined ? [] : [`About this cause: ${about}`];
}

function bodyOf(alert: Alert, timeZone: string | undefined): readonly string[] {
  if (alert.kind === 'digest') {
    const { failing, more: unlisted = 0 } = alert;
    const more = unlisted + Math.max(0, failing.length - MOST_LISTED);
    const lines = failing
      .slice(0, MOST_LISTED)
      .map(({ subject, what }) => `- ${nameOf(subject)}: ${cutText(cleanText(what), 200)}`);
    return [
      alertSentence(alert),
      [...lines, ...(more > 0 ? [`and ${more.toLocaleString('en-US')} more`] : [])].join('\n'),
    ];
  }
  if (alert.kind === 'notice') {
    const place = [alert.account, alert.region].flatMap((text) => (text === undefined ? [] : [cleanText(text)]));
    return [...noticeParts(alert).map((part) => partText(part, timeZone)), place.join(', ')];
  }
  const { incidentId, account, region } = alert.view;
  const links = [...alertLinks(alert).map(({ label, url }) => `${label}: ${url}`), ...aboutCauseLine(alert)];
  const place = [incidentId, account, region].flatMap((text) => (text === undefined ? [] : [cleanText(text)]));
  return [
    ...alertParts(alert).map((part) => partText(part, timeZone)),
    links.join('\n'),
    `Incident ${place.join(', ')}`,
  ];
}

function partText({ label, aside, lines, code = [] }: AlertPart, timeZone: string | undefined): string {
  const heading = aside === undefined ? label : label === '' ? `  and ${aside}` : `${label} (${aside})`;
  const indent = heading === '' && lines.every(({ bullet }) => bullet !== true) ? '' : '  ';
  return [
    ...(heading === '' ? [] : [`${heading}:`]),
    ...lines.map((line) => `${indent}${lineText(line, timeZone)}`),
    ...code.map((line) => `    ${line}`),
  ].join('\n');
}

function lineText({ text, at, bullet, strong }: PartLine, timeZone: string | undefined): string {
  const mark = bullet === true ? (strong === true ? '> ' : '- ') : '';
  return `${mark}${at === undefined ? '' : `${timeOf(at, timeZone)}: `}${text}`;
}
