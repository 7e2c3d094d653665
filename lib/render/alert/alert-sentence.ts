import type { Alert } from '../../domain/incident/alert';
import { cleanText } from '../clean-text';
import { loudActionOf } from './done-parts';
import { leadCauseOf } from './lead-cause';

/** The sentence after the title: why it fails, what was done, or why it is over. Empty where nothing is known. */
export function alertSentence(alert: Alert): string {
  if (alert.kind === 'digest')
    return alert.failing.length === 0
      ? 'What fails from now on is told here.'
      : 'What was failing already is told once, here; what fails from now on is told one by one.';
  if (alert.kind === 'notice') return cleanText(alert.notice.lines[0] ?? '');
  const { state, closedBecause } = alert.view;
  const action = alert.kind === 'action' ? loudActionOf(alert.view) : undefined;
  if (action !== undefined) return asSentence(cleanText(action.text));
  const isOver = state !== 'open' && state !== 'recovering';
  if (isOver && closedBecause !== undefined) return asSentence(cleanText(closedBecause));
  return cleanText(leadCauseOf(alert)?.diagnosis?.summary ?? '');
}

/** `steady state with 3 of 3 running` → `Steady state with 3 of 3 running.`; our own name stays as it is. */
export function asSentence(phrase: string): string {
  if (phrase === '') return '';
  const [first = ''] = phrase;
  const start = phrase.startsWith('ecs-medic') ? first : first.toUpperCase();
  return `${start}${phrase.slice(first.length)}${/[.!?…]$/.test(phrase) ? '' : '.'}`;
}
