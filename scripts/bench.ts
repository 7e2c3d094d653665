// Prints what the engine costs, as ratios within one run: `npm run bench`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { noEvidence } from '../lib/app/collect-evidence';
import { diagnose, type Rules } from '../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../lib/domain/ecs-events/parse-ecs-event';
import { eventRules } from '../lib/domain/event-rules';
import type { Evidence } from '../lib/domain/evidence';
import { rules } from '../lib/domain/rules';
import { isStop } from '../lib/domain/stop';
import { evidenceOf, logLines, stopEvent } from './bench-inputs';
import { priceOfIdle, priceOfStops, totalOf } from './bench-price';
import { startRatio } from './bench-start';
import { stormFigures } from './bench-storm';
import { sweepFigures } from './bench-sweep';
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

interface Metafile {
  readonly outputs: Readonly<
    Record<
      string,
      {
        readonly entryPoint?: string;
        readonly bytes: number;
        readonly inputs: Readonly<Record<string, { readonly bytesInOutput: number }>>;
      }
    >
  >;
}

/** Rows with the size of what the responder's Lambda carries, and of what of it is ours. */
function sizes(folder: string): void {
  execFileSync(process.execPath, ['scripts/build-lambdas.mjs', folder]);
  const metafile = JSON.parse(readFileSync(join(folder, RESPONDER, 'metafile.json'), 'utf8')) as Metafile;
  const zipped = gzipSync(readFileSync(join(folder, RESPONDER, 'index.js'))).length;
  const output = Object.values(metafile.outputs).find(({ entryPoint }) => entryPoint !== undefined);
  if (output === undefined) throw new Error('expected a bundle of the responder');
  const ours = Object.entries(output.inputs)
    .filter(([path]) => !path.includes('node_modules/'))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0);
  size(`bundle of ${RESPONDER}, minified (gzip ${kilobytes(zipped)})`, output.bytes, 600);
  size('of it our own code', ours, 150);
}

const RESPONDER = 'respond-to-ecs-events';
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(0)} KB`;
const size = (what: string, bytes: number, bound: number) =>
  rows.push({ what, figure: kilobytes(bytes), bound: `≤ ${bound} KB`, met: bytes <= bound * 1000 });
const count = (what: string, value: number, bound: number, digits = 0) =>
  rows.push({ what, figure: value.toFixed(digits), bound: `≤ ${bound}`, met: value <= bound });

/** A stop that its log explains: evidence is read for it. */
const STORM = 'events/exit-missing-configuration/composed-django-gunicorn-keyerror.json';

async function storm(): Promise<Awaited<ReturnType<typeof stormFigures>>> {
  const recorded = JSON.parse(readFileSync(STORM, 'utf8'));
  const figures = await stormFigures(recorded, 10_000);
  const { stops, delivered, counted, opened, loud, posts, edits, evidenceReads } = figures;
  console.log(
    `Storm: ${delivered.toLocaleString('en-US')} messages of ${stops.toLocaleString('en-US')} stops, ${counted.toLocaleString('en-US')} counted; ` +
      `${loud} alerts that call somebody, ${posts} messages in Slack; ` +
      `${figures.readUnitsPerStop.toFixed(2)} read units and ${figures.callsPerStop.toFixed(2)} calls of DynamoDB a stop.`,
  );
  if (counted !== stops) throw new Error(`expected ${stops} stops to be counted, got ${counted}`);
  count('storm of 10,000 stops: opened alerts', opened, 1);
  count('storm of 10,000 stops: edits of the message', edits, 12);
  count('storm of 10,000 stops: times that evidence was read', evidenceReads, 3);
  count('storm of 10,000 stops: write units a stop', figures.writeUnitsPerStop, 1.2, 2);
  return figures;
}

async function sweep(): Promise<void> {
  const { calls, mostInASecond, seconds } = await sweepFigures(1000);
  console.log(`Sweep of 1,000 services: ${calls} calls of AWS in ${seconds.toFixed(0)} s.`);
  count('sweep of 1,000 services: calls in any one second', mostInASecond, 4);
  count('sweep of 1,000 services: seconds of the 300 until the next', seconds, 280);
}

/** Seconds of the responder's Lambda for a batch of 100, as it was billed on the emulator with room to spare. */
const SECONDS_PER_BATCH = 0.5;
const ALARMS = readFileSync('lib/stack/alarms.yml', 'utf8').split('Type: AWS::CloudWatch::Alarm').length - 1;
/** Of our own only the heartbeat is written when nothing happens. */
const METRICS = 1;

async function price({ writeUnitsPerStop, readUnitsPerStop }: Awaited<ReturnType<typeof stormFigures>>): Promise<void> {
  const stops = priceOfStops({
    writeUnits: writeUnitsPerStop,
    readUnits: readUnitsPerStop,
    secondsPerBatch: SECONDS_PER_BATCH,
  });
  const { seconds } = await sweepFigures(50, 50);
  // One call for the clusters, one for the names, five for ten services each: the pace of the sweep.
  const idle = priceOfIdle({
    alarms: ALARMS,
    customMetrics: METRICS,
    sweep: seconds,
    schedules: 7 * 0.28,
    services: '50 services, half of them behind load balancers',
  });
  for (const [title, lines] of [
    ['A million stops in 1,000 incidents', stops],
    ['A month without any', idle],
  ] as const) {
    console.log(`${title}, us-east-1:`);
    for (const { what, usd } of lines) console.log(`  $${usd.toFixed(3).padStart(6)}  ${what}`);
  }
  const dollars = (what: string, lines: typeof stops, bound: number) =>
    rows.push({
      what,
      figure: `$${totalOf(lines).toFixed(2)}`,
      bound: `≤ $${bound.toFixed(2)}`,
      met: totalOf(lines) <= bound,
    });
  dollars('price of a million stops in 1,000 incidents', stops, 1.5);
  dollars('price of an idle month', idle, 3);
}

function report(): void {
  const width = Math.max(...rows.map(({ what }) => what.length));
  for (const { what, figure, bound, met } of rows)
    console.log(`${met ? 'ok  ' : 'MISS'} ${what.padEnd(width)}  ${figure.padStart(18)}   ${bound}`);
  console.log(`Node.js ${process.version}, version ${JSON.parse(readFileSync('package.json', 'utf8')).version}`);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join('dist', 'bench-'));
  try {
    sizes(folder);
    ratio(
      `${RESPONDER}: process start to the first write answered : bare Node.js`,
      await startRatio(resolve(folder, RESPONDER, 'index.js'), told),
      5,
    );
    const figures = await storm();
    await sweep();
    await price(figures);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  report();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
