import { marked } from 'marked';
import type { TimelineFacts } from '../../../lib/domain/timeline/facts';
import { serviceTimeline } from '../../../lib/domain/timeline/make-timeline';
import type { Timeline, TimelineEntry } from '../../../lib/domain/timeline/timeline';
import { timelineMarkdown } from '../../../lib/render/timeline/timeline-markdown';
import { factsOf, incidentOf, storyRecording } from '../../app/story-recordings';
import { entry, everywhere, everywhereInService, timelineOf } from './composed-timeline';
import { HOSTILE_TEXTS } from './hostile-texts';

let facts: TimelineFacts;
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
}, 30_000);

const incident = (number: number): Timeline => incidentOf(facts, number);

const markdown = (timeline: Timeline, all = false, timeZone = 'UTC'): string =>
  timelineMarkdown(timeline, { timeZone, all });

/** The page as GitHub would make it of the Markdown, before it takes out what it does not allow. */
const rendered = (text: string): string => marked.parse(text, { async: false, gfm: true });

/** What is read of it. */
const read = (html: string): string =>
  html
    .replace(/<br>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

/** The rows of the story: cells as they are read, those of the head and the line below it left out. */
function rowsOf(text: string): readonly (readonly string[])[] {
  const [, table = ''] = /\| time \| T\+ \| what \| source \|\n[^\n]*\n((?:\|.*\n)*)/.exec(text) ?? [];
  return table
    .trimEnd()
    .split('\n')
    .map((row) => row.split(/(?<!\\)\|/).slice(1, -1))
    .map((cells) => cells.map((cell) => read(rendered(cell)).trim()));
}

const gantt = (text: string): string => /```mermaid\n([\s\S]*?)\n```/.exec(text)?.[1] ?? '';

describe('the Markdown of a timeline', () => {
  it('tells the story of an incident: a summary, five durations, a picture, a table', () => {
    const text = markdown(incident(1));
    expect(read(rendered(text))).toContain(
      'myapp (production) failed for 11 min from 9 Nov 2026 10:06: the image is still a placeholder (3 failed stops, revision 1 → 2). Rolled back: a completed deployment with 1 of 1 running.',
    );
    expect(text).toContain(
      '| Detect | Diagnose | Act | Recover | Total |\n| --- | --- | --- | --- | --- |\n| 0 s | 0 s | 4 min | 5 min | 11 min |\n',
    );
    const rows = rowsOf(text);
    expect(rows.slice(0, 1)).toEqual([
      [
        '10:05:00',
        'T-1:28',
        'Deployment Deployment of revision 2 began (revision 1 → revision 2)',
        'ECS Deployment State Change',
      ],
    ]);
    expect(rows).toContainEqual(['', '', '… 2 more stops, same cause, until 10:10', '']);
    expect(rows).toContainEqual([
      '10:11:56',
      'T+5:28',
      'Recovery The service recovered: a completed deployment with 1 of 1 running',
      'ECS events',
    ]);
    expect(gantt(text)).toContain('revision 2 failed :crit, 2026-11-09 10:05:00, 2026-11-09 10:10:17');
  });

  it('proves a diagnosis with the line that it rests on', () => {
    const [diagnosis] = rowsOf(markdown(incident(3))).filter(([, , what]) => what?.startsWith('Diagnosis'));
    expect(diagnosis?.[2]).toBe(
      'Diagnosis The cause is known: settings APP_NAME and 2 more are missing (certain) The application in container app-container (myapp:6) has no value for APP_NAME, ENVIRONMENT and SECRET_KEY (pydantic says so).',
    );
  });

  it('has at most 25 lines, and everything where everything is asked for', () => {
    for (const timeline of [incident(1), incident(2), incident(3), incident(4), incident(5), serviceTimeline(facts)]) {
      const rows = rowsOf(markdown(timeline));
      expect(rows.length).toBeGreaterThan(5);
      expect(rows.length).toBeLessThanOrEqual(25);
      const every = rowsOf(markdown(timeline, true)).filter(([time]) => /^\d\d:/.test(time ?? ''));
      expect(every).toHaveLength(timeline.entries.length);
      const shown = rows.filter(([time]) => /^\d\d:/.test(time ?? ''));
      const left = timeline.entries.length - shown.length;
      expect(markdown(timeline)).toContain(
        `${left} ${left === 1 ? 'entry' : 'entries'} left out: \`--all\` shows them.`,
      );
    }
    expect(markdown(incident(3), true)).toContain('## Evidence\n');
    expect(markdown(incident(3), true)).toContain('Next: Add APP_NAME, ENVIRONMENT and SECRET_KEY to secrets of');
  });

  it('has a table of the incidents of a service, and counts from the first failure of each', () => {
    const text = markdown(serviceTimeline(facts));
    expect(rendered(text)).toContain('<td>production/myapp#<!-- -->3</td>\n<td>Tue 10 Nov 2026 14:03</td>');
    expect(text).toContain('(8 stops) | 0 s | 0 s | 5 min | 11 min | 16 min |');
    const rows = rowsOf(markdown(serviceTimeline(facts), true));
    expect(rows.find(([, , what]) => what?.includes('Deployment of revision 7 began'))?.slice(0, 2)).toEqual([
      '14:08:30',
      'T+4:40',
    ]);
    expect(rows.find(([, , what]) => what?.includes('Deployment of revision 1 began'))?.slice(0, 2)).toEqual([
      '08:30:00',
      '',
    ]);
    const many = Array.from({ length: 14 }, (_, index) => ({
      incidentId: `production/orders-api#${index + 1}`,
      state: 'resolved' as const,
      severity: 'warning' as const,
      causes: [],
      stops: 1,
      openedAt: Date.parse('2026-11-09T10:00:00Z'),
      durations: {},
    }));
    const { incidentId: _, ...service } = timelineOf([entry('2026-11-09T10:00:00Z', {})], { incidents: many });
    expect(markdown(service)).toContain('4 earlier incidents left out: `--all` shows them.');
    expect(markdown(service, true)).toContain('orders-api#<!-- -->1 |');
  });

  it('says nothing of who deployed, which ECS does not tell, and who did what else, if that is known', () => {
    expect(markdown(serviceTimeline(facts), true)).not.toMatch(/deployment.*unknown/i);
    const did = (given: Partial<TimelineEntry>) =>
      rowsOf(markdown(timelineOf([entry('2026-11-09T10:00:00Z', { title: 'It happened', ...given })])))[0]?.[2];
    expect(did({ type: 'deployment', actor: 'unknown' })).toBe('Deployment It happened');
    expect(did({ type: 'deployment', actor: 'person' })).toBe('Deployment It happened (by a person)');
    expect(did({ type: 'action', actor: 'unknown' })).toBe('Action It happened (by somebody unknown)');
    expect(did({ type: 'action', actor: 'ecs-medic', before: '2', after: '0' })).toBe(
      'Action It happened (by ecs-medic, 2 → 0)',
    );
    expect(did({ type: 'alert', actor: 'ecs-medic' })).toBe('Alert It happened');
    expect(did({ type: 'schedule', actor: 'schedule' })).toBe('Schedule It happened (by a schedule)');
  });

  it('names the zone, and the day where midnight is crossed in it', () => {
    const story = timelineOf([
      entry('2026-11-09T10:30:00Z', { type: 'stop', title: 'First' }),
      entry('2026-11-09T11:30:00Z', { type: 'closed', title: 'Second' }),
    ]);
    const here = markdown(story);
    expect(here).toContain('Times: UTC, Mon 9 Nov 2026. T: the first failure.');
    expect(rowsOf(here).map(([time]) => time)).toEqual(['10:30:00', '11:30:00']);
    const there = markdown(story, false, 'Pacific/Auckland');
    expect(there).toContain('Times: Pacific/Auckland (UTC+13\\:00). T: the first failure.');
    expect(rowsOf(there).map(([time]) => time)).toEqual(['Mon 9 Nov 2026', '23:30:00', 'Tue 10 Nov 2026', '00:30:00']);
    expect(gantt(there)).toContain('Auckland (UTC+13.00)');
  });

  it('shows the offset where clocks change, and draws the picture in UTC then', () => {
    const story = timelineOf([
      entry('2026-10-25T00:30:00Z', {
        type: 'stop',
        title: 'First',
        count: 50,
        lastAt: Date.parse('2026-10-25T01:31:00Z'),
      }),
      entry('2026-10-25T01:30:00Z', { type: 'closed', title: 'Second' }),
    ]);
    const text = markdown(story, false, 'Europe/Berlin');
    expect(text).toContain('Times: Europe/Berlin (UTC+02\\:00, later UTC+01\\:00), Sun 25 Oct 2026.');
    expect(rowsOf(text).map(([time, , what]) => [time, what])).toEqual([
      ['02:30:00 +02:00', 'Stop First'],
      ['', '… 49 more stops, until 02:31:00 +01:00'],
      ['02:30:00 +01:00', 'Closed Second'],
    ]);
    expect(gantt(text)).toContain('UTC\n');
    expect(gantt(text)).toContain('milestone, 2026-10-25 01:30:00, 0s');
  });

  it('marks what came after the end, and what was written down late', () => {
    const at = Date.parse('2026-11-09T10:00:00Z');
    const rows = rowsOf(
      markdown(
        timelineOf([
          entry('2026-11-09T10:00:00Z', { type: 'stop', recordedAt: at + 300_000 }),
          entry('2026-11-09T10:30:00Z', { late: true, title: 'A straggler came' }),
        ]),
      ),
    );
    expect(rows.map(([time, elapsed, what]) => [time, elapsed, what])).toEqual([
      ['10:00:00', 'T+0:00', 'Stop Something happened (written down 5 min later)'],
      ['After the incident', '', ''],
      ['10:30:00', 'T+30:00', 'Note A straggler came'],
    ]);
  });

  it('tells that nothing failed, or that nothing is known', () => {
    const { incidentId: _, ...service } = timelineOf([entry('2026-11-09T10:00:00Z', {})], {
      causes: [],
      stops: 0,
      durations: {},
      incidents: [],
    });
    const text = markdown(service);
    expect(read(rendered(text))).toContain(
      'Nothing failed in orders-api (production): 1 event from 9 Nov 2026 10:00 to',
    );
    expect(text).not.toContain('Detect');
    expect(markdown({ ...service, entries: [] })).toBe(
      '# Timeline of orders-api (production)\n\nNothing is known of orders-api (production).\n',
    );
  });

  it('knows no zone that there is not', () => {
    expect(() => markdown(timelineOf([]), false, 'Mars')).toThrow(RangeError);
  });
});

/** A line of the picture, by the grammar of Mermaid's gantt: no text in it can end its task or begin a statement. */
const GANTT_LINE =
  /^(?:gantt| {2}title [\p{L}\p{N} .,()/_+×…-]+| {2}dateFormat YYYY-MM-DD HH:mm:ss| {2}axisFormat (?:%d %b )?%H:%M| {2}section [A-Z][a-z]+| {2}[\p{L}][\p{L}\p{N} .,()/_+×…-]* :(?:(?:crit|done|active|milestone), ){0,2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d, (?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d|0s))$/u;

describe('a hostile text in the Markdown', () => {
  it.each(Object.entries(HOSTILE_TEXTS))('is a text everywhere: %s', (_, text) => {
    for (const make of [everywhere, everywhereInService])
      for (const all of [false, true])
        for (const put of [(place: number) => `${place}${text}`, (place: number) => `${text}${place}`]) {
          const tags = tagsOf(
            rendered(
              markdown(
                make((place) => `${place} plain`),
                all,
              ),
            ),
          );
          const hostile = markdown(make(put), all);
          expect(tagsOf(rendered(hostile))).toEqual(tags);
          expect(
            gantt(hostile)
              .split('\n')
              .filter((line) => !GANTT_LINE.test(line)),
          ).toEqual([]);
          expect(hostile).not.toMatch(
            /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|\p{Surrogate}/u,
          );
        }
  });

  it('is shown as it is, where it is visible', () => {
    const text =
      '<b> *x* _y_ `z` [l](u) | ~~s~~ $m$ @octocat #1 \\ & &amp; ![i](j) www.example.com http://a.example :tada:';
    const shown = read(
      rendered(
        markdown(
          everywhere(() => text),
          true,
        ),
      ),
    );
    expect(shown.split(text).length).toBeGreaterThan(30);
  });
});

/** Names of the tags with their attributes, without the marks that part a mention or a formula. */
const tagsOf = (html: string): readonly string[] =>
  (html.replace(/<!-- -->|<\/?span>/g, '').match(/<[a-z/!][^>]*>/gi) ?? []).map((tag) => tag.replace(/\s+/g, ' '));
