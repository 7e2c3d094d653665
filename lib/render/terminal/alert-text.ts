import type { Alert, IncidentAlert } from '../../domain/incident/alert';
import type { IncidentState, Severity } from '../../domain/incident/incident';
import { alertParts } from '../alert/alert-parts';
import { alertSentence } from '../alert/alert-sentence';
import { alertTitle, nameOf } from '../alert/alert-title';
import { severityOf } from '../alert/incident-sign';
import { leadCauseOf } from '../alert/lead-cause';
import { factsLine } from '../alert/plain-text';
import { clockOf } from '../words';
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
    ...(alert.kind === 'digest' ? digestLines(screen, alert) : incidentLines(screen, alert)),
  ];
  return `${lines.join('\n')}\n`;
}

function markOf(alert: Alert): Mark {
  if (alert.kind !== 'digest' && alert.view.state !== 'open') return BY_STATE[alert.view.state];
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

/** A message that is over says why; one that is not says all that the diagnosis says. */
function incidentLines(screen: Screen, alert: IncidentAlert): readonly string[] {
  const { state } = alert.view;
  const isOpen = state === 'open' || state === 'recovering';
  const diagnosis = leadCauseOf(alert)?.diagnosis;
  const told = isOpen && diagnosis !== undefined ? diagnosisText(screen, diagnosis) : [];
  const shown: ReadonlySet<string> = new Set(
    told.length === 0 ? ['over', 'why', 'next', 'also', 'done'] : ['over', 'also', 'done'],
  );
  const parts = alertParts(alert)
    .filter(({ name }) => shown.has(name))
    .map(({ name, lines }) =>
      labelled(
        screen,
        LABELS[name] ?? name,
        lines.map(({ text, bullet }): Paragraph => ({ text, ...(bullet === true ? { mark: '- ' } : {}) })),
      ),
    );
  return [...told, ...parts.flat()];
}

const LABELS: Readonly<Record<string, string>> = {
  over: 'over',
  why: 'it was',
  next: 'next',
  also: 'also',
  done: 'we did',
};
