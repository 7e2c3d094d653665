// Prints what the engine costs, as ratios within one run: `npm run bench`.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { parseTaskDefinition } from '../lib/domain/definition/parse-task-definition';
import { diagnose } from '../lib/domain/diagnosis/diagnose';
import { parseEcsEvent } from '../lib/domain/ecs-events/parse-ecs-event';
import type { Evidence } from '../lib/domain/evidence';
import { known, unavailable } from '../lib/domain/read';
import { rules } from '../lib/domain/rules';
import { isStop } from '../lib/domain/stop';

const taskId = 'cdd887a827a4432db19f6059310a4817';
const arn = (resource: string) => `arn:aws:ecs:us-east-1:111122223333:${resource}`;

const containerOf = (name: string, exitCode: number | undefined) => ({
  containerArn: arn(`container/web/${taskId}/a6c1281f-3c9f-4f0c-9b9e-6f1a1a2b3c4d`),
  ...(exitCode === undefined ? {} : { exitCode }),
  lastStatus: 'STOPPED',
  name,
  image: `111122223333.dkr.ecr.us-east-1.amazonaws.com/${name}:1.4`,
  imageDigest: 'sha256:2f66aa0b4d0b4ad3f0b5b3fbb6d6f6ab8d6c1f6d1d5e6c0a9d8e7f6a5b4c3d2e',
  runtimeId: `${taskId}-2171104572`,
  taskArn: arn(`task/web/${taskId}`),
  networkInterfaces: [{ attachmentId: 'ad48c228-9a33-4f0b-8f57-4dbd5a1e2a10', privateIpv4Address: '172.31.68.200' }],
  cpu: '256',
  memory: '512',
  memoryReservation: '256',
  managedAgents: [{ name: 'ExecuteCommandAgent', status: 'STOPPED', lastStartedAt: '2026-11-13T21:21:30.1Z' }],
});

/** A stopped Fargate task with a log router, the agent of GuardDuty and ECS Exec, as EventBridge delivers it. */
function stopEvent(stoppedReason: string, exitCode: number | undefined): string {
  const at = (second: string) => `2026-11-13T21:${second}Z`;
  return JSON.stringify({
    version: '0',
    id: '95fb0ab4-5c1f-4d6e-9a37-0d3c3a1d1f57',
    'detail-type': 'ECS Task State Change',
    source: 'aws.ecs',
    account: '111122223333',
    time: at('23:11'),
    region: 'us-east-1',
    resources: [arn(`task/web/${taskId}`)],
    detail: {
      attachments: [
        { id: '254e29d7-4b5d-4f9a-8a2e-91b4d2d4a7a1', type: 'elb', status: 'DELETED', details: [] },
        {
          id: 'ad48c228-9a33-4f0b-8f57-4dbd5a1e2a10',
          type: 'eni',
          status: 'DELETED',
          details: ['subnetId', 'networkInterfaceId', 'macAddress', 'privateDnsName', 'privateIPv4Address'].map(
            (name) => ({ name, value: `value-of-${name}-0123456789` }),
          ),
        },
      ],
      attributes: [{ name: 'ecs.cpu-architecture', value: 'x86_64' }],
      availabilityZone: 'us-east-1c',
      clusterArn: arn('cluster/web'),
      connectivity: 'CONNECTED',
      connectivityAt: at('20:53'),
      containers: [
        containerOf('app', exitCode),
        containerOf('log-router', exitCode === undefined ? undefined : 0),
        containerOf('aws-guardduty-agent-Xp3Lz9', exitCode === undefined ? undefined : 0),
      ],
      cpu: '512',
      createdAt: at('20:49'),
      desiredStatus: 'STOPPED',
      enableExecuteCommand: true,
      ephemeralStorage: { sizeInGiB: 20 },
      executionStoppedAt: at('22:46'),
      group: 'service:app',
      launchType: 'FARGATE',
      lastStatus: 'STOPPED',
      memory: '1024',
      overrides: {
        containerOverrides: [
          { name: 'app', environment: [{ name: 'RUN_ID', value: '2026-11-13-0001' }] },
          { name: 'log-router' },
        ],
      },
      platformVersion: '1.4.0',
      pullStartedAt: at('21:01'),
      pullStoppedAt: at('21:16'),
      startedAt: at('21:36'),
      startedBy: 'ecs-svc/2770844949256052681',
      stoppingAt: at('21:58'),
      stoppedAt: at('23:11'),
      stoppedReason,
      stopCode: exitCode === undefined ? 'TaskFailedToStart' : 'EssentialContainerExited',
      taskArn: arn(`task/web/${taskId}`),
      taskDefinitionArn: arn('task-definition/app:3'),
      updatedAt: at('23:11'),
      version: 9,
    },
  });
}

const definition = parseTaskDefinition({
  taskDefinitionArn: arn('task-definition/app:3'),
  family: 'app',
  revision: 3,
  containerDefinitions: [
    {
      name: 'app',
      image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4',
      essential: true,
      portMappings: [{ containerPort: 8000 }],
      environment: [{ name: 'APP_NAME', value: 'x' }],
    },
    { name: 'log-router', image: '111122223333.dkr.ecr.us-east-1.amazonaws.com/log-router:1.4', essential: false },
  ],
});

/** An ordinary start, then a stack trace that ends with a missing variable. */
function logLines(count: number): readonly string[] {
  const ordinary = [
    '2026-11-13T21:21:40.103Z INFO  [main] com.example.Application - Starting with profile production',
    '10.0.3.17 - - [13/Nov/2026:21:21:41 +0000] "GET /api/orders?page=2 HTTP/1.1" 200 5123 "-" "curl/8.5.0"',
    '{"level":"info","time":1763068901,"msg":"request completed","route":"/orders","ms":12}',
    'DEBUG sqlalchemy.engine.Engine SELECT orders.id, orders.total FROM orders WHERE orders.customer_id = %(id)s',
    '  File "/usr/local/lib/python3.12/site-packages/uvicorn/server.py", line 69, in serve',
  ];
  const lines = Array.from({ length: count - 1 }, (_, index) => `${ordinary[index % ordinary.length]} #${index}`);
  return [...lines, "KeyError: 'SECRET_KEY'"];
}

function evidenceOf(lines: readonly string[] | undefined): Evidence {
  const none = unavailable('not measured');
  return {
    definition: definition === undefined ? none : known(definition),
    lastGood: none,
    logs:
      lines === undefined ? none : known([{ container: 'app', group: '/ecs/app', stream: `ecs/app/${taskId}`, lines }]),
    service: none,
    targetGroups: none,
    targetHealth: none,
  };
}

function classify(json: string, evidence: Evidence): string {
  const event = parseEcsEvent(JSON.parse(json));
  if (event.type !== 'task' || !isStop(event.task)) throw new Error('expected a stop');
  const diagnosis = diagnose({ kind: 'stop', stop: event.task }, evidence, rules);
  return diagnosis?.cause.id ?? 'nothing';
}

/** Milliseconds in which a piece of work is run before it is timed, so that it is compiled. */
const WARM_UP = 400;

/** Nanoseconds of one run: the least of many rounds, each long enough for the clock. */
function cost(work: () => unknown, rounds = 25, milliseconds = 12): number {
  for (const start = Date.now(); Date.now() - start < WARM_UP; ) work();
  let times = 1;
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; ) {
    const start = process.hrtime.bigint();
    for (let run = 0; run < times; run++) work();
    const took = Number(process.hrtime.bigint() - start);
    if (took < milliseconds * 1e6 && took < 2e9) {
      times = Math.max(times + 1, Math.ceil((times * milliseconds * 1.3e6) / Math.max(took, 1)));
      if (took < (milliseconds * 1e6) / 2) continue;
    }
    least = Math.min(least, took / times);
    round++;
  }
  return least;
}

const rows: { what: string; figure: string; bound: string; met: boolean }[] = [];
const ratio = (what: string, value: number, bound: number) =>
  rows.push({ what, figure: `${value.toFixed(1)} ×`, bound: `≤ ${bound} ×`, met: value <= bound });

const told = stopEvent(
  'CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: 111122223333.dkr.ecr.us-east-1.amazonaws.com/app:1.4: not found',
  undefined,
);
const silent = stopEvent('Essential container in task exited', 1);
const parse = cost(() => JSON.parse(told));
console.log(
  `JSON.parse of the event (${told.length} characters): ${(parse / 1000).toFixed(1)} µs; all ratios are to it unless another base is named`,
);
console.log(
  `classified: ${classify(told, evidenceOf(undefined))}, ${classify(silent, evidenceOf(undefined))}, ${classify(silent, evidenceOf(logLines(50)))}`,
);

const noLogs = evidenceOf(undefined);
const logs50 = evidenceOf(logLines(50));
ratio('classify a stop that ECS explains, no logs', cost(() => classify(told, noLogs)) / parse, 8);
ratio('classify a stop that ECS does not explain, no logs', cost(() => classify(silent, noLogs)) / parse, 8);
const with50 = cost(() => classify(silent, logs50));
ratio('classify with 50 log lines', with50 / parse, 100);

const logs25 = evidenceOf(logLines(25));
const logs400 = evidenceOf(logLines(400));
ratio(
  '16 × the log lines (400 to 25)',
  cost(() => classify(silent, logs400)) / cost(() => classify(silent, logs25)),
  20,
);
const long = (length: number) => stopEvent(`CannotPullContainerError: ${'x'.repeat(length)}: not found`, undefined);
const [short, longer] = [long(1000), long(16_000)];
ratio(
  '16 × the reason (16,000 to 1,000 characters)',
  cost(() => classify(longer, noLogs)) / cost(() => classify(short, noLogs)),
  20,
);

const pumps: Record<string, (length: number) => string> = {
  'one line of a': (length) => 'a'.repeat(length),
  'a://b': (length) => 'a://b'.repeat(length / 5),
  'key words': (length) => 'KeyError: required missing not found '.repeat(length / 36),
  'spaces and quotes': (length) => `" '`.repeat(length / 3),
};
const megabyte = 1_000_000;
const baseline = cost(() => JSON.parse(JSON.stringify({ line: 'x'.repeat(megabyte) })), 5);
const worst = Object.entries(pumps).map(([name, pump]) => {
  const evidence = evidenceOf([pump(megabyte)]);
  return { name, took: cost(() => classify(silent, evidence), 5) };
});
for (const { name, took } of worst)
  ratio(`1 MB of ${name} in the log, to stringify and parse of 1 MB`, took / baseline, 100);
const lines = pumps['key words'];
if (lines !== undefined) {
  const evidence = evidenceOf(lines(megabyte).match(/.{1,120}/g) ?? []);
  ratio(
    '1 MB of key words in lines of 120, to stringify and parse of 1 MB',
    cost(() => classify(silent, evidence), 5) / baseline,
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
