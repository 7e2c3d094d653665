import type { Alert } from '../../domain/incident/alert';
import { alertTitle } from '../alert/alert-title';
import { signOf } from '../alert/incident-sign';
import { plainText } from '../alert/plain-text';

/** An e-mail as SNS sends it. */
export interface AlertEmail {
  /** Printable ASCII on one line, at most 99 characters: SNS refuses all else. */
  readonly subject: string;
  /** Plain text. */
  readonly body: string;
}

/** SNS wants fewer than 100. */
const LONGEST_SUBJECT = 99;

export const alertEmail = (alert: Alert, timeZone?: string): AlertEmail => ({
  subject: subjectOf(alert),
  body: `${plainText(alert, timeZone)}\nAlert ${alert.alertId.replace(/[^\x20-\x7e]/g, '?').slice(0, 600)}, sent by ecs-medic.\n`,
});

function subjectOf(alert: Alert): string {
  const start = `[${signOf(alert).word}] `;
  const title = ascii(alertTitle(alert, LONGEST_SUBJECT - start.length));
  const subject = start + title;
  return subject.length <= LONGEST_SUBJECT ? subject : `${subject.slice(0, LONGEST_SUBJECT - 3)}...`;
}

const SPELT: Readonly<Record<string, string>> = { '…': '...', '→': '->', '←': '<-', '×': 'x', '–': '-', '—': '-' };
const QUOTES = /[‘’‚‛“”„]/gu;

/** What ASCII has instead; letters lose their marks, anything else is a question mark. */
const ascii = (text: string): string =>
  text
    .replace(/[…→←×–—]/gu, (character) => SPELT[character] ?? character)
    .replace(QUOTES, "'")
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\x20-\x7e]/gu, '?');
