import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { median } from './measure';

/** Answers to DynamoDB's calls that find an empty table; the first write is what is waited for. */
const ANSWERS: Readonly<Record<string, string>> = {
  GetItem: '{}',
  BatchGetItem: '{"Responses":{},"UnprocessedKeys":{}}',
  PutItem: '{}',
  BatchWriteItem: '{"UnprocessedItems":{}}',
  Query: '{"Items":[],"Count":0}',
};

const RUNS = 15;

/**
 * From the start of a Node.js process to the first write of the responder's bundle that a local DynamoDB answered, as a
 * multiple of a Node.js process that does nothing; medians of pairs of runs. No TLS, no AWS.
 */
export async function startRatio(bundle: string, event: string): Promise<number> {
  let onWrite = (): void => undefined;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const operation =
        String(request.headers['x-amz-target'] ?? 'Publish')
          .split('.')
          .at(-1) ?? '';
      const isSns = request.headers['x-amz-target'] === undefined;
      response.setHeader('content-type', isSns ? 'text/xml' : 'application/x-amz-json-1.0');
      response.end(isSns ? PUBLISHED : (ANSWERS[operation] ?? '{}'));
      if (operation === 'PutItem' || operation === 'BatchWriteItem') onWrite();
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const ratios: number[] = [];
    for (let run = 0; run < RUNS; run++) {
      const bare = await timeOf(['-e', '0']);
      const script = `require(${JSON.stringify(bundle)}).handler(${JSON.stringify({ Records: [{ messageId: 'one', body: event }] })})`;
      const started = await timeOf(['-e', script], environment(endpoint), (done) => {
        onWrite = done;
      });
      ratios.push(started / bare);
    }
    return median(ratios);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

const PUBLISHED =
  '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';

/** Milliseconds until the process ends, or until it has done what is waited for. */
function timeOf(
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  until?: (done: () => void) => void,
): Promise<number> {
  const start = process.hrtime.bigint();
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let problem = '';
  child.stderr.on('data', (chunk: Buffer) => {
    problem += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      resolve(Number(process.hrtime.bigint() - start) / 1e6);
      child.kill('SIGKILL');
    };
    until?.(finish);
    child.on('error', reject);
    child.on('close', (code) => {
      if (until === undefined) finish();
      else reject(new Error(`the responder ended with ${code} before it wrote: ${problem.slice(0, 500)}`));
    });
  });
}

const environment = (endpoint: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  NODE_NO_WARNINGS: '1',
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local',
  AWS_ENDPOINT_URL: endpoint,
  ECS_MEDIC_DEPLOYMENT: 'bench',
  ECS_MEDIC_TABLE: 'ecs-medic',
  ECS_MEDIC_EVIDENCE_DAYS: '90',
  ECS_MEDIC_CLUSTERS: '*',
  ECS_MEDIC_TRANSIENT_STOPS: '3',
  ECS_MEDIC_TRANSIENT_WINDOW_MINUTES: '10',
  ECS_MEDIC_HOLD_DOWN_MINUTES: '5',
  ECS_MEDIC_REMINDER_HOURS: '4,24',
  ECS_MEDIC_ALERTS_TOPIC_ARN: 'arn:aws:sns:eu-central-1:111122223333:alerts',
  ECS_MEDIC_LOOK_AGAIN_QUEUE_URL: `${endpoint}/111122223333/look-again`,
});
