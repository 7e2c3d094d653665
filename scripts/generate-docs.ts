// Writes docs/causes from the causes and their recordings. With --check it writes nothing, lists what is out of date
// and ends with 1 where something is.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { causePages } from './cause-pages';

const FOLDER = join('docs', 'causes');
const check = process.argv.includes('--check');

async function main(): Promise<void> {
  const pages = await causePages('events');
  mkdirSync(FOLDER, { recursive: true });
  const outdated = [...pages].filter(([file, text]) => {
    const path = join(FOLDER, file);
    return !existsSync(path) || readFileSync(path, 'utf8') !== text;
  });
  const leftOver = readdirSync(FOLDER).filter((file) => !pages.has(file));
  if (!check) {
    for (const [file, text] of outdated) writeFileSync(join(FOLDER, file), text);
    for (const file of leftOver) rmSync(join(FOLDER, file));
    console.log(`${pages.size} pages, ${outdated.length} written, ${leftOver.length} removed`);
    return;
  }
  for (const file of [...outdated.map(([name]) => name), ...leftOver])
    console.error(`${join(FOLDER, file)} is out of date: run npm run docs`);
  if (outdated.length + leftOver.length > 0) process.exitCode = 1;
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
