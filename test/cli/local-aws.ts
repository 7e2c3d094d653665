import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startLocalDynamodb } from '../contract/local-table';

/** What AWS answers instead, by `service:Action`: the error as it is named there. */
export interface Fault {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

type Entries = readonly { readonly Id: string; readonly MessageBody: string; readonly ReceiptHandle: string }[];
interface Call {
  readonly QueueUrl: string;
  readonly Entries: Entries;
  readonly MaxNumberOfMessages: number;
  readonly SourceArn: string;
  readonly DestinationArn: string;
}

const ACCOUNT = '111122223333';
const NAMES = ['Events', 'LookAgain', 'Deliveries'].flatMap((name) => [`${name}Queue`, `${name}DeadLetterQueue`]);
const UNSUPPORTED: Fault = {
  status: 400,
  code: 'InvalidAction',
  message: 'The action or operation requested is invalid.',
};

/**
 * As much of AWS as the commands use, on the loopback interface: a stack with its outputs, its queues and its topic in
 * this process, its table by dynalite.
 */
export async function startLocalAws() {
  const dynamodb = await startLocalDynamodb();
  const table = await dynamodb.newTable();
  const client = dynamodb.newClient();
  const { hostname, port: tablePort } = (await client.config.endpoint?.()) ?? { hostname: '', port: 0 };
  const queues = new Map<string, string[]>(NAMES.map((name) => [name, []]));
  const faults = new Map<string, Fault>();
  const calls: string[] = [];
  const published: URLSearchParams[] = [];
  let movesByItself = true;
  let lastMove = { moved: 0, source: '' };

  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const target = /^AmazonSQS\.(\w+)$/.exec(String(request.headers['x-amz-target'] ?? ''))?.[1];
    const form = new URLSearchParams(target === undefined ? body : '');
    const action = target ?? form.get('Action') ?? '';
    const service = target !== undefined ? 'sqs' : action === 'Publish' ? 'sns' : 'cloudformation';
    calls.push(`${service}:${action}`);
    const fault = faults.get(`${service}:${action}`) ?? (isMove(action) && !movesByItself ? UNSUPPORTED : undefined);
    if (target === undefined) {
      const answer = fault === undefined ? answerQuery(action, form) : undefined;
      response.writeHead(fault?.status ?? 200, { 'content-type': 'text/xml' });
      response.end(
        answer ??
          `<ErrorResponse><Error><Type>Sender</Type><Code>${fault?.code}</Code><Message>${fault?.message}</Message></Error></ErrorResponse>`,
      );
      return;
    }
    response.writeHead(fault?.status ?? 200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(
      JSON.stringify(
        fault === undefined
          ? answerSqs(action, JSON.parse(body) as Call)
          : { __type: `com.amazonaws.sqs#${fault.code}`, message: fault.message },
      ),
    );
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const { port } = server.address() as AddressInfo;
  const endpoint = `http://127.0.0.1:${port}`;
  const topicArn = `arn:aws:sns:eu-central-1:${ACCOUNT}:alerts`;
  const urlOf = (name: string): string => `${endpoint}/${ACCOUNT}/${name}`;
  const arnOf = (name: string): string => `arn:aws:sqs:eu-central-1:${ACCOUNT}:${name}`;
  const queueIn = (place: string): string[] => queues.get(place.slice(place.search(/[^/:]+$/))) ?? [];

  function answerQuery(action: string, form: URLSearchParams): string {
    if (action === 'Publish') {
      published.push(form);
      return '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
    }
    const outputs = {
      AlertsTopicArn: topicArn,
      TableName: table,
      ...Object.fromEntries(NAMES.map((name) => [`${name}Url`, urlOf(name)])),
    };
    const members = Object.entries(outputs).map(
      ([name, value]) => `<member><OutputKey>${name}</OutputKey><OutputValue>${value}</OutputValue></member>`,
    );
    return `<DescribeStacksResponse><DescribeStacksResult><Stacks><member><StackName>${form.get('StackName')}</StackName><Outputs>${members.join('')}</Outputs></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
  }

  function answerSqs(action: string, call: Call): unknown {
    switch (action) {
      case 'GetQueueAttributes': {
        const queue = queueIn(call.QueueUrl);
        const name = call.QueueUrl.slice(call.QueueUrl.lastIndexOf('/') + 1);
        return { Attributes: { QueueArn: arnOf(name), ApproximateNumberOfMessages: String(queue.length) } };
      }
      case 'StartMessageMoveTask': {
        const source = queueIn(call.SourceArn);
        lastMove = { moved: source.length, source: call.SourceArn };
        queueIn(call.DestinationArn).push(...source.splice(0));
        return { TaskHandle: '1' };
      }
      case 'ListMessageMoveTasks':
        return {
          Results: [
            { Status: 'COMPLETED', ApproximateNumberOfMessagesMoved: lastMove.moved, SourceArn: lastMove.source },
          ],
        };
      case 'ReceiveMessage':
        return {
          Messages: queueIn(call.QueueUrl)
            .slice(0, call.MaxNumberOfMessages)
            .map((Body) => ({ MessageId: Body, ReceiptHandle: Body, Body, MD5OfBody: md5(Body) })),
        };
      case 'SendMessageBatch':
        queueIn(call.QueueUrl).push(...call.Entries.map(({ MessageBody }) => MessageBody));
        return {
          Successful: call.Entries.map(({ Id, MessageBody }) => ({
            Id,
            MessageId: Id,
            MD5OfMessageBody: md5(MessageBody),
          })),
          Failed: [],
        };
      case 'DeleteMessageBatch': {
        const queue = queueIn(call.QueueUrl);
        for (const { ReceiptHandle } of call.Entries) queue.splice(queue.indexOf(ReceiptHandle), 1);
        return { Successful: call.Entries.map(({ Id }) => ({ Id })), Failed: [] };
      }
      default:
        throw new Error(`the stub does not know ${action}`);
    }
  }

  return {
    client,
    table,
    topicArn,
    queue: (name: string): string[] => queues.get(name) ?? [],
    faults,
    calls,
    published,
    /** False: the endpoint knows no StartMessageMoveTask, as some emulators. */
    letMove(byItself: boolean) {
      movesByItself = byItself;
    },
    env: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_ENDPOINT_URL_DYNAMODB: `http://${hostname}:${tablePort}`,
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      AWS_EC2_METADATA_DISABLED: 'true',
      TZ: 'Europe/Berlin',
    },
    reset() {
      faults.clear();
      calls.length = 0;
      published.length = 0;
      for (const messages of queues.values()) messages.length = 0;
      movesByItself = true;
    },
    async close() {
      server.closeAllConnections();
      await new Promise<void>((done) => server.close(() => done()));
      await dynamodb.close();
    },
  };
}

const isMove = (action: string): boolean => action.endsWith('MessageMoveTask');

const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
