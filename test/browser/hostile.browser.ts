import { timelineHtml } from '../../lib/render/timeline/timeline-html';
import { timelineSvg } from '../../lib/render/timeline/timeline-svg';
import { everywhere, everywhereInService } from '../render/timeline/composed-timeline';
import { HOSTILE_TEXTS } from '../render/timeline/hostile-texts';
import { type OpenPage, type Pages, startBrowser } from './open-page';

let pages: Pages;
beforeAll(async () => {
  pages = await startBrowser();
});
afterAll(async () => {
  await pages.close();
});

const NOTHING = { dialogs: [], requests: [], errors: [], windows: [] };

/** A look at what a hostile text could have made: everything that listens, loads or leads away. */
const MADE = `[...document.querySelectorAll('*')].flatMap((element) => [
  ...(/^(script|style|img|image|iframe|object|embed|link|base|foreignobject|audio|video|use|animate|set)$/i.test(element.localName)
    ? [element.localName]
    : []),
  ...[...element.attributes]
    .filter(({ name, value }) => /^on/i.test(name) || (/(href|src|action)$/i.test(name) && !value.startsWith('#')))
    .map(({ name }) => name),
])`;

/** Points at, opens and walks through everything that there is. */
async function poke({ page, ask }: OpenPage): Promise<void> {
  await ask(`for (const one of document.querySelectorAll('details')) one.open = true`);
  await ask(
    `for (const one of document.querySelectorAll('main *')) for (const type of ['mouseover', 'focus', 'click'])
       one.dispatchEvent(new MouseEvent(type, { bubbles: true, cancelable: true }))`,
  );
  for (let index = 0; index < 12; index++) await page.keyboard.press('Tab');
  await page.mouse.move(300, 300);
}

describe.each(Object.entries(HOSTILE_TEXTS))('hostile: %s', (_, text) => {
  it.each([
    ['an incident', everywhere],
    ['a service', everywhereInService],
  ])('does nothing in the page of %s, with and without its policy', async (name, make) => {
    const html = timelineHtml(
      make((place) => `${place}${text}`),
      { timeZone: 'UTC', all: true },
    );
    for (const withoutPolicy of [false, true]) {
      const opened = await pages.open(`${name.replace(' ', '-')}.html`, html, { withoutPolicy });
      await poke(opened);
      expect(opened.doings).toEqual(NOTHING);
      expect(await opened.ask('hits')).toEqual([]);
      expect((await opened.ask<string[]>(MADE)).sort()).toEqual(['script', 'style', 'style']);
      expect(await opened.ask('document.querySelectorAll("li.entry").length')).toBe(7);
      await opened.page.close();
    }
  });

  it('breaks no page on a phone', async () => {
    const html = timelineHtml(
      everywhereInService((place) => `${place}${text}`),
      { timeZone: 'UTC', all: true },
    );
    const { page, ask } = await pages.open('phone.html', html, { width: 390 });
    await ask(`for (const one of document.querySelectorAll('details')) one.open = true`);
    expect(await ask('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    const wide = `[...document.querySelectorAll('body *')]
      .filter((one) => one.closest('.scroll') === null && one.getBoundingClientRect().right > 390.5)
      .map((one) => one.localName + '.' + one.className)`;
    expect(await ask(wide)).toEqual([]);
    await page.close();
  });

  it('does nothing in the picture alone', async () => {
    const svg = timelineSvg(
      everywhere((place) => `${place}${text}`),
      { timeZone: 'UTC', all: true },
    );
    const opened = await pages.open('picture.svg', svg);
    expect(opened.doings).toEqual(NOTHING);
    expect(await opened.ask('hits')).toEqual([]);
    expect(await opened.ask('document.documentElement.localName')).toBe('svg');
    expect(await opened.ask('document.getElementsByTagName("parsererror").length')).toBe(0);
    expect((await opened.ask<string[]>(MADE)).sort()).toEqual(['style']);
    await opened.page.close();
  });
});

describe('the look at what a text could do', () => {
  it.each([
    ['a script', '<script>globalThis.hit("script")</script>'],
    ['a handler', '<img src="x" onerror="globalThis.hit(1)">'],
    ['a request', '<img src="http://192.0.2.1/pixel">'],
    ['an error', '<script>throw new Error("broken")</script>'],
  ])('sees %s where a page lets it', async (_, markup) => {
    const { page, doings, ask } = await pages.open('open.html', `<!doctype html><main>${markup}</main>`);
    await page.waitForNetworkIdle({ idleTime: 200, timeout: 2000 }).catch(() => undefined);
    expect(doings).not.toEqual(NOTHING);
    expect(await ask(MADE)).not.toEqual([]);
    await page.close();
  });

  it('sees what a policy refuses', async () => {
    const policy = `<meta http-equiv="Content-Security-Policy" content="default-src 'none'">`;
    const { doings } = await pages.open('refused.html', `<!doctype html>${policy}<script>hit(1)</script>`);
    expect(doings.errors.join('\n')).toContain('Content Security Policy');
  });
});
