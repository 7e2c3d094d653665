import type { Importance, Timeline, TimelineEntry } from '../../../domain/timeline/timeline';
import { countsFrom } from '../first-failure';
import { type Markup, tag } from '../markup';
import type { ZoneClock } from '../zone-clock';
import { entryAnchors } from './entry-anchors';
import { entryItem } from './entry-item';
import { filterForm } from './filter-form';

/** Every entry, day by day, under the filters. */
export function storySection(timeline: Timeline, shown: Importance, clock: ZoneClock): Markup {
  const { entries, incidents = [] } = timeline;
  const anchors = entryAnchors(entries);
  const byId = new Map(entries.map(({ entryId }, index) => [entryId, anchors[index]]));
  const fromOf = countsFrom(timeline);
  const itemOf = (entry: TimelineEntry, index: number): Markup => {
    const from = fromOf(entry);
    const corrected = entry.corrects === undefined ? undefined : byId.get(entry.corrects);
    const place = {
      anchor: anchors[index] ?? entry.type,
      namesIncident: incidents.length > 1,
      ...(corrected === undefined ? {} : { corrected }),
      ...(from === undefined ? {} : { from }),
    };
    return entryItem(entry, place, clock);
  };
  return tag(
    'section',
    { 'aria-labelledby': 'story' },
    tag('h2', { id: 'story', tabindex: '-1' }, 'Story'),
    entries.length === 0 ? tag('p', {}, 'There is nothing to tell.') : filterForm(timeline, shown),
    chaptersOf(entries, itemOf, clock).map(({ heading, items }) =>
      tag(
        'section',
        { class: clock.changes ? 'chapter changing' : 'chapter' },
        tag('h3', {}, heading),
        tag('ol', { class: 'entries' }, items),
      ),
    ),
  );
}

interface Chapter {
  readonly heading: string;
  readonly items: Markup[];
}

/** A day each, in the zone; what came after the incident stands apart. */
function chaptersOf(
  entries: readonly TimelineEntry[],
  itemOf: (entry: TimelineEntry, index: number) => Markup,
  clock: ZoneClock,
): readonly Chapter[] {
  const chapters: Chapter[] = [];
  for (const [index, entry] of entries.entries()) {
    const heading = `${clock.day(entry.occurredAt)}${entry.late === true ? ', after the incident' : ''}`;
    const last = chapters.at(-1);
    if (last?.heading === heading) last.items.push(itemOf(entry, index));
    else chapters.push({ heading, items: [itemOf(entry, index)] });
  }
  return chapters;
}
