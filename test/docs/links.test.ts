import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { asObject } from '../../lib/domain/json';
import { bundledCli } from '../cli/run-cli';

const project = resolve(__dirname, '..', '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  'events/README.md',
  'test/simulation/README.md',
  ...markdownUnder('docs'),
];

function markdownUnder(folder: string): readonly string[] {
  return readdirSync(join(project, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .sort()
    .map((file) => join(folder, file));
}

const read = (page: string): string => readFileSync(join(project, page), 'utf8');

/** What stands in fences or backticks is no Markdown. */
const prose = (text: string): string =>
  text.replace(/^ *(```+)[^\n]*\n[\s\S]*?^ *\1 *$/gm, '').replace(/(`+)[^`]+\1/g, 'code');

const linksIn = (page: string): readonly string[] =>
  [...prose(read(page)).matchAll(/\]\(<?([^)\s>]+)>?(?: "[^"]*")?\)/g)].map(([, target = '']) => target);

/** As GitHub makes anchors of headings. */
const anchorsOf = (page: string): readonly string[] =>
  [...read(page).matchAll(/^#{1,6} (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link of a page; undefined where it leads somewhere. */
function faultOf(page: string, target: string): string | undefined {
  if (/^[a-z][\w+.-]*:/i.test(target)) return /^https:\/\/[^/]+\.[a-z]+(?:\/|$)/.test(target) ? undefined : 'no https';
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? join(project, page) : resolve(project, dirname(page), decodeURIComponent(path));
  if (relative(project, file).startsWith('..')) return 'leaves the project';
  if (!existsSync(file)) return 'leads to no file';
  if (anchor === undefined) return undefined;
  if (statSync(file).isDirectory()) return 'has an anchor in a folder';
  return anchorsOf(relative(project, file)).includes(anchor) ? undefined : 'has an anchor that is no heading';
}

describe('links of the documentation', () => {
  it.each(pages)('%s: each leads to a file, a heading or an address', (page) => {
    const faults = linksIn(page).flatMap((target) => {
      const fault = faultOf(page, target);
      return fault === undefined ? [] : [`${target} ${fault}`];
    });
    expect(faults).toEqual([]);
  });

  it('are seen: a wrong one would be found', () => {
    expect(linksIn('README.md').length).toBeGreaterThan(10);
    expect(faultOf('docs/README.md', '../nowhere.md')).toBe('leads to no file');
    expect(faultOf('docs/README.md', '../../nowhere.md')).toBe('leaves the project');
    expect(faultOf('docs/README.md', 'deploy.md#nowhere')).toBe('has an anchor that is no heading');
    expect(faultOf('docs/README.md', 'deploy.md#parameters')).toBeUndefined();
    expect(faultOf('docs/README.md', 'http://example.com/')).toBe('no https');
  });

  it('reach every guide from its index, and every picture from some page', () => {
    const targets = (page: string): readonly string[] =>
      linksIn(page).map((target) => relative(project, resolve(project, dirname(page), target.split('#')[0] ?? '')));
    const guides = markdownUnder('docs').filter((page) => dirname(page) === 'docs' && page !== 'docs/README.md');
    expect(targets('docs/README.md')).toEqual(expect.arrayContaining([...guides]));
    const pictures = readdirSync(join(project, 'docs/images')).map((file) => `docs/images/${file}`);
    expect(pages.flatMap(targets)).toEqual(expect.arrayContaining(pictures));
  });
});

describe('commands of the documentation', () => {
  const scripts = Object.keys(asObject(asObject(JSON.parse(read('package.json')))?.['scripts']) ?? {});
  const cli = bundledCli();
  /** What each command says of itself. */
  const help = new Map<string, string>();

  beforeAll(async () => {
    cli.build();
    const helpOf = async (...command: readonly string[]): Promise<string> =>
      (await cli.run([...command, '--help'])).stdout;
    const commandsIn = (text: string): readonly string[] =>
      [...text.slice(text.indexOf('\nCommands:')).matchAll(/^ {2}([a-z][\w-]*) /gm)].flatMap(([, name]) => name ?? []);
    for (const name of commandsIn(await helpOf())) {
      const said = await helpOf(name);
      const within = said.includes('\nCommands:') ? commandsIn(said).filter((one) => one !== 'help') : [];
      help.set(name, [said, ...(await Promise.all(within.map((one) => helpOf(name, one))))].join('\n'));
    }
  }, 60_000);

  afterAll(() => cli.remove());

  const every = (pattern: RegExp): readonly (readonly [page: string, ...found: string[]])[] =>
    pages.flatMap((page) =>
      [...read(page).matchAll(pattern)].map(([, ...found]) => [page, ...found.map((text) => text ?? '')] as const),
    );

  it('npm run names a script of package.json', () => {
    const named = every(/\bnpm (?:run (?:--silent )?([\w:-]+)|(start|test)\b)/g);
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter(([, script, builtIn]) => !scripts.includes(script || builtIn || ''))).toEqual([]);
  });

  it('npx ecs-medic names a command, with options that it has', () => {
    const named = every(/(?:npx |`)ecs-medic ([a-z][\w-]*)([^\n`|#]*)/g);
    expect(named.length).toBeGreaterThan(10);
    const faults = named.flatMap(([page, command = '', rest = '']) => {
      const said = help.get(command);
      if (said === undefined) return [`${page}: ecs-medic ${command}`];
      const options = rest.replace(/'[^']*'/g, '').match(/(?<=\s)--[a-z][\w-]*/g) ?? [];
      return options
        .filter((option) => !said.includes(`${option} `))
        .map((option) => `${page}: ecs-medic ${command} ${option}`);
    });
    expect(faults).toEqual([]);
  });

  it('files and folders in examples of replay are there, or are the reader’s own', () => {
    const named = every(/npx ecs-medic replay [^\n`]*?(events\/[\w./-]+)/g);
    expect(named.length).toBeGreaterThan(0);
    expect(named.filter(([, path = '']) => !existsSync(join(project, path)))).toEqual([]);
  });

  it('the README is short enough to be read', () => {
    expect(read('README.md').split('\n').length).toBeLessThan(250);
  });
});
