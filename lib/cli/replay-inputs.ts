import { replay } from '../app/replay';
import { tellStory } from '../app/tell-story';
import { verdictOf } from '../app/verdict';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import { rules } from '../domain/rules';
import { memoryPorts } from '../memory/memory-ports';
import { incidentsOf } from '../render/story';
import { layOut } from '../render/terminal/block';
import { jsonLine } from '../render/terminal/harmless';
import type { Screen } from '../render/terminal/paint';
import { storyText } from '../render/terminal/story-text';
import { counted } from '../render/words';
import type { Input, Unusable, WorldInput } from './input/worlds';
import { complain, EXIT, print } from './output';
import { progress } from './progress';

export interface ReplayOptions {
  readonly format: 'text' | 'jsonl';
  readonly why: boolean;
  /** Exit code 1 where there are incidents. */
  readonly exitCode: boolean;
  readonly screen: Screen;
}

/** One input after the other: `name` is the path, for messages. */
export type Inputs = AsyncIterable<{ readonly name: string; readonly input: Input }>;

/** Replays every world as it comes and prints what it says; answers the exit code. */
export async function replayInputs(inputs: Inputs, options: ReplayOptions): Promise<number> {
  const tally = { worlds: 0, incidents: 0, hidden: 0, unusable: 0 };
  const reading = progress(process.stdout, process.stderr, 'worlds read');
  const tellUnusable = (name: string, { id, line, error }: Omit<Unusable, 'kind'>): void => {
    tally.unusable += 1;
    reading.clear();
    const sentence = `${name === '-' ? 'standard input' : name}:${line}: ${error}`;
    if (options.format === 'jsonl') process.stderr.write(`${jsonLine({ id, line, error: sentence })}\n`);
    else complain(sentence);
  };
  for await (const { name, input } of inputs) {
    if (input.kind === 'unusable') {
      tellUnusable(name, input);
      continue;
    }
    const { recording } = input;
    const result = await replay(recording, (now) => memoryPorts(recording, now), rules);
    const unusable = result.leftAlone.filter((one) => one.unusable);
    for (const { index, because } of unusable)
      tellUnusable(name, { id: recording.id, line: input.lineOf(index), error: `event ${index + 1}: ${because}` });
    if (isEmptied(input, unusable.length)) continue;
    tally.worlds += 1;
    if (options.format === 'jsonl') {
      const redacted = result.diagnosis === undefined ? undefined : redactDiagnosis(result.diagnosis).diagnosis;
      const verdict = verdictOf(recording.id, redacted);
      if (verdict.incident) tally.incidents += 1;
      await print(`${jsonLine(verdict)}\n`);
    } else {
      const story = tellStory(recording.id, recording.source, result);
      tally.incidents += incidentsOf(story);
      tally.hidden += story.hidden;
      await print(`${storyText(options.screen, story, { why: options.why, heading: true })}\n`);
    }
    reading.tell(tally.worlds);
  }
  reading.clear();
  if (options.format === 'text' && tally.worlds > 0) await print(closingLine(tally, options.screen));
  if (tally.unusable > 0) return EXIT.unusable;
  return options.exitCode && tally.incidents > 0 ? EXIT.incidents : EXIT.fine;
}

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
