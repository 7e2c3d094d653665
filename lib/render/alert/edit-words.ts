import type { Alert } from '../../domain/incident/alert';
import { isIncidentAlert } from '../../domain/incident/is-incident-alert';
import { cleanText } from '../clean-text';
import { alertFacts } from './alert-facts';
import { leadCauseOf, whatIsWrong } from './lead-cause';

/** What an edit of a message changed, in short: `critical, 0 of 1 running`. */
export function editWords(before: Alert, after: Alert): string {
  const known = new Set(shortFacts(before));
  const cause = leadOf(after);
  const changed = [
    ...shortFacts(after).filter((fact) => !known.has(fact)),
    ...(cause === undefined || cause === leadOf(before) ? [] : [cause]),
  ];
  return `${changed.length === 0 ? 'more is known of it' : changed.join(', ')}${becauseOf(after)}`;
}

/** Severity or state as a word within a sentence, running tasks, deployment, stops. */
function shortFacts(alert: Alert): readonly string[] {
  const [sign, ...facts] = alertFacts(alert).flatMap(({ text, at }) => (at === undefined ? cleanText(text) : []));
  return sign === undefined ? facts : [sign.toLowerCase(), ...facts];
}

function leadOf(alert: Alert): string | undefined {
  const lead = isIncidentAlert(alert) ? leadCauseOf(alert) : undefined;
  return lead === undefined ? undefined : whatIsWrong(lead);
}

/** Why it is over, or thought to be. */
const becauseOf = (alert: Alert): string =>
  !isIncidentAlert(alert) || alert.view.state === 'open' || alert.view.closedBecause === undefined
    ? ''
    : ` (${cleanText(alert.view.closedBecause)})`;
