import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findChromium } from './find-chromium';

/** What a page did that it should not do. */
export interface Doings {
  /** Texts of dialogs. */
  readonly dialogs: string[];
  /** Addresses that were asked for, besides the page itself. */
  readonly requests: string[];
  /** Errors of scripts, and what the console says of errors and refusals. */
  readonly errors: string[];
  /** Windows that were opened. */
  readonly windows: string[];
}

export interface OpenOptions {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
  readonly javaScript?: boolean;
  /** Without the page's own policy, which would hide what its escaping lets through. */
  readonly withoutPolicy?: boolean;
  readonly hash?: string;
}

export interface OpenPage {
  readonly page: Page;
  readonly doings: Doings;
  /** The value of an expression in the page. */
  ask<T>(expression: string): Promise<T>;
}

export interface Pages {
  open(name: string, content: string, options?: OpenOptions): Promise<OpenPage>;
  close(): Promise<void>;
}

/** Nothing that a test leaves open is left running. */
export async function startBrowser(): Promise<Pages> {
  const folder = mkdtempSync(join(tmpdir(), 'ecs-medic-browser-'));
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('there is no Chromium');
  // A container has no user namespaces for the sandbox, and little shared memory.
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const browser = await launch({ executablePath, args });
  return {
    open: async (name, content, options = {}) => {
      const path = join(folder, name);
      writeFileSync(path, content);
      return openPage(browser, pathToFileURL(path).href, options);
    },
    close: async () => {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function openPage(browser: Browser, address: string, options: OpenOptions): Promise<OpenPage> {
  const { width = 1280, scheme = 'light', javaScript = true, withoutPolicy = false, hash = '' } = options;
  const page = await browser.newPage();
  const doings: Doings = { dialogs: [], requests: [], errors: [], windows: [] };
  page.on('dialog', (dialog) => {
    doings.dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (request.url().split('#')[0] !== address) doings.requests.push(request.url());
  });
  page.on('pageerror', (error) => doings.errors.push(String(error)));
  page.on('popup', (popup) => doings.windows.push(popup?.url() ?? ''));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warn') doings.errors.push(message.text());
  });
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.setJavaScriptEnabled(javaScript);
  await page.setBypassCSP(withoutPolicy);
  await page.evaluateOnNewDocument(
    'globalThis.hits = []; globalThis.hit = (what) => { hits.push(what); alert(what); };',
  );
  await page.goto(`${address}${hash === '' ? '' : `#${hash}`}`, { waitUntil: 'load' });
  return { page, doings, ask: async <T>(expression: string) => (await page.evaluate(expression)) as T };
}
