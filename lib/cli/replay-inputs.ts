import type { TimelineFacts } from '../domain/timeline/facts';
import { layOut } from '../render/terminal/block';
import { jsonLine } from '../render/terminal/harmless';
import type { Screen } from '../render/terminal/paint';
import { counted, listed } from '../render/words';
import type { Input, Unusable, WorldInput } from './input/worlds';
import { complain, EXIT, print } from './output';
import { progress } from './progress';
import { rehearseTimeline } from './rehearse-timeline';
import { type TellOptions, tellRecording } from './tell-recording';
import { isOneStory } from './timeline-form';
import { writeTimelines } from './write-timelines';

export interface ReplayOptions extends TellOptions {
  /** Exit code 1 where there are incidents. */
  readonly exitCode: boolean;
  /** Folder into which the story of each service is written, as Markdown, as a page and as a picture. */
  readonly timelineFolder?: string;
}

/** One input after the other: `name` is the path, for messages. */
export type Inputs = AsyncIterable<{ readonly name: string; readonly input: Input }>;

/** Of one file that is something else, a person need not read every line. Programs get them all. */
const MOST_TOLD = 5;

/** Replays every world as it comes and prints what it says; answers the exit code. */
export async function replayInputs(inputs: Inputs, options: ReplayOptions): Promise<number> {
  const tally = { worlds: 0, incidents: 0, hidden: 0, unusable: 0 };
  const reading = progress(process.stdout, process.stderr, 'worlds read');
  const unusableIn = new Map<string, number>();
  const stories: TimelineFacts[] = [];
  const documents: string[] = [];
  const tellUnusable = (name: string, { id, line, isFile, error }: Omit<Unusable, 'kind'>): void => {
    tally.unusable += 1;
    const before = unusableIn.get(name) ?? 0;
    unusableIn.set(name, before + 1);
    if (options.format === 'text' && before >= MOST_TOLD) return;
    reading.clear();
    const place = isFile === true ? shown(name) : `${shown(name)}:${line}`;
    const sentence = `${place}: ${error}`;
    if (options.format === 'jsonl') process.stderr.write(`${jsonLine({ id, line, error: sentence })}\n`);
    else complain(sentence);
  };
  for await (const { name, input } of inputs) {
    if (input.kind === 'unusable') {
      tellUnusable(name, input);
      continue;
    }
    const { recording } = input;
    const told = await tellRecording(recording, options);
    const unusable = told.leftAlone.filter((one) => one.unusable);
    for (const { index, because } of unusable)
      tellUnusable(name, { id: recording.id, line: input.lineOf(index), error: `event ${index + 1}: ${because}` });
    if (isEmptied(input, unusable.length)) continue;
    tally.worlds += 1;
    tally.incidents += told.incidents;
    tally.hidden += told.hidden;
    if (told.output !== '') await print(told.output);
    documents.push(...(told.documents ?? []));
    reading.tell(tally.worlds);
    if (options.timelineFolder !== undefined) stories.push(...(await rehearseTimeline(recording, options.tail)).facts);
  }
  reading.clear();
  if (options.format === 'text')
    for (const [name, count] of unusableIn)
      if (count > MOST_TOLD)
        complain(`${shown(name)}: ${counted(count - MOST_TOLD, 'more line')} of it cannot be used`);
  if (options.format === 'text' && tally.worlds > 0) await print(closingLine(tally, options.screen));
  if (isOneStory(options.format) && !(await isPrinted(documents, options.format))) return EXIT.unusable;
  if (options.timelineFolder !== undefined) {
    const written = writeTimelines(options.timelineFolder, stories);
    if (written === undefined) return EXIT.unusable;
    if (written.length > 0) complain(`the story is written to ${listed(written, written.length)}`);
  }
  if (tally.unusable > 0) return EXIT.unusable;
  return options.exitCode && tally.incidents > 0 ? EXIT.incidents : EXIT.fine;
}

/** A document of two stories is none: they are told apart, or each in a file of its own. */
async function isPrinted([document, ...others]: readonly string[], format: string): Promise<boolean> {
  if (document !== undefined && others.length === 0) {
    await print(document);
    return true;
  }
  const services = document === undefined ? 'of no service' : `of ${counted(1 + others.length, 'service')}`;
  complain(
    `--format ${format} tells one story, and these tell ${services}: ecs-medic timeline --recording FILE --service S ` +
      'tells one of them, --write-timeline FOLDER writes each to a file',
  );
  return false;
}

const shown = (name: string): string => (name === '-' ? 'standard input' : name);

/** Nothing is left of a world whose every event is unusable, save where it holds services or tasks. */
const isEmptied = ({ recording: { events, services, tasks } }: WorldInput, unusable: number): boolean =>
  unusable > 0 && unusable === events.length && services === undefined && tasks === undefined;

function closingLine(
  { worlds, incidents, hidden }: { readonly worlds: number; readonly incidents: number; readonly hidden: number },
  screen: Screen,
): string {
  const parts = [
    counted(worlds, 'world'),
    counted(incidents, 'incident'),
    `${counted(hidden, 'value')} hidden by redaction`,
  ];
  return `${layOut(screen, { text: parts.join(', '), styles: ['dim'] }).join('\n')}\n`;
}
