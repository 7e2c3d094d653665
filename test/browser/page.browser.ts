import type { TimelineFacts } from '../../lib/domain/timeline/facts';
import { incidentTimeline, serviceTimeline } from '../../lib/domain/timeline/make-timeline';
import { timelineHtml } from '../../lib/render/timeline/timeline-html';
import { factsOf, storyRecording } from '../app/story-recordings';
import { type OpenOptions, type OpenPage, type Pages, startBrowser } from './open-page';

let pages: Pages;
let facts: TimelineFacts;
let service: string;
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
  service = timelineHtml(serviceTimeline(facts), { timeZone: 'UTC' });
  pages = await startBrowser();
});
afterAll(async () => {
  await pages.close();
});

const open = (options: OpenOptions = {}, html = service): Promise<OpenPage> => pages.open('page.html', html, options);

/** Entries that are seen, by what they are of. */
const SEEN = `[...document.querySelectorAll('li.entry')].filter((one) => one.checkVisibility())`;
const seen = ({ ask }: OpenPage): Promise<number> => ask(`${SEEN}.length`);
const seenBy = ({ ask }: OpenPage, key: 'importance' | 'type'): Promise<string[]> =>
  ask(`[...new Set(${SEEN}.map((one) => one.dataset.${key}))].sort()`);

const importances = () => serviceTimeline(facts).entries.map(({ importance }) => importance);

describe('the page in a browser', () => {
  it('asks for nothing, and breaks none of its own rules', async () => {
    const { doings, page } = await open();
    expect(doings).toEqual({ dialogs: [], requests: [], errors: [], windows: [] });
    await page.close();
  });

  it('begins without noise, and filters by importance with the arrow keys', async () => {
    const opened = await open();
    expect(await seen(opened)).toBe(importances().filter((one) => one !== 'noise').length);
    await opened.page.focus('input[name=importance]:checked');
    await opened.page.keyboard.press('ArrowLeft');
    expect(await seen(opened)).toBe(importances().filter((one) => one === 'key').length);
    expect(await seenBy(opened, 'importance')).toEqual(['key']);
    await opened.page.keyboard.press('ArrowRight');
    await opened.page.keyboard.press('ArrowRight');
    expect(await seen(opened)).toBe(importances().length);
    expect(await opened.ask('document.getElementById("shown").textContent')).toBe(
      `All ${importances().length} entries`,
    );
    await opened.page.close();
  });

  it('filters by type with the space bar, takes days away with their entries, and shows all again', async () => {
    const opened = await open();
    const types = await seenBy(opened, 'type');
    await opened.page.focus('input[value=deployment]');
    await opened.page.keyboard.press('Space');
    expect(await seenBy(opened, 'type')).toEqual(types.filter((type) => type !== 'deployment'));
    await opened.ask(
      `for (const box of document.querySelectorAll('input[type=checkbox]')) if (box.checked && box.value !== 'recovery') box.click()`,
    );
    expect(await seenBy(opened, 'type')).toEqual(['recovery']);
    const days = `[...document.querySelectorAll('h3')].filter((one) => one.checkVisibility()).map((one) => one.textContent)`;
    expect(await opened.ask(days)).toEqual(['Mon 9 Nov 2026', 'Tue 10 Nov 2026', 'Wed 11 Nov 2026']);
    expect(await opened.ask('document.getElementById("shown").textContent')).toBe(
      `5 of ${importances().length} entries`,
    );
    await opened.page.focus('#everything');
    await opened.page.keyboard.press('Enter');
    expect(await seen(opened)).toBe(importances().length);
    expect(await opened.ask<string[]>(days)).toContain('Thu 12 Nov 2026');
    await opened.page.close();
  });

  it('unfolds evidence with the keyboard, one or all', async () => {
    const { page, ask } = await open();
    const unfolded = () => ask('document.querySelectorAll("details[open]").length');
    await page.focus('li.entry summary');
    await page.keyboard.press('Enter');
    expect(await unfolded()).toBe(1);
    await page.focus('#evidence');
    await page.keyboard.press('Enter');
    expect(await unfolded()).toBe(importances().length);
    await page.keyboard.press('Enter');
    expect(await unfolded()).toBe(0);
    await page.close();
  });

  it('goes to the entry of a link, even to one that its filters hide', async () => {
    const { page, ask } = await open();
    const hash = await ask<string>('document.querySelector("li.entry[data-importance=noise]").id');
    await page.close();
    const linked = await open({ hash });
    const target = `document.getElementById(${JSON.stringify(hash)})`;
    expect(await linked.ask(`${target}.checkVisibility()`)).toBe(true);
    expect(await linked.ask(`${target}.querySelector('details').open`)).toBe(true);
    expect(await linked.ask(`${target}.getBoundingClientRect().top < innerHeight`)).toBe(true);
    await linked.page.close();
  });

  it('shows everything where scripts do not run', async () => {
    const opened = await open({ javaScript: false });
    expect(await seen(opened)).toBe(importances().length);
    expect(await opened.ask('document.getElementById("filters").checkVisibility()')).toBe(false);
    await opened.page.close();
  });

  it('is put on paper with the evidence and without the filters, dark on white', async () => {
    const { page, ask } = await open({ scheme: 'dark' });
    await page.emulateMediaType('print');
    expect(await ask('document.getElementById("filters").checkVisibility()')).toBe(false);
    expect(await ask('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    const lines = `[...document.querySelectorAll('li.entry:not([hidden]) .lines li')]`;
    expect(await ask(`${lines}.length > 20 && ${lines}.every((one) => one.getBoundingClientRect().height > 0)`)).toBe(
      true,
    );
    expect((await page.pdf({ format: 'A4' })).byteLength).toBeGreaterThan(20_000);
    expect(await ask('document.querySelectorAll("details[open]").length')).toBe(0);
    await page.close();
  });

  it.each([390, 600, 1280])(
    'fits a window of %d pixels, the picture and the table in boxes that scroll',
    async (width) => {
      const { page, ask } = await open({ width });
      expect(await ask('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await ask('document.querySelector(".picture svg").getBoundingClientRect().width')).toBeGreaterThanOrEqual(
        700,
      );
      await page.close();
    },
  );

  it.each(['light', 'dark'] as const)(
    'has texts that stand out from what is behind them, in the %s',
    async (scheme) => {
      const incident = facts.episodes.find(({ incidentId }) => incidentId.endsWith('#3'));
      if (incident === undefined) throw new Error('no incident 3');
      for (const html of [service, timelineHtml(incidentTimeline(facts, incident), { timeZone: 'UTC', all: true })]) {
        const { page, ask } = await open({ scheme }, html);
        await ask(`for (const one of document.querySelectorAll('details')) one.open = true`);
        const found = await ask<{ text: string; ratio: number }[]>(CONTRASTS);
        expect(found.length).toBeGreaterThan(100);
        expect(found.filter(({ ratio }) => ratio < 4.5)).toEqual([]);
        await page.close();
      }
    },
  );

  it('has a name for each of its controls, and its landmarks', async () => {
    const { page } = await open();
    const tree = await page.accessibility.snapshot({ interestingOnly: false });
    interface Node {
      readonly role: string;
      readonly name?: string;
      readonly children?: readonly Node[];
    }
    const flat = (node: Node): readonly Node[] => [node, ...(node.children ?? []).flatMap(flat)];
    const nodes = flat((tree ?? { role: 'none' }) as Node);
    const controls = nodes.filter(({ role }) =>
      ['radio', 'checkbox', 'button', 'link', 'image', 'form', 'region'].includes(role),
    );
    expect(new Set(controls.map(({ role }) => role)).size).toBeGreaterThanOrEqual(6);
    expect(controls.filter(({ name = '' }) => name.trim() === '')).toEqual([]);
    expect(nodes.filter(({ role }) => role === 'radio').map(({ name }) => name)).toEqual([
      'Key',
      'Key and normal',
      'Everything',
    ]);
    for (const landmark of ['banner', 'main', 'contentinfo']) expect(nodes.map(({ role }) => role)).toContain(landmark);
    await page.close();
  });
});

/** Each text of the page, outside its picture, with its contrast by the rule of WCAG. */
const CONTRASTS = `(() => {
  const rgba = (text) => (/rgba?\\(([^)]+)\\)/.exec(text)?.[1] ?? '0,0,0,0').split(/[ ,/]+/).map(Number);
  const luminance = ([r, g, b]) => [r, g, b]
    .map((one) => one / 255)
    .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4))
    .reduce((sum, one, index) => sum + one * [0.2126, 0.7152, 0.0722][index], 0);
  const behind = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const [r, g, b, a = 1] = rgba(getComputedStyle(one).backgroundColor);
      if (a > 0) return [r, g, b];
    }
    return [255, 255, 255];
  };
  return [...document.querySelectorAll('body *')]
    .filter((one) => one.closest('svg, script, style, .skip') === null && one.checkVisibility())
    .filter((one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
    .map((one) => {
      const [light, dark] = [luminance(rgba(getComputedStyle(one).color)), luminance(behind(one))].sort((a, b) => b - a);
      return { text: one.className + ': ' + one.textContent.slice(0, 40), ratio: (light + 0.05) / (dark + 0.05) };
    });
})()`;
