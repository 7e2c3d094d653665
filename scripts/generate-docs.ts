// Writes what is generated under docs/: the pages of the causes, from the rules and their recordings, the reference of
// the commands, and the picture of the story. With --check it writes nothing, lists what is out of date and ends with 1 where something is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causePages } from './cause-pages';
import { cliReference } from './cli-reference';
import { storyPicture } from './story-picture';

const CAUSES = join('docs', 'causes');
const PICTURE = join('docs', 'images', 'timeline.svg');
const STORY = join('events', 'stories', 'first-deploys.json');
const check = process.argv.includes('--check');

async function main(): Promise<void> {
  const pages = new Map([...(await causePages('events'))].map(([file, text]) => [join(CAUSES, file), text]));
  pages.set(
    join('docs', 'cli.md'),
    cliReference((guide) => existsSync(join('docs', guide))),
  );
  pages.set(PICTURE, await storyPicture(STORY));
  mkdirSync(CAUSES, { recursive: true });
  const outdated = [...pages].filter(([path, text]) => !existsSync(path) || readFileSync(path, 'utf8') !== text);
  const leftOver = readdirSync(CAUSES)
    .map((file) => join(CAUSES, file))
    .filter((path) => !pages.has(path));
  if (!check) {
    for (const [path, text] of outdated) writeFileSync(path, text);
    for (const path of leftOver) rmSync(path);
    console.log(`${pages.size} files, ${outdated.length} written, ${leftOver.length} removed`);
    return;
  }
  for (const path of [...outdated.map(([name]) => name), ...leftOver])
    console.error(`${path} is out of date: run npm run docs`);
  if (outdated.length + leftOver.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
