import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TimelineFacts } from '../../../../lib/domain/timeline/facts';
import { serviceTimeline } from '../../../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../../../lib/domain/timeline/timeline';
import { timelineSvg } from '../../../../lib/render/timeline/timeline-svg';
import { storyPicture } from '../../../../scripts/story-picture';
import { factsOf, incidentOf, storyRecording } from '../../../app/story-recordings';
import { eventsFolder } from '../../../recorded-cases';
import { entry, everywhere, everywhereInService, timelineOf } from '../composed-timeline';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { type Element, overlapping, pathPoints, readPicture, textBoxes } from './read-picture';

let facts: TimelineFacts;
let story: readonly Element[];
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
  story = drawn(serviceTimeline(facts));
}, 60_000);

const drawn = (timeline: Timeline, timeZone = 'UTC', all = false) =>
  readPicture(timelineSvg(timeline, { timeZone, all }));

const wordsOf = (elements: readonly Element[]): readonly string[] =>
  elements.filter(({ tag }) => tag === 'text').map(({ text }) => text);

const withClass = (elements: readonly Element[], name: string): readonly Element[] =>
  elements.filter(({ attributes }) => attributes.get('class')?.split(' ').includes(name));

const incident = (number: number): Timeline => incidentOf(facts, number);

describe('the picture of the story', () => {
  it('says whose story it is, how bad it was, when, and in which zone', () => {
    expect(wordsOf(story).slice(0, 2)).toEqual([
      'myapp (production)',
      '5 incidents · 15 failed stops · revision 1 → 8 · 9 Nov to 12 Nov 2026 · UTC',
    ]);
    expect(wordsOf(drawn(incident(1), 'Asia/Kathmandu')).slice(0, 2)).toEqual([
      'production/myapp#1',
      'rolled back after 11 min · 3 failed stops · revision 1 → 2 · 9 Nov 2026 · Asia/Kathmandu (UTC+05:45)',
    ]);
  });

  it('has a lane for incidents, deployments, tasks, stops, alerts and actions', () => {
    const lanes = story.filter(({ tag, attributes }) => tag === 'text' && attributes.get('x') === '16');
    expect(lanes.map(({ text }) => text).slice(2)).toEqual([
      'Incidents',
      'Deployments',
      'Tasks',
      'Stops',
      'Alerts',
      'Actions',
      'Stops by cause',
    ]);
  });

  it('labels each deployment with its revision and what became of it, by a sign and a colour too', () => {
    const outcomes = [
      'rev 1 completed',
      'rev 2 failed',
      'back to rev 1',
      'rev 3 replaced',
      'rev 4 completed',
      'rev 5 completed',
      'rev 6 replaced',
      'rev 7 completed',
      'rev 8 completed',
    ];
    expect(wordsOf(story).filter((words) => outcomes.includes(words))).toEqual(outcomes);
    const bars = withClass(story, 'tl-bar').map(({ attributes }) => attributes.get('class')?.split(' ')[1]);
    expect(bars).toEqual([
      'tl-completed',
      'tl-failed',
      'tl-rolled-back',
      'tl-replaced',
      'tl-completed',
      'tl-completed',
      'tl-replaced',
      'tl-completed',
      'tl-completed',
    ]);
    expect(withClass(story, 'tl-icon')).toHaveLength(9);
  });

  it('draws stops as the letter and the shape of their cause, and counts all of them in the legend', () => {
    const legend = wordsOf(story).slice(
      wordsOf(story).indexOf('Stops by cause') + 1,
      wordsOf(story).indexOf('Other signs'),
    );
    expect(legend).toEqual([
      ...['A', '×3', 'the image is still a placeholder: your-dockerhub-username'],
      ...['B', '×2', 'the application listens on 8000, the load balancer checks 80'],
      ...['C', '×6', 'settings APP_NAME and 2 more are missing'],
      ...['D', '×2', 'the execution role may not read a secret: SECRET_KEY'],
      ...['E', '×2', 'out of memory'],
      ...['×7', 'no failure: a deployment, scaling, a person'],
    ]);
    const drawnShapes = new Map(
      withClass(story, 'tl-sign').map(({ tag, attributes }) => [
        `${tag} ${attributes.get('points')?.split(' ').length}`,
        attributes.get('class'),
      ]),
    );
    expect([...drawnShapes.keys()]).toEqual([
      'circle undefined',
      'rect undefined',
      'polygon 4',
      'polygon 6',
      'polygon 3',
    ]);
    expect(new Set(drawnShapes.values()).size).toBe(5);
  });

  it('names a cause in general where two of its diagnoses say different things', () => {
    const stop = (time: string, title: string) => [
      entry(time, { entryId: `s${time}`, type: 'stop', cause: 'image-tag-not-found', incidentId: 'production/a#1' }),
      entry(time, { entryId: `d${time}`, type: 'diagnosis', cause: 'image-tag-not-found', title }),
    ];
    const one = stop('2026-11-09T10:00:00Z', 'The cause is known: image tag 1 does not exist');
    const other = stop('2026-11-09T10:05:00Z', 'The cause is known better: image tag 2 does not exist');
    expect(wordsOf(drawn(timelineOf(one)))).toContain('image tag 1 does not exist');
    expect(wordsOf(drawn(timelineOf([...one, ...other])))).toContain('the image tag does not exist');
  });

  it('draws the alerts by the letter of their cause, and the last one of an incident as its end', () => {
    const letters = withClass(story, 'tl-bubble').map(({ attributes }) =>
      attributes.get('class')?.includes('tl-over') ? 'over' : 'told',
    );
    const legend = ['told', 'over'];
    const once = ['told', 'over'];
    expect(letters).toEqual([...once, ...once, 'told', ...once, ...once, ...once, ...legend]);
  });

  it('shows edits of messages only where everything is asked for', () => {
    expect(withClass(story, 'tl-edit')).toHaveLength(0);
    const edits = serviceTimeline(facts).entries.filter(
      ({ type, importance }) => type === 'alert' && importance === 'noise',
    );
    expect(edits.length).toBeGreaterThan(5);
    const all = drawn(serviceTimeline(facts), 'UTC', true);
    expect(withClass(all, 'tl-edit')).toHaveLength(edits.length + 1);
    expect(wordsOf(all)).toContain('a message is edited');
  });

  it('draws who changed the desired count, and how', () => {
    expect(wordsOf(story).filter((words) => words.startsWith('desired '))).toEqual(['desired 1 → 0', 'desired 0 → 1']);
  });

  it('tears the axis where nothing happened for long, and nowhere else', () => {
    const gaps = withClass(story, 'tl-gap');
    expect(gaps).toHaveLength(9 + 1);
    const titles = story.filter(({ tag, text }) => tag === 'title' && text.startsWith('nothing for '));
    expect(titles.map(({ text }) => text.replace('nothing for ', ''))).toEqual([
      '1 h 33 min',
      '73 min',
      '21 h 28 min',
      '4 h 48 min',
      '22 h 45 min',
      '5 h',
      '2 h 54 min',
      '76 min',
      '8 h 29 min',
    ]);
    expect(withClass(drawn(incident(3)), 'tl-gap')).toHaveLength(0);
  });

  it('names each day above its first clock time', () => {
    const days = wordsOf(story).filter((words) => /^(?:\w{3} )?\d+ Nov$/.test(words));
    expect(days).toEqual(['Mon 9 Nov', 'Tue 10 Nov', 'Wed 11 Nov', '12 Nov']);
  });

  it('is the same each time', () => {
    const timeline = serviceTimeline(facts);
    const one = timelineSvg(timeline, { timeZone: 'Europe/Berlin', all: true });
    expect(timelineSvg(structuredClone(timeline), { timeZone: 'Europe/Berlin', all: true })).toBe(one);
  });

  it('is the one in the README', async () => {
    const drawnNow = await storyPicture(join(eventsFolder, 'stories', 'first-deploys.json'));
    const shown = readFileSync(join('docs', 'images', 'timeline.svg'), 'utf8');
    expect(shown === drawnNow ? 'up to date' : 'out of date: run npm run docs').toBe('up to date');
    expect(readFileSync('README.md', 'utf8')).toContain('](docs/images/timeline.svg)');
  }, 30_000);

  it('has a title and a description for those who do not see it', () => {
    const [svg, title, desc] = story;
    expect(svg?.attributes.get('role')).toBe('img');
    expect(svg?.attributes.get('aria-labelledby')).toBe(
      [title, desc].map((one) => one?.attributes.get('id')).join(' '),
    );
    expect(title?.text).toBe('Timeline of myapp (production)');
    expect(desc?.text).toContain('revision 2 failed, revision 1 rolled back');
    expect(desc?.text).toContain('out of memory (2 stops)');
    expect(desc?.text).toContain('11 alerts, 2 actions. Times: UTC.');
  });

  it('stands alone and in a page: no script, no address, no style but its own', () => {
    const svg = timelineSvg(serviceTimeline(facts), { timeZone: 'UTC' });
    expect(svg.match(/https?:\/\/[^"]*/g)).toEqual(['http://www.w3.org/2000/svg']);
    expect(new Set(story.map(({ tag }) => tag))).toEqual(
      new Set(['svg', 'title', 'desc', 'style', 'rect', 'text', 'g', 'line', 'path', 'circle', 'polygon']),
    );
    const names = new Set(story.flatMap(({ attributes }) => [...attributes.keys()]));
    for (const name of names) expect(name).not.toMatch(/^on|^style$|href/i);
    const style = story.find(({ tag }) => tag === 'style')?.text ?? '';
    const selectors = style
      .replace(/@media[^{]*\{/, '')
      .split('}')
      .flatMap((rule) => rule.split('{')[0]?.split(',') ?? [])
      .filter((selector) => selector !== '');
    expect(selectors.length).toBeGreaterThan(40);
    for (const selector of selectors) expect(selector).toMatch(/^\.tl-picture /);
  });
});

describe('the counts', () => {
  const counts = (time: string, running: number, desired: number) =>
    entry(time, { type: 'service', running, desired, importance: 'noise' });

  it('go up and down in steps where they changed, to scale', () => {
    const timeline = timelineOf([
      counts('2026-11-09T10:00:00Z', 4, 4),
      counts('2026-11-09T10:02:00Z', 1, 4),
      counts('2026-11-09T10:04:00Z', 4, 4),
    ]);
    const [running] = withClass(drawn(timeline), 'tl-running').filter(({ tag }) => tag === 'path');
    const points = pathPoints(running?.attributes.get('d') ?? '');
    const [top, bottom] = [12, 62];
    const low = bottom - (bottom - top) / 4;
    expect(points.map(([, y]) => y)).toEqual([top, top, low, low, top, top]);
    const [from, down, , up] = points.map(([x]) => x);
    expect((up ?? 0) - (down ?? 0)).toBeCloseTo((down ?? 0) - (from ?? 0), 0);
    const [missing] = withClass(drawn(timeline), 'tl-missing');
    expect(new Set(pathPoints(missing?.attributes.get('d') ?? '').map(([, y]) => y))).toEqual(new Set([top, low]));
  });

  it('are called unknown where nothing tells them', () => {
    const words = wordsOf(drawn(timelineOf([entry('2026-11-09T10:00:00Z', { type: 'stop', cause: 'out-of-memory' })])));
    expect(words).toContain('counts not known');
  });
});

describe('the time', () => {
  it('shows the offset where clocks change in it', () => {
    const words = wordsOf(
      drawn(
        timelineOf([
          entry('2026-10-25T00:30:00Z', { type: 'stop', cause: 'out-of-memory' }),
          entry('2026-10-25T00:55:00Z', { type: 'stop', cause: 'out-of-memory' }),
          entry('2026-10-25T01:30:00Z', { type: 'stop', cause: 'out-of-memory' }),
        ]),
        'Europe/Berlin',
      ),
    );
    expect(words.filter((one) => one.startsWith('Sun 25 Oct'))).toEqual(['Sun 25 Oct +02:00', 'Sun 25 Oct +01:00']);
    expect(words[1]).toContain('Europe/Berlin (UTC+02:00, later UTC+01:00)');
  });

  it('refuses a zone that is none', () => {
    expect(() => timelineSvg(serviceTimeline(facts), { timeZone: 'Mars/Olympus' })).toThrow(RangeError);
  });

  it('may hold nothing, or one moment', () => {
    expect(wordsOf(drawn(timelineOf([], { openedAt: 0, closedAt: 0 })))).toContain('Deployments');
    const one = drawn(timelineOf([entry('2026-11-09T10:00:00Z', { type: 'stop', cause: 'out-of-memory' })]));
    expect(wordsOf(one)).toContain('10:00');
    expect(withClass(one, 'tl-sign')).toHaveLength(2);
  });

  it('goes on to the end of the picture for what has not ended', () => {
    const elements = drawn(
      timelineOf(
        [
          entry('2026-11-09T10:00:00Z', { type: 'deployment', outcome: 'in-progress', revision: 3, deploymentId: 'd' }),
          entry('2026-11-09T10:08:00Z', {
            type: 'stop',
            cause: 'out-of-memory',
            incidentId: 'production/orders-api#1',
          }),
        ],
        { state: 'open' },
      ),
    );
    expect(wordsOf(elements)).toEqual(expect.arrayContaining(['rev 3 in progress', '#1 · open']));
    const [bar] = withClass(elements, 'tl-bar');
    const [stop] = withClass(elements, 'tl-sign');
    const end = Number(bar?.attributes.get('x')) + Number(bar?.attributes.get('width'));
    expect(end).toBeCloseTo(Number(stop?.attributes.get('cx')), 0);
  });
});

describe('hostile texts', () => {
  const shapes = new Set(['svg', 'title', 'desc', 'style', 'rect', 'text', 'g', 'line', 'path', 'circle', 'polygon']);

  it.each(Object.entries(HOSTILE_TEXTS))('%s is a text like any other', (_, text) => {
    for (const timeline of [everywhere((place) => `${place} ${text}`), everywhereInService(() => text)]) {
      const svg = timelineSvg(timeline, { timeZone: 'UTC', all: true });
      const elements = readPicture(svg);
      for (const { tag, attributes } of elements) {
        expect(shapes.has(tag)).toBe(true);
        for (const name of attributes.keys()) expect(name).not.toMatch(/^on|^style$|href/i);
      }
      expect(elements.filter(({ tag }) => tag === 'style')).toHaveLength(1);
      expect(svg).not.toMatch(
        /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]/,
      );
      expect(svg).not.toMatch(/\p{Surrogate}/u);
      expect(svg.length).toBeLessThan(60_000);
      const texts = textBoxes(elements);
      expect(overlapping(texts)).toEqual([]);
      for (const { x0, x1 } of texts) expect([x0 >= 2, x1 <= 798]).toEqual([true, true]);
    }
  });
});

describe('the colours', () => {
  const style = () => story.find(({ tag }) => tag === 'style')?.text ?? '';
  const looks = () => {
    const [light = '', dark = ''] = style().split(/@media screen and \(prefers-color-scheme:dark\)/);
    return [light, dark];
  };
  const colour = (look: string, name: string, kind = 'fill') => {
    const [, found] = new RegExp(`\\.tl-picture \\.${name}\\{(?:[^}]*;)?${kind}:(#[0-9a-f]{6})`).exec(look) ?? [];
    if (found === undefined) throw new Error(`no colour of ${name}`);
    return found;
  };

  it('can be read, in light and in dark: texts and letters at 4.5 to 1, signs at 3 to 1', () => {
    for (const look of looks()) {
      for (const back of ['tl-back', 'tl-panel', 'tl-gap']) {
        const behind = colour(look, back, back === 'tl-gap' ? 'stroke' : 'fill');
        for (const text of ['tl-text', 'tl-muted'])
          expect(contrast(colour(look, text), behind)).toBeGreaterThanOrEqual(4.5);
        for (const sign of [
          'tl-completed',
          'tl-failed',
          'tl-rolled-back',
          'tl-in-progress',
          'tl-replaced',
          'tl-action',
        ])
          expect(contrast(colour(look, sign), behind)).toBeGreaterThanOrEqual(3);
      }
      for (const sign of ['tl-bubble', ...Array.from({ length: 8 }, (_, index) => `tl-cause${index}`)])
        expect(contrast(colour(look, 'tl-letter'), colour(look, sign))).toBeGreaterThanOrEqual(4.5);
    }
  });
});

/** As WCAG 2 counts it. */
function contrast(one: string, other: string): number {
  const [high = 0, low = 0] = [one, other].map(luminance).sort((a, b) => b - a);
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
