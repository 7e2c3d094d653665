import type { Alert } from '../../domain/incident/alert';
import { cleanText } from '../clean-text';
import { leadCauseOf } from './lead-cause';

/** The one sentence after the title: why it fails, or why it is over. Empty where nothing is known. */
export function alertSentence(alert: Alert): string {
  if (alert.kind === 'digest')
    return alert.failing.length === 0
      ? 'What fails from now on is told here.'
      : 'What was failing already is told once, here; what fails from now on is told one by one.';
  const { state, closedBecause } = alert.view;
  const isOver = state !== 'open' && state !== 'recovering';
  if (isOver && closedBecause !== undefined) return asSentence(cleanText(closedBecause));
  return cleanText(leadCauseOf(alert)?.diagnosis?.summary ?? '');
}

/** `steady state with 3 of 3 running` → `Steady state with 3 of 3 running.` */
export function asSentence(phrase: string): string {
  if (phrase === '') return '';
  const [first = ''] = phrase;
  return `${first.toUpperCase()}${phrase.slice(first.length)}${/[.!?…]$/.test(phrase) ? '' : '.'}`;
}
