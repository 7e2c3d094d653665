import { createHash } from 'node:crypto';
import type { TimelineFacts } from '../../../lib/domain/timeline/facts';
import { serviceTimeline } from '../../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../../lib/domain/timeline/timeline';
import { timelineHtml } from '../../../lib/render/timeline/timeline-html';
import { factsOf, incidentOf, storyRecording } from '../../app/story-recordings';
import { entry, everywhere, everywhereInService, timelineOf } from './composed-timeline';
import { HOSTILE_TEXTS } from './hostile-texts';

let facts: TimelineFacts;
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
}, 30_000);

const incident = (number: number): Timeline => incidentOf(facts, number);

const page = (timeline: Timeline, all = false, timeZone = 'UTC'): string => timelineHtml(timeline, { timeZone, all });

/** The page without what is ours alone and is no markup: its style and its script. */
const markupOf = (html: string): string => html.replace(/<(style|script)>[\s\S]*?<\/\1>/g, '<$1></$1>');

/** Names of the tags and of their attributes, in order. */
function tagsOf(html: string): readonly string[] {
  const tags = markupOf(html).match(/<[a-z/!][^>]*>/gi) ?? [];
  return tags.map((tag) => tag.replace(/="[^"]*"/g, '='));
}

/** What stands between the tags, as it is read. */
const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

const valuesOf = (html: string, attribute: string): readonly string[] =>
  [...markupOf(html).matchAll(new RegExp(` ${attribute}="([^"]*)"`, 'g'))].map(([, value = '']) => value);

describe('the page of a timeline', () => {
  it('tells of an incident what it was, how long each step took, and every entry', () => {
    const timeline = incident(3);
    const html = page(timeline);
    const text = textOf(markupOf(html));
    expect(text).toContain('Incident production/myapp#3 resolved critical');
    expect(text).toContain('failed for 16 min from 10 Nov 2026 14:03: a required setting is missing or invalid and');
    expect(text).toContain('Act 5 min from the first failure to the first action, whoever took it');
    expect(text).toContain('14:03:50 T+0:00 ✕ Stop Task 8c9e626f of revision 6 stopped');
    expect(text).toContain('… 5 more stops, same cause, until 14:08');
    for (const { title, source, detail = [], taskIds = [] } of timeline.entries)
      for (const piece of [title, source, ...detail, ...taskIds]) expect(text).toContain(piece.replace(/\s+/g, ' '));
    expect(valuesOf(html, 'data-type')).toEqual(timeline.entries.map(({ type }) => type));
    expect(valuesOf(html, 'data-importance')).toEqual(timeline.entries.map(({ importance }) => importance));
  });

  it('tells of a service its incidents, and counts each entry from the first failure of its own', () => {
    const text = textOf(markupOf(page(serviceTimeline(facts))));
    expect(text).toContain(
      'production/myapp#3 resolved Tue 10 Nov, 14:03 a required setting is missing or invalid and the execution role may not read a secret 8 0 s 0 s 5 min 11 min 16 min',
    );
    expect(text).toContain('14:08:30 T+4:40 ↑ Deployment Deployment of revision 7 began (revision 6 → revision 7) #3');
    expect(text).toMatch(/08:30:00 ↑ Deployment Deployment of revision 1 began (?!\()/);
  });

  it('holds its picture, with a text for who does not see it', () => {
    const html = page(incident(1));
    expect(html.match(/<svg [^>]*role="img"/g)).toHaveLength(1);
    expect(html).toMatch(/<svg [\s\S]*?<title[^>]*>[^<]+<\/title>/);
  });

  it('runs and loads only what its policy names by hash', () => {
    const html = page(serviceTimeline(facts));
    const hashes = (tag: string) =>
      [...html.matchAll(new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`, 'g'))].map(
        ([, content = '']) => `'sha256-${createHash('sha256').update(content).digest('base64')}'`,
      );
    const [styles, scripts] = [hashes('style'), hashes('script')];
    expect([styles.length, scripts.length]).toEqual([2, 1]);
    const [policy = ''] = valuesOf(html, 'content').filter((value) => value.includes('default-src'));
    expect(policy.replaceAll('&#39;', "'")).toBe(
      `default-src 'none'; style-src ${styles.join(' ')}; script-src ${scripts.join(' ')}; base-uri 'none'; form-action 'none'`,
    );
    // The policy stands before whatever it is to hold.
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(html.indexOf('<title>'));
  });

  it('has no address of anywhere else, no handler and no style in an attribute', () => {
    const html = page(serviceTimeline(facts));
    expect(valuesOf(html, 'href').filter((href) => !/^#[\w-]+$/.test(href))).toEqual([]);
    expect(tagsOf(html).filter((tag) => /\s(?:src|srcset|style|on\w+|action|data|background)=/i.test(tag))).toEqual([]);
    const attributes = (markupOf(html).match(/<[^>]+>/g) ?? []).join('').replaceAll('http://www.w3.org/2000/svg', '');
    expect(attributes).not.toMatch(/https?:|url\(/);
  });

  it('gives every entry an anchor that is the same in every export, and links what corrects it', () => {
    const html = page(serviceTimeline(facts));
    const ids = valuesOf(html, 'id');
    expect(new Set(ids).size).toBe(ids.length);
    for (const href of valuesOf(html, 'href')) expect(ids).toContain(href.slice(1));
    const alone = valuesOf(page(incident(3)), 'id').filter((id) => id.startsWith('stop-'));
    expect(alone.length).toBeGreaterThan(1);
    for (const id of alone) expect(ids).toContain(id);
    const corrected = page(
      timelineOf([
        entry('2026-11-09T10:00:00Z', { entryId: 'one', type: 'diagnosis' }),
        entry('2026-11-09T10:01:00Z', { entryId: 'two', type: 'correction', corrects: 'one' }),
        entry('2026-11-09T10:02:00Z', { entryId: 'two', type: 'correction', corrects: 'not there' }),
      ]),
    );
    const [first, second, third] = valuesOf(corrected, 'id').filter((id) => /^(?:diagnosis|correction)-/.test(id));
    expect(corrected).toContain(`<a href="#${first}">what it corrects</a>`);
    expect(corrected.match(/what it corrects/g)).toHaveLength(1);
    expect(third).toBe(`${second}-2`);
  });

  it('shows everything where no script runs, and lets its script begin without noise, or with all', () => {
    const html = page(incident(3));
    expect(markupOf(html).match(/ hidden=""/g)).toHaveLength(1);
    expect(html).toMatch(/<form id="filters" [^>]*hidden=""/);
    const checked = (text: string) => /type="radio" name="importance" value="(\w+)" checked/.exec(text)?.[1];
    expect([checked(html), checked(page(incident(3), true))]).toEqual(['normal', 'noise']);
  });

  it('has its landmarks and headings in order', () => {
    const html = markupOf(page(serviceTimeline(facts)));
    for (const landmark of ['header', 'main', 'footer'])
      expect(html.match(new RegExp(`<${landmark}[ >]`, 'g'))).toHaveLength(1);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    const levels = [...html.matchAll(/<h([1-6])/g)].map(([, level]) => Number(level));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    for (const id of valuesOf(html, 'aria-labelledby').flatMap((ids) => ids.split(' ')))
      expect(html).toContain(` id="${id}"`);
  });

  it('names the zone, the days in it, and the offset where clocks change', () => {
    const story = timelineOf([
      entry('2026-10-24T21:30:00Z', { type: 'stop', title: 'First' }),
      entry('2026-10-25T00:30:00Z', { type: 'stop', title: 'Second' }),
      entry('2026-10-25T01:30:00Z', { type: 'closed', title: 'Third' }),
      entry('2026-10-25T01:40:00Z', { title: 'Fourth', late: true }),
    ]);
    const html = page(story, false, 'Europe/Berlin');
    const text = textOf(markupOf(html));
    expect(text).toContain('times: Europe/Berlin (UTC+02:00, later UTC+01:00)');
    expect(text).toMatch(
      /Sat 24 Oct 2026 .*First.* Sun 25 Oct 2026 02:30:00 \+02:00 .*Second.* 02:30:00 \+01:00 .*Third/,
    );
    expect(text).toMatch(/Sun 25 Oct 2026, after the incident .*Fourth/);
    expect(html).toContain('datetime="2026-10-25T02:30:00.000+01:00"');
  });

  it('says when something was written down late, and by whom it was done, if that is known', () => {
    const at = Date.parse('2026-11-09T10:00:00Z');
    const text = textOf(
      page(
        timelineOf([
          entry('2026-11-09T10:00:00Z', { type: 'stop', recordedAt: at + 300_000 }),
          entry('2026-11-09T10:01:00Z', {
            type: 'deployment',
            actor: 'unknown',
            title: 'Deployment of revision 7 began',
          }),
          entry('2026-11-09T10:02:00Z', { type: 'action', actor: 'person', title: 'Scaled', before: '2', after: '0' }),
        ]),
      ),
    );
    expect(text).toContain('Written down 10:05:00, 5 min later');
    expect(text).not.toContain('unknown');
    expect(text).toContain('Scaled (2 → 0, by a person)');
  });

  it('tells that there is nothing to tell', () => {
    const text = textOf(markupOf(page(timelineOf([], { causes: [], stops: 0 }))));
    expect(text).toContain('There is nothing to tell.');
  });

  it('knows no zone that there is not', () => {
    expect(() => page(timelineOf([]), false, 'Mars')).toThrow(RangeError);
  });
});

describe('a hostile text in the page', () => {
  it.each(Object.entries(HOSTILE_TEXTS))('is a text everywhere: %s', (_, text) => {
    for (const make of [everywhere, everywhereInService])
      for (const all of [false, true]) {
        const plain = page(
          make((place) => `${place} ${plainLike(text)}`),
          all,
        );
        const hostile = page(
          make((place) => `${place}${text}`),
          all,
        );
        // The picture breaks and leaves out what does not fit.
        const [one, other] = [plain, hostile].map((html) => html.replace(/<svg [\s\S]*<\/svg>/, '<svg></svg>'));
        expect(tagsOf(other ?? '')).toEqual(tagsOf(one ?? ''));
        expect(new Set(tagsOf(hostile).map(nameOf))).toEqual(new Set(tagsOf(plain).map(nameOf)));
        expect(hostile).not.toMatch(
          /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/,
        );
        expect(hostile).not.toMatch(/\p{Surrogate}/u);
      }
  });

  it('is shown as it is, where it is visible', () => {
    const text = textOf(page(everywhere(() => '<img src=x onerror="alert(1)"> & \'quoted\'')));
    expect(text.split('<img src=x onerror="alert(1)"> & \'quoted\'').length).toBeGreaterThan(40);
  });
});

/** A quote that is cut is told again in the evidence. */
const plainLike = (text: string): string => 'plain '.repeat(text.length > 1000 ? 300 : 1).trim();

const nameOf = (tag: string): string => /^<\/?([\w!-]+)/.exec(tag)?.[1] ?? '';
