import type { Alert, IncidentAlert } from '../domain/incident/alert';
import { isIncidentAlert } from '../domain/incident/is-incident-alert';
import { threadOf } from '../domain/incident/thread-of';
import { alertLinks } from './alert/alert-links';
import type { AlertPart, PartLine } from './alert/alert-part';
import { alertParts } from './alert/alert-parts';
import { alertSentence } from './alert/alert-sentence';
import { alertTitle, nameOf } from './alert/alert-title';
import { severityOf, signOf } from './alert/incident-sign';
import { leadCauseOf } from './alert/lead-cause';
import { noticeParts } from './alert/notice-parts';
import { aboutCauseLine, factsLine } from './alert/plain-text';
import { subjectOf } from './alert/subject-of';
import { cleanText } from './clean-text';
import { escapeSlack, preformatted } from './slack/escape-slack';
import { timeOf } from './words';

const LONGEST_TITLE = 250;
const LONGEST_DESCRIPTION = 8_000;
const LONGEST_STEP = 350;
const LONGEST_KEYWORD = 75;
const LONGEST_SUMMARY = 250;

/**
 * A custom notification of Amazon Q Developer in chat applications, as JSON. It takes Slack's markup as it stands, so
 * texts of the world are escaped; times are of one zone (UTC without), since Teams knows no date tokens.
 */
export function amazonQ(alert: Alert, timeZone?: string): string {
  const title = alertTitle(alert);
  return JSON.stringify({
    version: '1.0',
    source: 'custom',
    id: cleanText(alert.alertId).slice(0, 600),
    content: {
      textType: 'client-markdown',
      title: `${signOf(alert).emoji} ${escapeSlack(title, LONGEST_TITLE - 3)}`,
      description: descriptionOf(alert, timeZone),
      ...(isIncidentAlert(alert) ? incidentContent(alert) : {}),
      ...(alert.kind === 'notice' ? { keywords: keywordsOf([alert.notice.severity, alert.notice.subject?.name]) } : {}),
    },
    metadata: {
      threadId: threadOf(alert),
      summary: escapeSlack(title, LONGEST_SUMMARY),
      eventType: alert.kind,
      additionalContext: contextOf(alert),
    },
  });
}

function incidentContent(alert: IncidentAlert): object {
  const steps = alertParts(alert).filter(({ name }) => name === 'next');
  const { severity, subject, causes } = alert.view;
  return {
    ...(steps.length === 0
      ? {}
      : { nextSteps: steps.flatMap(({ lines }) => lines.map(({ text }) => escapeSlack(text, LONGEST_STEP))) }),
    keywords: keywordsOf([severity, subject.name, ...causes.slice(0, 3).map((one) => one.cause)]),
  };
}

const keywordsOf = (words: readonly (string | undefined)[]): readonly string[] =>
  [...new Set(words)].flatMap((word) => (word === undefined ? [] : escapeSlack(word, LONGEST_KEYWORD)));

/** Whole parts as long as there is room: half a code block would swallow what follows it. */
function descriptionOf(alert: Alert, timeZone: string | undefined): string {
  const blocks = blocksOf(alert, timeZone);
  let text = blocks[0] ?? '';
  for (const block of blocks.slice(1)) {
    const longer = `${text}\n${block}`;
    if (longer.length > LONGEST_DESCRIPTION) continue;
    text = longer;
  }
  return text;
}

function blocksOf(alert: Alert, timeZone: string | undefined): readonly string[] {
  if (alert.kind === 'digest')
    return [
      escapeSlack(alertSentence(alert)),
      ...alert.failing.map(({ subject, what }) => `• ${escapeSlack(nameOf(subject))}: ${escapeSlack(what, 160)}`),
    ];
  const facts = escapeSlack(factsLine(alert, timeZone), 900);
  if (alert.kind === 'notice') return [facts, ...noticeParts(alert).map((part) => partText(part, timeZone))];
  return [
    facts,
    ...alertParts(alert)
      .filter(({ name }) => name !== 'next' || hasCode(alert))
      .map((part) => partText(part, timeZone)),
    ...alertLinks(alert).map(({ label, url }) => `${label}: ${url}`),
    ...aboutCauseLine(alert).map((line) => escapeSlack(line)),
  ];
}

/** The next step stands in its own field; its command has room only here. */
const hasCode = (alert: IncidentAlert): boolean => leadCauseOf(alert)?.diagnosis?.command !== undefined;

function partText({ label, aside, lines, code = [] }: AlertPart, timeZone: string | undefined): string {
  const small = aside === undefined ? '' : escapeSlack(aside, 160);
  const heading =
    label === '' ? (small === '' ? [] : [`and ${small}`]) : [`*${label}*${small === '' ? '' : ` (${small})`}`];
  return [
    ...heading,
    ...lines.map((line) => lineText(line, timeZone)),
    ...(code.length === 0 ? [] : [preformatted(code, 1_500)]),
  ].join('\n');
}

const lineText = ({ text, at, bullet }: PartLine, timeZone: string | undefined): string =>
  `${bullet === true ? '• ' : ''}${at === undefined ? '' : `${timeOf(at, timeZone)}: `}${escapeSlack(text, 700)}`;

function contextOf(alert: Alert): Readonly<Record<string, string>> {
  const subject = subjectOf(alert);
  const cause = isIncidentAlert(alert) ? leadCauseOf(alert)?.cause : undefined;
  return {
    severity: severityOf(alert),
    kind: alert.kind,
    ...(isIncidentAlert(alert) ? { state: alert.view.state } : {}),
    ...(subject === undefined
      ? {}
      : {
          cluster: cleanText(subject.cluster).slice(0, 255),
          [subject.kind]: cleanText(subject.name).slice(0, 255),
        }),
    ...(cause === undefined ? {} : { cause }),
  };
}
