import type { Timeline, TimelineIncident } from '../../../domain/timeline/timeline';
import { listed } from '../../words';
import { causeTitle } from '../cause-title';
import { durationFacts } from '../duration-facts';
import { type Markup, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { STATE_WORDS } from './page-head';

/** The incidents of a service's story, each with what it took; undefined where there are none. */
export function incidentTable({ incidents = [] }: Timeline, clock: ZoneClock): Markup | undefined {
  if (incidents.length === 0) return undefined;
  const names = durationFacts({}).map(({ name, meaning }) => tag('th', { scope: 'col', title: meaning }, name));
  return tag(
    'section',
    { 'aria-labelledby': 'incidents' },
    tag('h2', { id: 'incidents' }, 'Incidents'),
    tag(
      'div',
      { class: 'scroll', tabindex: '0', role: 'group', 'aria-labelledby': 'incidents' },
      tag(
        'table',
        {},
        tag(
          'thead',
          {},
          tag(
            'tr',
            {},
            ['Incident', 'Opened', 'Cause', 'Stops'].map((name) => tag('th', { scope: 'col' }, name)),
            names,
          ),
        ),
        tag(
          'tbody',
          {},
          incidents.map((incident) => rowOf(incident, clock)),
        ),
      ),
    ),
  );
}

function rowOf({ incidentId, state, causes, stops, openedAt, durations }: TimelineIncident, clock: ZoneClock): Markup {
  return tag(
    'tr',
    {},
    tag(
      'th',
      { scope: 'row' },
      tag('span', { class: 'text' }, incidentId),
      ' ',
      tag('span', { class: `pill pill-${state}` }, STATE_WORDS[state]),
    ),
    tag('td', {}, `${clock.day(openedAt).replace(/ \d+$/, '')}, ${clock.minute(openedAt)}`),
    tag('td', { class: 'text' }, causes.length === 0 ? 'not known' : listed(causes.map(causeTitle), 3)),
    tag('td', { class: 'number' }, stops.toLocaleString('en-US')),
    durationFacts(durations).map(({ length }) => tag('td', { class: 'number' }, length)),
  );
}
