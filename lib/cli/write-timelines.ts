import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TimelineFacts } from '../domain/timeline/facts';
import { serviceTimeline } from '../domain/timeline/make-timeline';
import { plainPaint } from '../render/terminal/paint';
import { reasonOf } from './input/find-files';
import { complain } from './output';
import { timelineIn } from './timeline-form';

const OPTIONS = { timeZone: 'UTC' };
const FILES = [
  ['markdown', 'md'],
  ['html', 'html'],
  ['svg', 'svg'],
] as const;
const SCREEN = { width: 80, paint: plainPaint };

/** The names of what was written; undefined where it could not be, which has been told. */
export function writeTimelines(folder: string, worlds: readonly TimelineFacts[]): readonly string[] | undefined {
  const written: string[] = [];
  const taken = new Set<string>();
  try {
    mkdirSync(folder, { recursive: true });
    for (const facts of worlds) {
      const timeline = serviceTimeline(facts);
      const name = fileNameOf(facts.subject.name, taken);
      for (const [form, ending] of FILES) {
        const path = join(folder, `${name}.${ending}`);
        writeFileSync(path, timelineIn(form, timeline, OPTIONS, SCREEN));
        written.push(path);
      }
    }
  } catch (error) {
    complain(`the timeline cannot be written to ${folder}: ${reasonOf(error)}`);
    return undefined;
  }
  return written;
}

/** A name of a service may hold what a file's name may not; two services of one name are numbered. */
function fileNameOf(name: string, taken: Set<string>): string {
  const plain =
    name
      .replace(/[^\w.-]/g, '_')
      .replace(/^\.+/, '_')
      .slice(0, 100) || 'timeline';
  let free = plain;
  for (let number = 2; taken.has(free); number++) free = `${plain}-${number}`;
  taken.add(free);
  return free;
}
