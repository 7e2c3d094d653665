import type { Alert, IncidentAlert, NoticeAlert } from '../../domain/incident/alert';
import type { IncidentState, Severity } from '../../domain/incident/incident';
import { isIncidentAlert } from '../../domain/incident/is-incident-alert';
import type { AlertPart } from '../alert/alert-part';
import { alertParts } from '../alert/alert-parts';
import { alertSentence } from '../alert/alert-sentence';
import { alertTitle, nameOf } from '../alert/alert-title';
import { severityOf } from '../alert/incident-sign';
import { leadCauseOf } from '../alert/lead-cause';
import { noticeParts } from '../alert/notice-parts';
import { factsLine } from '../alert/plain-text';
import { clockOf, dayOf, timeOf } from '../words';
import { labelled, layOut, type Paragraph } from './block';
import { diagnosisText } from './diagnosis-text';
import type { Screen, Style } from './paint';

type Mark = readonly [string, Style];

const BY_SEVERITY: Readonly<Record<Severity, Mark>> = {
  critical: ['✖', 'red'],
  error: ['✖', 'red'],
  warning: ['▲', 'yellow'],
  info: ['·', 'dim'],
};

const BY_STATE: Readonly<Record<Exclude<IncidentState, 'open'>, Mark>> = {
  recovering: ['↗', 'green'],
  resolved: ['✓', 'green'],
  'rolled-back': ['✓', 'green'],
  held: ['·', 'dim'],
  deleted: ['·', 'dim'],
  expired: ['·', 'dim'],
};

/** An alert as a terminal shows it: the same title, facts and parts that the other channels carry. */
export function alertText(screen: Screen, alert: Alert): string {
  const [mark, style] = markOf(alert);
  const lines = [
    ...layOut(screen, {
      text: alertTitle(alert),
      styles: ['bold', style],
      mark: `${clockOf(alert.at)} ${mark} `,
      markStyles: [style],
    }),
    ...layOut(screen, { text: factsLine(alert), styles: ['dim'] }, 2),
    ...bodyLines(screen, alert),
  ];
  return `${lines.join('\n')}\n`;
}

function bodyLines(screen: Screen, alert: Alert): readonly string[] {
  if (alert.kind === 'digest') return digestLines(screen, alert);
  return alert.kind === 'notice' ? noticeLines(screen, alert) : incidentLines(screen, alert);
}

function markOf(alert: Alert): Mark {
  if (isIncidentAlert(alert) && alert.view.state !== 'open') return BY_STATE[alert.view.state];
  return BY_SEVERITY[severityOf(alert)];
}

function digestLines(screen: Screen, alert: Extract<Alert, { readonly kind: 'digest' }>): readonly string[] {
  const failing = alert.failing.map(
    ({ subject, what }): Paragraph => ({ text: `${nameOf(subject)}: ${what}`, mark: '- ' }),
  );
  const more = alert.more ?? 0;
  return [
    ...layOut(screen, { text: alertSentence(alert) }, 2),
    ...labelled(screen, 'failing', more > 0 ? [...failing, { text: `and ${more} more` }] : failing),
  ];
}

function noticeLines(screen: Screen, alert: NoticeAlert): readonly string[] {
  const parts = noticeParts(alert);
  return [
    ...parts
      .filter(({ name }) => name === 'told')
      .flatMap(({ lines }) => lines.flatMap((line) => layOut(screen, line, 2))),
    ...partLines(
      screen,
      'to paste',
      parts.filter(({ name }) => name === 'command'),
      alert.at,
    ),
  ];
}

/** A message that is over says why; one that is not says all that the diagnosis says. */
function incidentLines(screen: Screen, alert: IncidentAlert): readonly string[] {
  const { state } = alert.view;
  const isOpen = state === 'open' || state === 'recovering';
  const diagnosis = leadCauseOf(alert)?.diagnosis;
  const told = isOpen && diagnosis !== undefined ? diagnosisText(screen, diagnosis) : [];
  const shown: ReadonlySet<string> = new Set(
    told.length === 0 ? ['over', 'why', 'next', 'also', 'done'] : ['over', 'also', 'done'],
  );
  const parts = alertParts(alert).filter(({ name }) => shown.has(name));
  const names = [...new Set(parts.map(({ name }) => name))];
  return [
    ...told,
    ...names.flatMap((name) =>
      partLines(
        screen,
        LABELS[name] ?? inPassing(parts.find((part) => part.name === name)?.label ?? name),
        parts.filter((part) => part.name === name),
        alert.at,
      ),
    ),
  ];
}

/** Parts of one name below one label; what a further one is called stands in a line of its own. */
const partLines = (screen: Screen, label: string, parts: readonly AlertPart[], now: number): readonly string[] =>
  labelled(
    screen,
    label,
    parts.flatMap((part, index): readonly Paragraph[] => [
      ...(index === 0 || part.label === '' ? [] : [{ text: inPassing(part.label), styles: ['dim'] as const }]),
      ...part.lines.map(
        ({ text, at, bullet }): Paragraph => ({
          text: at === undefined ? text : `${whenOf(at, now)}: ${text}`,
          ...(bullet === true ? { mark: '- ' } : {}),
        }),
      ),
      ...(part.name === 'done' || part.name === 'command' ? (part.code ?? []) : []).map(
        (text): Paragraph => ({ text, mark: '$ ', markStyles: ['dim'], styles: ['green'], command: true }),
      ),
    ]),
  );

/** `or with the AWS CLI` */
const inPassing = (label: string): string => `${label.slice(0, 1).toLowerCase()}${label.slice(1)}`;

/** The clock alone where it was on the day of the message. */
const whenOf = (at: number, now: number): string => (dayOf(at) === dayOf(now) ? clockOf(at) : timeOf(at));

const LABELS: Readonly<Record<string, string>> = {
  over: 'over',
  why: 'it was',
  next: 'next',
  also: 'also',
};
