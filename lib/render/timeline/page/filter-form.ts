import type { EntryType, Importance, Timeline } from '../../../domain/timeline/timeline';
import { TYPE_WORDS } from '../entry-words';
import { type Child, type Markup, tag } from '../markup';
import { TYPE_SIGNS } from './type-signs';

const LEVELS: readonly (readonly [Importance, string])[] = [
  ['key', 'Key'],
  ['normal', 'Key and normal'],
  ['noise', 'Everything'],
];

/** What the reader may leave out. Shown by the page's script alone: without it everything is shown. */
export function filterForm({ entries }: Timeline, shown: Importance): Markup {
  const counts = new Map<EntryType, number>();
  for (const { type } of entries) counts.set(type, (counts.get(type) ?? 0) + 1);
  const types = (Object.keys(TYPE_WORDS) as EntryType[]).filter((type) => counts.has(type));
  return tag(
    'form',
    { id: 'filters', class: 'filters', hidden: true, 'aria-label': 'Filters' },
    choices(
      'Importance',
      LEVELS.map(([value, word]) => [
        tag('input', { type: 'radio', name: 'importance', value, checked: value === shown }),
        ` ${word}`,
      ]),
    ),
    choices(
      'Types',
      types.map((type) => [
        tag('input', { type: 'checkbox', name: 'type', value: type, checked: true }),
        ' ',
        tag('span', { class: `sign-${type}`, 'aria-hidden': 'true' }, TYPE_SIGNS[type]),
        ` ${TYPE_WORDS[type]} `,
        tag('span', { class: 'number' }, (counts.get(type) ?? 0).toLocaleString('en-US')),
      ]),
    ),
    tag(
      'p',
      { class: 'tools' },
      tag('button', { type: 'button', id: 'everything' }, 'Show everything'),
      ' ',
      tag('button', { type: 'button', id: 'evidence', 'aria-pressed': 'false' }, 'Open all evidence'),
      ' ',
      tag('output', { id: 'shown', 'aria-live': 'polite' }),
    ),
  );
}

const choices = (legend: string, labels: readonly Child[]): Markup =>
  tag(
    'fieldset',
    {},
    tag('legend', {}, legend),
    tag(
      'div',
      { class: 'choices' },
      labels.map((label) => tag('label', { class: 'choice' }, label)),
    ),
  );
