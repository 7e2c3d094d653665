import type { IncidentState } from '../../../domain/incident/incident';
import type { Timeline } from '../../../domain/timeline/timeline';
import { durationFacts } from '../duration-facts';
import { firstFailureOf } from '../first-failure';
import { type Child, type Markup, tag } from '../markup';
import { subjectWords, timelineSummary } from '../timeline-summary';
import type { ZoneClock } from '../zone-clock';

/** How an incident stands, in a word. */
export const STATE_WORDS: Readonly<Record<IncidentState, string>> = {
  open: 'open',
  recovering: 'recovering',
  resolved: 'resolved',
  'rolled-back': 'rolled back',
  held: 'held at 0 tasks',
  deleted: 'deleted',
  expired: 'expired',
};

/** What the story is about and how it went; of an incident, how long its steps took. */
export function pageHead(timeline: Timeline, clock: ZoneClock): Markup {
  const { incidentId, state, severity } = timeline;
  return tag(
    'header',
    { class: 'head' },
    tag(
      'p',
      { class: 'eyebrow' },
      incidentId === undefined ? 'Timeline' : ['Incident ', tag('span', { class: 'text' }, incidentId)],
      ...pill(state === undefined ? undefined : STATE_WORDS[state], state),
      ...pill(severity, severity),
    ),
    tag('h1', { class: 'text' }, subjectWords(timeline)),
    tag('p', { class: 'summary text' }, timelineSummary(timeline, clock)),
    placeLine(timeline, clock),
    incidentId === undefined || firstFailureOf(timeline) === undefined ? undefined : durationTiles(timeline),
  );
}

const pill = (word: string | undefined, name: string | undefined): readonly Child[] =>
  word === undefined ? [] : [' ', tag('span', { class: `pill pill-${name}` }, word)];

function placeLine({ account, region }: Timeline, clock: ZoneClock): Markup {
  const places = [
    account === undefined ? undefined : `account ${account}`,
    region === undefined ? undefined : region,
    `times: ${clock.zone}`,
  ].filter((place) => place !== undefined);
  return tag('p', { class: 'place text' }, places.join(' · '));
}

const durationTiles = ({ durations }: Timeline): Markup =>
  tag(
    'dl',
    { class: 'durations', 'aria-label': 'How long it took' },
    durationFacts(durations).map(({ name, length, meaning }) =>
      tag(
        'div',
        {},
        tag('dt', {}, name),
        tag('dd', {}, tag('strong', {}, length), tag('span', { class: 'meaning' }, meaning)),
      ),
    ),
  );
