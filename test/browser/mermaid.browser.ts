import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { TimelineFacts } from '../../lib/domain/timeline/facts';
import { serviceTimeline } from '../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../lib/domain/timeline/timeline';
import { timelineMarkdown } from '../../lib/render/timeline/timeline-markdown';
import { factsOf, incidentOf, storyRecording } from '../app/story-recordings';
import { everywhere, everywhereInService } from '../render/timeline/composed-timeline';
import { HOSTILE_TEXTS } from '../render/timeline/hostile-texts';
import { type OpenPage, type Pages, startBrowser } from './open-page';

let pages: Pages;
let drawing: OpenPage;
let facts: TimelineFacts;
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
  pages = await startBrowser();
  drawing = await pages.open('mermaid.html', '<!doctype html><meta charset="utf-8"><div id="here"></div>');
  const mermaid = createRequire(join(process.cwd(), 'package.json')).resolve('@mermaid-js/tiny');
  await drawing.page.addScriptTag({ path: mermaid });
  await drawing.ask(`mermaid.initialize({ startOnLoad: false, securityLevel: 'strict' })`);
});
afterAll(async () => {
  await pages.close();
});

interface Drawn {
  readonly title: string;
  /** Of each task, in the order of the sections. */
  readonly labels: readonly string[];
  readonly sections: readonly string[];
  /** Ticks of the axis. */
  readonly ticks: number;
  readonly hits: readonly string[];
}

/** The picture of a Markdown export, as Mermaid draws it. Throws where Mermaid finds a mistake. */
async function draw(text: string): Promise<Drawn> {
  return drawing.ask(`(async () => {
    const { svg } = await mermaid.render('drawn', ${JSON.stringify(text)});
    const here = document.getElementById('here');
    here.innerHTML = svg;
    const texts = (selector) => [...here.querySelectorAll(selector)].map((one) => one.textContent.trim());
    return {
      title: texts('.titleText').join(''),
      labels: texts('[class*=taskText]'),
      sections: texts('.sectionTitle'),
      ticks: texts('.tick').length,
      hits,
    };
  })()`);
}

const ganttOf = (timeline: Timeline, all: boolean, timeZone = 'UTC'): string =>
  /```mermaid\n([\s\S]*?)\n```/.exec(timelineMarkdown(timeline, { timeZone, all }))?.[1] ?? '';

const namesIn = (gantt: string): readonly string[] =>
  gantt.split('\n').flatMap((line) => /^ {2}(.+) :[a-z\d]/.exec(line)?.[1] ?? []);

describe('the picture in the Markdown, drawn by Mermaid', () => {
  it.each([1, 2, 3, 4, 5])('shows every task of incident %d', async (number) => {
    for (const all of [false, true]) {
      const gantt = ganttOf(incidentOf(facts, number), all);
      const drawn = await draw(gantt);
      expect(namesIn(gantt).length).toBeGreaterThan(4);
      expect([...drawn.labels].sort()).toEqual([...namesIn(gantt)].sort());
      expect(drawn.title).toBe('myapp (production), UTC');
      expect(drawn.sections).toContain('Deployments');
      expect(drawn.ticks).toBeGreaterThan(1);
    }
  });

  it('shows the story of the service, in its zone', async () => {
    const drawn = await draw(ganttOf(serviceTimeline(facts), false, 'Europe/Berlin'));
    expect(drawn.title).toBe('myapp (production), Europe/Berlin (UTC+01.00)');
    expect(drawn.sections).toEqual(['Deployments', 'Stops', 'Diagnoses', 'Alerts', 'Outcome']);
  });

  it.each(Object.entries(HOSTILE_TEXTS))('is drawn whatever the texts: %s', async (_, text) => {
    for (const make of [everywhere, everywhereInService])
      for (const put of [(place: number) => `${place}${text}`, (place: number) => `${text}${place}`]) {
        const gantt = ganttOf(make(put), true);
        const drawn = await draw(gantt);
        expect(drawn.labels).toHaveLength(namesIn(gantt).length);
        expect(drawn.labels.length).toBeGreaterThan(4);
        expect(drawn.sections).toEqual(['Deployments', 'Stops', 'Diagnoses', 'Actions', 'Outcome']);
        expect(drawn.hits).toEqual([]);
      }
    expect({ ...drawing.doings, errors: [] }).toEqual({ dialogs: [], requests: [], errors: [], windows: [] });
  });

  it('would not be drawn with a mistake in it', async () => {
    await expect(draw('gantt\n  dateFormat YYYY\n  section A\n  a task : %% : ; nothing\n  }{')).rejects.toThrow();
  });
});
