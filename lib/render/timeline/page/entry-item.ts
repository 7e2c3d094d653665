import type { TimelineEntry } from '../../../domain/timeline/timeline';
import { cutText } from '../../clean-text';
import { counted, durationOf } from '../../words';
import { elapsedWords } from '../elapsed-words';
import { actorWords, recordLag, TYPE_WORDS } from '../entry-words';
import { type Child, type Markup, tag } from '../markup';
import { foldedWords } from '../story-lines';
import type { ZoneClock } from '../zone-clock';
import { TYPE_SIGNS } from './type-signs';

/** Where an entry is shown. */
export interface EntryPlace {
  readonly anchor: string;
  /** The anchor of the entry that it corrects. */
  readonly corrected?: string;
  /** The first failure, milliseconds since 1970; absent where no time is counted from it. */
  readonly from?: number;
  /** The page tells of several incidents. */
  readonly namesIncident: boolean;
}

/** Of a quote that is seen at once; the whole stands in the evidence. */
const LONGEST_QUOTE = 240;
const LONGEST_MARK = 12;

/** One entry of the story; what it rests on can be unfolded. */
export function entryItem(entry: TimelineEntry, place: EntryPlace, clock: ZoneClock): Markup {
  const { type, importance, outcome, title, count, detail = [] } = entry;
  const quote = type === 'diagnosis' && importance === 'key' ? detail[0] : undefined;
  const isSeen = quote !== undefined && quote.length <= LONGEST_QUOTE;
  const aside = asideOf(entry);
  return tag(
    'li',
    {
      id: place.anchor,
      class: `entry is-${importance}`,
      'data-type': type,
      'data-importance': importance,
    },
    whenOf(entry, place, clock),
    tag(
      'div',
      { class: 'what' },
      tag(
        'p',
        { class: 'title' },
        tag(
          'span',
          { class: `kind sign-${type}${outcome === undefined ? '' : ` sign-${outcome}`}` },
          tag('span', { 'aria-hidden': 'true' }, `${TYPE_SIGNS[type]} `),
          TYPE_WORDS[type],
        ),
        ' ',
        tag('span', { class: 'text' }, title),
        aside.length === 0 ? undefined : [' ', tag('span', { class: 'aside text' }, `(${aside.join(', ')})`)],
        incidentMark(entry, place),
      ),
      count > 1 ? tag('p', { class: 'more' }, foldedWords(entry, clock)) : undefined,
      quote === undefined ? undefined : tag('p', { class: 'quote text' }, cutText(quote, LONGEST_QUOTE)),
      place.corrected === undefined
        ? undefined
        : tag('p', { class: 'more' }, tag('a', { href: `#${place.corrected}` }, 'what it corrects')),
      evidenceOf(entry, isSeen ? detail.slice(1) : detail, clock),
    ),
  );
}

const whenOf = ({ occurredAt }: TimelineEntry, { anchor, from }: EntryPlace, clock: ZoneClock): Markup =>
  tag(
    'p',
    { class: 'when' },
    tag('a', { href: `#${anchor}` }, tag('time', { datetime: clock.iso(occurredAt) }, clock.time(occurredAt))),
    from === undefined ? undefined : [' ', tag('span', { class: 'elapsed' }, elapsedWords(occurredAt, from))],
  );

function asideOf(entry: TimelineEntry): readonly string[] {
  const { before, after, confidence } = entry;
  const change = before === undefined || after === undefined ? undefined : `${before} → ${after}`;
  return [change, confidence, actorWords(entry)].filter((one) => one !== undefined);
}

const incidentMark = ({ incidentId }: TimelineEntry, { namesIncident }: EntryPlace): Child =>
  incidentId === undefined || !namesIncident
    ? undefined
    : [
        ' ',
        tag(
          'span',
          { class: 'incident', title: `incident ${incidentId}` },
          cutText(`#${incidentId.split('#').at(-1)}`, LONGEST_MARK),
        ),
      ];

function evidenceOf(entry: TimelineEntry, lines: readonly string[], clock: ZoneClock): Markup {
  const { occurredAt, taskIds = [], deploymentId, source, recordedAt, running, desired } = entry;
  const lag = recordLag(entry);
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['Tasks', taskIds.length === 0 ? undefined : taskIds.join(' ')],
    ['Deployment', deploymentId],
    ['Counts', running === undefined || desired === undefined ? undefined : `${running} of ${desired} running`],
    [
      'Written down',
      recordedAt === undefined
        ? undefined
        : `${clock.time(recordedAt)}${lag === undefined ? '' : `, ${durationOf(lag)} later`}`,
    ],
    ['Source', source],
    ['Time', clock.iso(occurredAt)],
  ];
  return tag(
    'details',
    {},
    tag('summary', {}, lines.length === 0 ? source : `${source}: ${counted(lines.length, 'line')} of evidence`),
    lines.length === 0
      ? undefined
      : tag(
          'ul',
          { class: 'lines' },
          lines.map((line) => tag('li', { class: 'text' }, line)),
        ),
    tag(
      'dl',
      { class: 'facts' },
      facts.map(([name, value]) =>
        value === undefined ? undefined : tag('div', {}, tag('dt', {}, name), tag('dd', { class: 'text' }, value)),
      ),
    ),
  );
}
