import type { Timeline } from '../../domain/timeline/timeline';
import { cleanTimeline } from './clean-timeline';
import { type Markup, markupOf, tag } from './markup';
import { contentPolicy } from './page/content-policy';
import { incidentTable } from './page/incident-table';
import { pageHead } from './page/page-head';
import { PAGE_SCRIPT } from './page/page-script';
import { PAGE_STYLE } from './page/page-style';
import { storySection } from './page/story-section';
import { shownTimes } from './shown-times';
import type { TimelineOptions } from './timeline-options';
import { subjectWords } from './timeline-summary';
import { timelineSvg } from './timeline-svg';
import { zoneClock } from './zone-clock';

/**
 * The story as one page of HTML that loads nothing: summary, durations, picture, and every entry with its evidence. Its
 * filters begin without noise, with `all` with everything. Throws RangeError where the time zone is not known.
 */
export function timelineHtml(timeline: Timeline, options: TimelineOptions): string {
  const shown = cleanTimeline(timeline);
  const clock = zoneClock(options.timeZone, shownTimes(shown));
  const picture = timelineSvg(timeline, options).replace(/^<\?xml[^>]*>\s*/, '');
  const title = `Timeline of ${shown.incidentId ?? subjectWords(shown)}`;
  const policy = contentPolicy([PAGE_STYLE, ...stylesIn(picture)], [PAGE_SCRIPT]);
  const head = tag(
    'head',
    {},
    tag('meta', { charset: 'utf-8' }),
    tag('meta', { 'http-equiv': 'Content-Security-Policy', content: policy }),
    tag('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    tag('meta', { name: 'color-scheme', content: 'light dark' }),
    tag('meta', { name: 'referrer', content: 'no-referrer' }),
    tag('title', {}, title),
    { markup: `<style>${PAGE_STYLE}</style>` },
  );
  const body = tag(
    'body',
    {},
    tag('a', { class: 'skip', href: '#story' }, 'Skip to the story'),
    pageHead(shown, clock),
    tag(
      'main',
      {},
      pictureSection({ markup: picture }),
      incidentTable(shown, clock),
      storySection(shown, options.all === true ? 'noise' : 'normal', clock),
    ),
    tag('footer', {}, `Written by ecs-medic. Times: ${clock.zone}.`),
    { markup: `<script>${PAGE_SCRIPT}</script>` },
  );
  return `<!doctype html>\n${markupOf(tag('html', { lang: 'en' }, head, body))}\n`;
}

const pictureSection = (picture: Markup): Markup =>
  tag(
    'section',
    { 'aria-labelledby': 'picture' },
    tag('h2', { id: 'picture' }, 'Picture'),
    tag('div', { class: 'scroll picture', tabindex: '0', role: 'group', 'aria-labelledby': 'picture' }, picture),
  );

/** The styles that the picture brings along: it holds no text of others between their tags. */
const stylesIn = (svg: string): readonly string[] =>
  [...svg.matchAll(/<style[^>]*>([^<]*)<\/style>/g)].map(([, style = '']) => style);
