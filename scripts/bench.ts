// Prints what the engine costs, as ratios within one run: `npm run bench`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { noEvidence } from '../lib/app/collect-evidence';
import { diagnose, type Rules } from '../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../lib/domain/ecs-events/parse-ecs-event';
import { eventRules } from '../lib/domain/event-rules';
import type { Evidence } from '../lib/domain/evidence';
import { rules } from '../lib/domain/rules';
import { isStop } from '../lib/domain/stop';
import { evidenceOf, logLines, stopEvent } from './bench-inputs';
import { costOf, ratioOf } from './measure';

function classify(json: string, evidence: Evidence, by: Rules = rules): string {
  const event = parseEcsEvent(JSON.parse(json));
  if (event.type !== 'task' || !isStop(event.task)) throw new Error('expected a stop');
  const diagnosis = diagnose({ kind: 'stop', stop: event.task }, evidence, by);
  return diagnosis?.cause.id ?? 'nothing';
}

/** As the responder does, which reads nothing but the event. */
const respond = (json: string): string => classify(json, none, eventRules);

const rows: { what: string; figure: string; bound: string; met: boolean }[] = [];
const ratio = (what: string, value: number, bound: number) =>
  rows.push({ what, figure: `${value.toFixed(1)} ×`, bound: `≤ ${bound} ×`, met: value <= bound });

const told = stopEvent(
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: not found',
  undefined,
);
const silent = stopEvent('Essential container in task exited', 1);
const none = noEvidence('not read yet');
const logs25 = evidenceOf(logLines(25));
const logs50 = evidenceOf(logLines(50));
const logs400 = evidenceOf(logLines(400));
const parseOf = (json: string) => () => JSON.parse(json);
console.log(
  `The event has ${told.length} characters; JSON.parse of it takes ${(costOf(parseOf(told)) / 1000).toFixed(1)} µs.`,
);
console.log(`Classified: ${respond(told)}, ${respond(silent)}, ${classify(silent, logs50)}.`);

ratio(
  'a stop that ECS explains, no logs : JSON.parse of its event',
  ratioOf(() => respond(told), parseOf(told)),
  8,
);
ratio(
  'a stop that ECS does not explain, no logs : JSON.parse',
  ratioOf(() => respond(silent), parseOf(silent)),
  8,
);
ratio(
  'a stop with 50 log lines : JSON.parse',
  ratioOf(() => classify(silent, logs50), parseOf(silent)),
  100,
);
ratio(
  '400 log lines : 25 log lines (16 × the input)',
  ratioOf(
    () => classify(silent, logs400),
    () => classify(silent, logs25),
  ),
  20,
);
const long = (length: number) => stopEvent(`CannotPullContainerError: ${'x'.repeat(length)}: not found`, undefined);
const [short, longer] = [long(1000), long(16_000)];
ratio(
  'a reason of 16,000 characters : 1,000 (16 × the input)',
  ratioOf(
    () => respond(longer),
    () => respond(short),
  ),
  20,
);

const MEGABYTE = 1_000_000;
const pumps: Readonly<Record<string, (length: number) => readonly string[]>> = {
  'one line of a': (length) => ['a'.repeat(length)],
  'a://b': (length) => ['a://b'.repeat(length / 5)],
  'key words': (length) => ['KeyError: required missing not found '.repeat(length / 36)],
  'spaces and quotes': (length) => [`" '`.repeat(length / 3)],
  'key words in lines of 120': (length) =>
    'KeyError: required missing not found '.repeat(length / 36).match(/.{1,120}/g) ?? [],
};
const document = JSON.stringify({ line: 'x'.repeat(MEGABYTE) });
for (const [name, pump] of Object.entries(pumps)) {
  const evidence = evidenceOf(pump(MEGABYTE));
  ratio(
    `a log of 1 MB, ${name} : JSON.parse of 1 MB`,
    ratioOf(() => classify(silent, evidence), parseOf(document), 9),
    100,
  );
}

/** Of us, what the responder carries: its use case, and the rules for what an event alone shows. */
const RESPONDER = ['app/respond-to-events', 'domain/event-rules'];
/** Of it, what makes a redacted diagnosis of an event. */
const ENGINE = [
  'domain/ecs-events/parse-ecs-event',
  'domain/event-rules',
  'domain/diagnosis/diagnose',
  'domain/diagnosis/diagnosis-record',
];

/** Adds a row with the size of some of our files and of what they import of ours, as a Lambda carries them. */
async function sizeOf(what: string, files: readonly string[]): Promise<void> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: files.map((file) => `export * from './lib/${file}';`).join('\n'), resolveDir: process.cwd() },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    write: false,
    metafile: true,
  });
  const ours = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([path]) => !path.includes('node_modules/'));
  const kilobytes = ours.reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0) / 1000;
  const zipped = gzipSync(outputFiles[0]?.contents ?? new Uint8Array()).length / 1000;
  rows.push({
    what,
    figure: `${kilobytes.toFixed(0)} KB (gzip ${zipped.toFixed(0)})`,
    bound: '≤ 150 KB',
    met: kilobytes <= 150,
  });
}

function report(): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, figure, bound, met } of rows)
    console.log(`${met ? 'ok  ' : 'MISS'} ${what.padEnd(width)}  ${figure.padStart(18)}   ${bound}`);
  console.log(`Node.js ${process.version}, version ${JSON.parse(readFileSync('package.json', 'utf8')).version}`);
}

sizeOf('our own code in the responder, minified', RESPONDER)
  .then(() => sizeOf('of it, parser, rules, diagnosis and redaction', ENGINE))
  .then(report)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
