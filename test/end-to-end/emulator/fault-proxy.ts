import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asObject, type JsonObject } from '../../../lib/domain/json';
import { type AwsCall, awsCallOf, nameOf } from './aws-call';
import { toXml } from './xml';

/** What happens to a call instead of, or before, its answer. */
export type Effect =
  /** AWS refuses. */
  | { readonly kind: 'refuse'; readonly status: number; readonly code: string; readonly message?: string }
  /** The connection breaks before AWS has heard of the call. */
  | { readonly kind: 'reset' }
  /** AWS carries it out, and the connection breaks before the answer. */
  | { readonly kind: 'lose-answer' }
  /** It waits until the promise is settled, and goes its way then. */
  | { readonly kind: 'hold'; readonly until: Promise<unknown> };

export const throttled = (code = 'ThrottlingException'): Effect => ({
  kind: 'refuse',
  status: 400,
  code,
  message: 'Rate exceeded',
});

export interface Fault {
  /** `dynamodb:PutItem`, or a pattern of such names. */
  readonly call: string | RegExp;
  readonly effect: Effect;
  /** Only while this is so. */
  readonly when?: () => boolean;
  /** How many calls it hits; default: all until it is lifted. */
  readonly times?: number;
  /** Every n-th call only: 5 hits the fifth, the tenth … */
  readonly every?: number;
}

export interface RunningFault {
  /** Calls that it has hit. */
  hits(): number;
  lift(): void;
}

/** What AWS answers where the emulator knows nothing: `body` is JSON, or the result element of an XML answer. */
export interface CannedAnswer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface FaultProxy {
  readonly endpoint: string;
  inject(fault: Fault): RunningFault;
  /**
   * From now on, what it answers replaces the emulator's own answer to an allowed call; undefined leaves that. `given` is
   * the emulator's own answer, where that is JSON.
   */
  answerWith(answer: (call: AwsCall, given: JsonObject | undefined) => CannedAnswer | undefined): void;
  /** Calls since the start or the last `forget`, by `service:Action`. */
  calls(): ReadonlyMap<string, number>;
  /** Milliseconds for which no call has come, and none is under way. */
  idle(): number;
  /** The same calls, in the order in which they came. */
  sequence(): readonly string[];
  /** From now on, calls whose names match, with all that they send, in their order. */
  record(calls: RegExp): readonly AwsCall[];
  forget(): void;
  stop(): Promise<void>;
}

/**
 * Stands between the functions and the emulator: counts every call, and breaks what a test wants broken. Its answers
 * carry the time of the functions' clock, or their SDK would take that for wrong and make refused calls again.
 */
export async function startFaultProxy(emulator: () => string, now: () => number): Promise<FaultProxy> {
  const sequence: string[] = [];
  let underWay = 0;
  let lastAt = performance.now();
  const faults = new Set<Fault & { seen: number; hit: number }>();
  const records: { readonly calls: RegExp; readonly found: AwsCall[] }[] = [];
  let canned: Parameters<FaultProxy['answerWith']>[0] | undefined;

  const effectOn = (name: string): Effect | undefined => {
    for (const fault of faults) {
      if (typeof fault.call === 'string' ? fault.call !== name : !fault.call.test(name)) continue;
      if (fault.hit >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
      if (fault.when?.() === false) continue;
      fault.seen += 1;
      if (fault.seen % (fault.every ?? 1) !== 0) continue;
      fault.hit += 1;
      return fault.effect;
    }
    return undefined;
  };

  const handle = async (incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> => {
    const body = await bodyOf(incoming);
    const call = awsCallOf({ url: incoming.url ?? '/', headers: incoming.headers, body });
    const name = call === undefined ? `unknown:${incoming.method} ${incoming.url}` : nameOf(call);
    sequence.push(name);
    for (const { calls, found } of records) if (call !== undefined && calls.test(name)) found.push(call);
    const effect = effectOn(name);
    if (effect?.kind === 'hold') await effect.until;
    if (effect?.kind === 'reset') return void incoming.socket.destroy();
    if (effect?.kind === 'refuse')
      return answer(outgoing, effect.status, call, { code: effect.code, message: effect.message ?? effect.code });
    const upstream = await forward(emulator(), incoming, body);
    if (effect?.kind === 'lose-answer') return void incoming.socket.destroy();
    // Only a call that the role's policies allow gets a recorded answer.
    const recorded = call === undefined || isDenied(upstream) ? undefined : canned?.(call, jsonOf(call, upstream));
    if (call === undefined || recorded === undefined) {
      outgoing.writeHead(upstream.status, upstream.headers);
      outgoing.end(upstream.body);
      return;
    }
    write(outgoing, recorded.status, call, recorded.body);
  };

  const server = createServer((incoming, outgoing) => {
    outgoing.setHeader('Date', new Date(now()).toUTCString());
    underWay += 1;
    handle(incoming, outgoing)
      .catch((error: unknown) => {
        // The caller sees a fault of AWS and tries again, as it would.
        if (!outgoing.headersSent) outgoing.writeHead(502, { 'Content-Type': 'text/plain' });
        outgoing.end(String(error));
      })
      .finally(() => {
        underWay -= 1;
        lastAt = performance.now();
      });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');

  return {
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    inject(fault) {
      const running = { ...fault, seen: 0, hit: 0 };
      faults.add(running);
      return { hits: () => running.hit, lift: () => void faults.delete(running) };
    },
    answerWith(next) {
      canned = next;
    },
    calls() {
      const counts = new Map<string, number>();
      for (const name of sequence) counts.set(name, (counts.get(name) ?? 0) + 1);
      return counts;
    },
    idle: () => (underWay > 0 ? 0 : performance.now() - lastAt),
    sequence: () => [...sequence],
    record(calls) {
      const found: AwsCall[] = [];
      records.push({ calls, found });
      return found;
    },
    forget() {
      sequence.length = 0;
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

interface Upstream {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function forward(endpoint: string, incoming: IncomingMessage, body: Buffer): Promise<Upstream> {
  const headers = { ...incoming.headers, 'content-length': String(body.length) };
  const outgoing = request(new URL(incoming.url ?? '/', endpoint), { method: incoming.method ?? 'POST', headers });
  outgoing.end(body);
  const [response] = (await once(outgoing, 'response')) as [IncomingMessage];
  const received = await bodyOf(response);
  const { 'transfer-encoding': _chunked, connection: _connection, date: _date, ...kept } = response.headers;
  return {
    status: response.statusCode ?? 502,
    headers: { ...kept, 'content-length': String(received.length) },
    body: received,
  };
}

const jsonOf = ({ form }: AwsCall, { status, body }: Upstream): JsonObject | undefined =>
  form === 'json' && status === 200 ? asObject(JSON.parse(body.toString() || 'null')) : undefined;

const isDenied = ({ status, body }: Upstream): boolean =>
  status >= 400 && /AccessDenied|UnauthorizedOperation|is not authorized to perform/.test(body.toString());

function answer(
  outgoing: ServerResponse,
  status: number,
  call: AwsCall | undefined,
  { code, message }: { readonly code: string; readonly message: string },
): void {
  if (call?.form === 'xml') {
    outgoing.writeHead(status, { 'Content-Type': 'text/xml' });
    const type = status < 500 ? 'Sender' : 'Receiver';
    outgoing.end(
      `<ErrorResponse><Error>${toXml({ Type: type, Code: code, Message: message })}</Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`,
    );
    return;
  }
  outgoing.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1', 'x-amzn-errortype': code });
  outgoing.end(JSON.stringify({ __type: code, message }));
}

function write(outgoing: ServerResponse, status: number, call: AwsCall, body: CannedAnswer['body']): void {
  if (status >= 400) {
    answer(outgoing, status, call, { code: String(body['__type']), message: String(body['message']) });
    return;
  }
  outgoing.writeHead(status, { 'Content-Type': call.form === 'xml' ? 'text/xml' : 'application/x-amz-json-1.1' });
  if (call.form === 'json') outgoing.end(JSON.stringify(body));
  else {
    const { action } = call;
    outgoing.end(
      `<${action}Response><${action}Result>${toXml(body)}</${action}Result><ResponseMetadata><RequestId>${randomUUID()}</RequestId></ResponseMetadata></${action}Response>`,
    );
  }
}
