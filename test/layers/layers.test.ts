import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(__dirname, '..', '..');

const forbidden = [
  ['lib/domain/causes/image', '@aws-sdk/client-ecs'],
  ['lib/domain', 'node:fs'],
  ['lib/domain', '../app/replay'],
  ['lib/domain/diagnosis', '../../memory/memory-ports'],
  ['lib/domain', '../cli/main'],
  ['lib/render', '../app/replay'],
  ['lib/render', 'node:process'],
  ['lib/app', '../memory/memory-ports'],
  ['lib/app', '../aws/ecs'],
  ['lib/app', '@aws-sdk/client-sns'],
  ['lib/app', '../slack/slack-chat'],
  ['lib/domain', '../slack/slack-chat'],
  ['lib/memory', '../slack/slack-chat'],
  ['lib/memory', '../cli/main'],
  ['lib/memory', '@aws-sdk/client-ecs'],
  ['lib/slack', '@aws-sdk/client-ssm'],
  ['lib/slack', '../aws/secrets'],
  ['lib/slack', '../render/slack/slack-message'],
  ['lib/cli', '../slack/slack-chat'],
  ['lib/cli', '@aws-sdk/client-ecs'],
  ['lib/cli', '../aws/ecs'],
] as const;
const allowed = [
  ['lib/domain/causes', './memory/out-of-memory'],
  ['lib/render', '../domain/read'],
  ['lib/app', '../render/alert'],
  ['lib/app', '../render/slack/slack-message'],
  ['lib/render', './slack/slack-message'],
  ['lib/slack', '../app/ports'],
  ['lib/memory', '../app/ports'],
  ['lib/cli', '../memory/memory-ports'],
] as const;

const fileOf = (place: string, imported: string): string => `${place}/${imported.replace(/\W/g, '_')}.ts`;

/** Lints a project of its own, with our rules, in which each file has one of the imports. */
function lint(): string {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  try {
    const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, vcs: { enabled: false } }));
    for (const [place, imported] of [...forbidden, ...allowed]) {
      const file = join(folder, fileOf(place, imported));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `import { something } from '${imported}';\n\nexport const used = something;\n`);
    }
    const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
    return spawnSync(process.execPath, [biome, 'lint', '--reporter=github', '--max-diagnostics=200', '.'], {
      cwd: folder,
      encoding: 'utf8',
    }).stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const refused = lint()
  .split('\n')
  .filter((line) => line.includes('noRestrictedImports'));

it.each(forbidden)('%s may not import %s', (place, imported) => {
  expect(refused).toContainEqual(expect.stringContaining(fileOf(place, imported)));
});

it.each(allowed)('%s may import %s', (place, imported) => {
  expect(refused).not.toContainEqual(expect.stringContaining(fileOf(place, imported)));
});
