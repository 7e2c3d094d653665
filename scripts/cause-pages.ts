import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { causeExamples, type Replayed } from '../lib/app/cause-examples';
import { replay } from '../lib/app/replay';
import { readInputs } from '../lib/cli/input/read-inputs';
import { causes } from '../lib/domain/causes/index';
import { pages } from '../lib/domain/causes/pages';
import { rules } from '../lib/domain/rules';
import { memoryPorts } from '../lib/memory/memory-ports';
import { renderCauseIndex, renderCausePage } from '../lib/render/cause-page';

/** File name → text of every page that docs/causes must hold, from the rules and what they say of the recordings. */
export async function causePages(eventsFolder: string): Promise<ReadonlyMap<string, string>> {
  const examples = causeExamples(await replayed(eventsFolder));
  const result = new Map([['README.md', renderCauseIndex(causes)]]);
  for (const cause of causes) {
    const page = pages[cause.id];
    if (page !== undefined) result.set(`${cause.id}.md`, renderCausePage(cause, page, examples.get(cause.id) ?? []));
  }
  return result;
}

async function replayed(eventsFolder: string): Promise<readonly Replayed[]> {
  const folders = readdirSync(eventsFolder, { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== 'stories',
  );
  const all: Replayed[] = [];
  for (const { name: folder } of folders)
    for await (const { input } of readInputs([join(eventsFolder, folder)])) {
      if (input.kind === 'unusable') continue;
      const { recording } = input;
      const result = await replay(recording, (now) => memoryPorts(recording, now), rules);
      const { id, source, synthetic } = recording;
      all.push({ folder, id, ...(source === undefined ? {} : { source }), synthetic, result });
    }
  return all;
}
