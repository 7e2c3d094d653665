import { explainText } from '../app/explain';
import { tellStory } from '../app/tell-story';
import { verdictOf } from '../app/verdict';
import { causes } from '../domain/causes/index';
import { pages } from '../domain/causes/pages';
import type { Diagnosis } from '../domain/diagnosis/diagnosis';
import { redactDiagnosis } from '../domain/diagnosis/redact-diagnosis';
import { rules } from '../domain/rules';
import { nearestIds } from '../render/nearest-ids';
import { layOut } from '../render/terminal/block';
import { causeListText } from '../render/terminal/cause-list';
import { causePageText } from '../render/terminal/cause-page-text';
import { jsonLine } from '../render/terminal/harmless';
import type { Screen } from '../render/terminal/paint';
import { storyText } from '../render/terminal/story-text';
import { reasonOf } from './input/find-files';
import { inputsIn, type NamedInput } from './input/read-inputs';
import { readText } from './input/read-text';
import type { Input } from './input/worlds';
import { complain, EXIT, print } from './output';
import { replayInputs } from './replay-inputs';

export interface ExplainOptions {
  readonly format: 'text' | 'json';
  readonly why: boolean;
  readonly screen: Screen;
}

const ONLY_TEXT =
  'Only the pasted text was read, and a reason of ECS looks like a line of a log here. Paste the whole event, or ' +
  'replay a recording, to have it checked against the task definition.';
const PASTE_MORE =
  'Paste more of it: the stopped reason of the task, the reason of the container, or the last lines of its log.';
const ONLY_ENDED =
  'ECS says only that an essential container ended by itself. Why, its exit code and its log say: paste them too,\n' +
  'or the whole answer of `aws ecs describe-tasks --cluster CLUSTER --tasks TASK`.';
const LONGEST_TEXT = 16 * 1024 * 1024;
const ID_LIKE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)+$/;

/** Finds out what the words are, and explains them; answers the exit code. */
export async function explainWords(words: readonly string[], options: ExplainOptions): Promise<number> {
  const fromInput = words.length === 0 ? process.stdin.isTTY !== true : words.length === 1 && words[0] === '-';
  let text = words.join(' ').trim();
  if (fromInput) {
    try {
      text = (await readWhole()).trim();
    } catch (error) {
      complain(`standard input: ${reasonOf(error)}`);
      return EXIT.unusable;
    }
  }
  if (text === '' && words[0] === '-') {
    complain('standard input is empty: expected a reason of ECS, a message of a service, a log or an event');
    return EXIT.unusable;
  }
  if (text === '') return list(options);
  const cause = causes.find(({ id }) => id === text);
  if (cause !== undefined) return showPage(cause.id, options);
  if (ID_LIKE.test(text)) {
    complain(
      `no cause is called ${text}. Near: ${nearestIds(
        text,
        causes.map(({ id }) => id),
      ).join(', ')}`,
    );
    return EXIT.unusable;
  }
  const worlds = /^[{[]/.test(text) ? await worldsIn(text) : [];
  if (worlds.length > 0) return replayWorlds(worlds, options);
  return tell(text, explainText(text, rules), options);
}

async function readWhole(): Promise<string> {
  const parts: string[] = [];
  let size = 0;
  for await (const chunk of readText('-')) {
    size += chunk.length;
    if (size > LONGEST_TEXT) throw new Error(`the text is longer than ${LONGEST_TEXT / 1024 / 1024} MB`);
    parts.push(chunk);
  }
  return parts.join('');
}

/** The inputs of a text of JSON, where at least one is a world; a line of a JSON log is none. */
async function worldsIn(text: string): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for await (const input of inputsIn('-', chunks(text))) inputs.push(input);
  return inputs.some(({ kind }) => kind === 'world') ? inputs : [];
}

async function* chunks(text: string): AsyncGenerator<string> {
  yield text;
}

const replayWorlds = (worlds: readonly Input[], { format, why, screen }: ExplainOptions): Promise<number> => {
  async function* named(): AsyncGenerator<NamedInput> {
    for (const input of worlds) yield { name: '-', input };
  }
  return replayInputs(named(), {
    format: format === 'json' ? 'jsonl' : 'text',
    show: 'verdicts',
    tail: 0,
    why,
    exitCode: false,
    screen,
  });
};

async function tell(
  text: string,
  diagnosis: Diagnosis | undefined,
  { format, why, screen }: ExplainOptions,
): Promise<number> {
  if (format === 'json') {
    const redacted = diagnosis === undefined ? undefined : redactDiagnosis(diagnosis).diagnosis;
    await print(`${jsonLine(redacted === undefined ? unknownVerdict() : verdictOf('text', redacted))}\n`);
    return EXIT.fine;
  }
  if (diagnosis === undefined) {
    await print(
      `No cause that ecs-medic knows stands in this text.\n${/essential container/i.test(text) ? ONLY_ENDED : PASTE_MORE}\n`,
    );
    return EXIT.fine;
  }
  const symptom = { kind: 'text', text: '' } as const;
  const steps = [{ at: undefined, subject: 'text', symptom, diagnosis }];
  const story = tellStory('text', undefined, { steps, diagnosis, leftAlone: [] });
  const note = layOut(screen, { text: ONLY_TEXT, styles: ['dim'] });
  await print(`${storyText(screen, story, { why, heading: false })}\n${note.join('\n')}\n`);
  return EXIT.fine;
}

const unknownVerdict = () => ({
  ...verdictOf('text', undefined),
  summary: 'No cause that ecs-medic knows stands in this text.',
  next: PASTE_MORE,
});

async function list({ format, screen }: ExplainOptions): Promise<number> {
  const all = causes.map(({ id, group, kind, title }) => ({ id, group, kind, title }));
  await print(format === 'json' ? `${jsonLine(all)}\n` : causeListText(screen, causes));
  return EXIT.fine;
}

async function showPage(id: (typeof causes)[number]['id'], { format, screen }: ExplainOptions): Promise<number> {
  const cause = causes.find((one) => one.id === id);
  const page = pages[id];
  if (cause === undefined || page === undefined) {
    complain(`the cause ${id} has no page`);
    return EXIT.unusable;
  }
  const { title, group, kind } = cause;
  await print(
    format === 'json' ? `${jsonLine({ id, title, group, kind, ...page })}\n` : causePageText(screen, cause, page),
  );
  return EXIT.fine;
}
