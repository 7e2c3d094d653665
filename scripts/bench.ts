// Prints what the engine costs, as ratios within one run: `npm run bench`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { diagnose } from '../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../lib/domain/ecs-events/parse-ecs-event';
import type { Evidence } from '../lib/domain/evidence';
import { rules } from '../lib/domain/rules';
import { isStop } from '../lib/domain/stop';
import { evidenceOf, logLines, stopEvent } from './bench-inputs';
import { costOf, ratioOf } from './measure';

function classify(json: string, evidence: Evidence): string {
  const event = parseEcsEvent(JSON.parse(json));
  if (event.type !== 'task' || !isStop(event.task)) throw new Error('expected a stop');
  const diagnosis = diagnose({ kind: 'stop', stop: event.task }, evidence, rules);
  return diagnosis?.cause.id ?? 'nothing';
}

const rows: { what: string; figure: string; bound: string; met: boolean }[] = [];
const ratio = (what: string, value: number, bound: number) =>
  rows.push({ what, figure: `${value.toFixed(1)} ×`, bound: `≤ ${bound} ×`, met: value <= bound });

const told = stopEvent(
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: not found',
  undefined,
);
const silent = stopEvent('Essential container in task exited', 1);
const none = evidenceOf(undefined);
const logs25 = evidenceOf(logLines(25));
const logs50 = evidenceOf(logLines(50));
const logs400 = evidenceOf(logLines(400));
const parseOf = (json: string) => () => JSON.parse(json);
console.log(
  `The event has ${told.length} characters; JSON.parse of it takes ${(costOf(parseOf(told)) / 1000).toFixed(1)} µs.`,
);
console.log(`Classified: ${classify(told, none)}, ${classify(silent, none)}, ${classify(silent, logs50)}.`);

ratio(
  'a stop that ECS explains, no logs : JSON.parse of its event',
  ratioOf(() => classify(told, none), parseOf(told)),
  8,
);
ratio(
  'a stop that ECS does not explain, no logs : JSON.parse',
  ratioOf(() => classify(silent, none), parseOf(silent)),
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
    () => classify(longer, none),
    () => classify(short, none),
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

/** What a responder would carry of us: rules, detectors, parser, redaction. */
const ENGINE = ['rules', 'diagnosis/diagnose', 'ecs-events/parse-ecs-event', 'redaction/redact'];

async function engineSize(): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: ENGINE.map((file) => `export * from './lib/domain/${file}';`).join('\n'),
      resolveDir: process.cwd(),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    write: false,
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  const kilobytes = bytes.length / 1000;
  rows.push({
    what: 'the engine with redaction, minified, without the prose of the pages',
    figure: `${kilobytes.toFixed(0)} KB (gzip ${(gzipSync(bytes).length / 1000).toFixed(0)})`,
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

engineSize()
  .then(report)
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
