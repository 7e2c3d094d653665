import type { Alert, IncidentAlert } from '../domain/incident/alert';
import { alertLinks } from './alert/alert-links';
import { type AlertPart, alertParts } from './alert/alert-parts';
import { alertSentence } from './alert/alert-sentence';
import { alertTitle, nameOf } from './alert/alert-title';
import { severityOf, signOf } from './alert/incident-sign';
import { leadCauseOf } from './alert/lead-cause';
import { aboutCauseLine, factsLine } from './alert/plain-text';
import { cleanText } from './clean-text';
import { escapeSlack, preformatted } from './slack/escape-slack';

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
      ...(alert.kind === 'digest' ? {} : incidentContent(alert)),
    },
    metadata: {
      threadId: alert.kind === 'digest' ? alert.alertId : alert.view.incidentId,
      summary: escapeSlack(title, LONGEST_SUMMARY),
      eventType: alert.kind,
      additionalContext: contextOf(alert),
    },
  });
}

function incidentContent(alert: IncidentAlert): object {
  const steps = alertParts(alert).filter(({ name }) => name === 'next');
  const keywords = [
    alert.view.severity,
    alert.view.subject.name,
    ...alert.view.causes.slice(0, 3).map((one) => one.cause),
  ];
  return {
    ...(steps.length === 0
      ? {}
      : { nextSteps: steps.flatMap(({ lines }) => lines.map(({ text }) => escapeSlack(text, LONGEST_STEP))) }),
    keywords: [...new Set(keywords)].map((word) => escapeSlack(word, LONGEST_KEYWORD)),
  };
}

/** Whole parts as long as there is room: half a code block would swallow what follows it. */
function descriptionOf(alert: Alert, timeZone: string | undefined): string {
  const blocks =
    alert.kind === 'digest'
      ? [
          escapeSlack(alertSentence(alert)),
          ...alert.failing.map(({ subject, what }) => `• ${escapeSlack(nameOf(subject))}: ${escapeSlack(what, 160)}`),
        ]
      : [
          escapeSlack(factsLine(alert, timeZone), 900),
          ...alertParts(alert)
            .filter(({ name }) => name !== 'next' || hasCode(alert))
            .map(partText),
          ...alertLinks(alert).map(({ label, url }) => `${label}: ${url}`),
          ...aboutCauseLine(alert).map((line) => escapeSlack(line)),
        ];
  let text = blocks[0] ?? '';
  for (const block of blocks.slice(1)) {
    const longer = `${text}\n${block}`;
    if (longer.length > LONGEST_DESCRIPTION) continue;
    text = longer;
  }
  return text;
}

/** The next step stands in its own field; its command has room only here. */
const hasCode = (alert: IncidentAlert): boolean => leadCauseOf(alert)?.diagnosis?.command !== undefined;

function partText({ label, aside, lines, code = [] }: AlertPart): string {
  return [
    label === ''
      ? `and ${escapeSlack(aside ?? '', 160)}`
      : `*${label}*${aside === undefined ? '' : ` (${escapeSlack(aside, 160)})`}`,
    ...lines.map(({ text, bullet }) => `${bullet === true ? '• ' : ''}${escapeSlack(text, 700)}`),
    ...(code.length === 0 ? [] : [preformatted(code, 1_500)]),
  ].join('\n');
}

function contextOf(alert: Alert): Readonly<Record<string, string>> {
  if (alert.kind === 'digest') return { severity: severityOf(alert), kind: alert.kind };
  const { subject, severity, state } = alert.view;
  const cause = leadCauseOf(alert)?.cause;
  return {
    severity,
    kind: alert.kind,
    state,
    cluster: cleanText(subject.cluster).slice(0, 255),
    [subject.kind]: cleanText(subject.name).slice(0, 255),
    ...(cause === undefined ? {} : { cause }),
  };
}
