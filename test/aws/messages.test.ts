import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { messages } from '../../lib/aws/messages';
import type { Look } from '../../lib/domain/incident/look';
import type { TopicMessage } from '../../lib/domain/incident/topic-message';
import { recordedStop } from '../contract/recorded-diagnosis';

const { stop } = recordedStop('image-not-found/nosuchimage.json');
const look: Look = {
  subject: { kind: 'service', cluster: 'production', name: 'orders-api' },
  incidentId: 'production/orders-api#3',
  signature: '3fa9c012',
  symptom: { kind: 'stop', stop },
  delay: 10,
  last: false,
};
const message: TopicMessage = {
  alertId: 'production/orders-api#3/1',
  subject: 'orders-api (production): image does not exist',
  json: '{"alertId":"production/orders-api#3/1","title":"ü \\"🚀\\""}',
  email: 'orders-api fails.\nIts image does not exist.',
  amazonQ: '{"version":"1.0","source":"custom","content":{"description":"orders-api fails"}}',
  attributes: { severity: 'critical', kind: 'opened', cause: 'image-not-found', cluster: 'production', service: '' },
};

interface Failed {
  readonly Id: string | undefined;
  readonly SenderFault: boolean;
  readonly Code: string;
}

/** Clients that send nothing: they keep what they were asked, and SQS refuses what the test says. */
function world(refused: (body: string, call: number) => boolean = () => false) {
  const published: Record<string, unknown>[] = [];
  const batches: { queueUrl: string; entries: { Id: string; MessageBody: string; DelaySeconds: number }[] }[] = [];
  const sns = new SNSClient({ region: 'eu-central-1' });
  sns.middlewareStack.add(
    () => async (args) => {
      published.push(args.input as Record<string, unknown>);
      return { response: {}, output: { $metadata: {}, MessageId: '1' } };
    },
    { step: 'initialize' },
  );
  const sqs = new SQSClient({ region: 'eu-central-1' });
  sqs.middlewareStack.add(
    () => async (args) => {
      const { QueueUrl: queueUrl = '', Entries = [] } = args.input as { QueueUrl?: string; Entries?: never[] };
      const entries: (typeof batches)[number]['entries'] = Entries;
      batches.push({ queueUrl, entries });
      const Failed: Failed[] = entries
        .filter(({ MessageBody }) => refused(MessageBody, batches.length))
        .map(({ Id }) => ({ Id, SenderFault: false, Code: 'InternalError' }));
      return { response: {}, output: { $metadata: {}, Successful: [], ...(Failed.length > 0 ? { Failed } : {}) } };
    },
    { step: 'initialize' },
  );
  let loads = 0;
  const ports = messages({
    sns,
    topicArn: 'arn:aws-cn:sns:cn-north-1:123456789012:alerts',
    sqs: async () => {
      loads++;
      return sqs;
    },
    lookQueueUrl: 'https://sqs/look-again',
    deliveryQueueUrl: 'https://sqs/deliveries',
  });
  return { ports, published, batches, loads: () => loads };
}

describe('publish', () => {
  const bodiesOf = (input: Record<string, unknown> | undefined): Record<string, string> =>
    JSON.parse(String(input?.['Message']));
  const sizeOf = (input: Record<string, unknown> | undefined): number => Buffer.byteLength(String(input?.['Message']));

  it('is one call with a body for each kind of reader, and loads no SQS', async () => {
    const { ports, published, loads } = world();
    await ports.publish(message);
    expect(published).toHaveLength(1);
    expect(published[0]).toMatchObject({
      TopicArn: 'arn:aws-cn:sns:cn-north-1:123456789012:alerts',
      MessageStructure: 'json',
      Subject: message.subject,
    });
    expect(bodiesOf(published[0])).toEqual({ default: message.json, email: message.email, https: message.amazonQ });
    expect(loads()).toBe(0);
  });

  it('carries the attributes that have a value', async () => {
    const { ports, published } = world();
    await ports.publish(message);
    expect(published[0]?.['MessageAttributes']).toEqual({
      severity: { DataType: 'String', StringValue: 'critical' },
      kind: { DataType: 'String', StringValue: 'opened' },
      cause: { DataType: 'String', StringValue: 'image-not-found' },
      cluster: { DataType: 'String', StringValue: 'production' },
    });
  });

  it.each([
    ['of several lines', 'a\r\nb', 'a b'],
    ['with other characters', 'ü → orders-api', 'orders-api'],
    ['that is too long', 'x'.repeat(300), 'x'.repeat(100)],
    ['of nothing that can be printed', '🚀\n', undefined],
  ])('makes a subject %s acceptable', async (_what, subject, expected) => {
    const { ports, published } = world();
    await ports.publish({ ...message, subject });
    expect(published[0]?.['Subject']).toBe(expected);
  });

  it('cuts a long e-mail at a line and leaves our own JSON whole', async () => {
    const { ports, published } = world();
    await ports.publish({ ...message, email: `orders-api fails\n${'line "ü"\n'.repeat(50_000)}` });
    expect(sizeOf(published[0])).toBeLessThan(256 * 1024);
    expect(sizeOf(published[0])).toBeGreaterThan(200_000);
    const { default: json, email } = bodiesOf(published[0]);
    expect(json).toBe(message.json);
    expect(email).toMatch(/^orders-api fails\n(line "ü"\n)+\n\[cut: the whole is longer than SNS takes\]$/);
  });

  it('cuts long texts and lists of our own JSON where that is too long itself', async () => {
    const { ports, published } = world();
    const failing = Array.from({ length: 9000 }, (_, index) => ({ name: `service-${index}`, what: '"'.repeat(60) }));
    const json = JSON.stringify({ alertId: message.alertId, watching: 9000, failing, text: 'ü'.repeat(90_000) });
    await ports.publish({ ...message, json, email: 'x\n'.repeat(100_000) });
    expect(sizeOf(published[0])).toBeLessThan(256 * 1024);
    const body = JSON.parse(bodiesOf(published[0])['default'] ?? '');
    expect(body).toMatchObject({ alertId: message.alertId, watching: 9000 });
    expect(body.failing[0]).toEqual(failing[0]);
    expect(body.text).toMatch(/^ü+…$/);
  });
});

describe('lookAgain', () => {
  it('sends each look with its delay, ten in a call', async () => {
    const { ports, batches } = world();
    await ports.lookAgain(Array.from({ length: 23 }, (_, index) => ({ ...look, delay: index === 0 ? 0 : 30 })));
    expect(batches.map(({ entries }) => entries.length)).toEqual([10, 10, 3]);
    expect(new Set(batches.map(({ queueUrl }) => queueUrl))).toEqual(new Set(['https://sqs/look-again']));
    expect(batches[0]?.entries.slice(0, 2).map(({ DelaySeconds }) => DelaySeconds)).toEqual([0, 30]);
    expect(JSON.parse(batches[0]?.entries[1]?.MessageBody ?? '')).toEqual({ ...look, delay: 30 });
    for (const { entries } of batches) expect(new Set(entries.map(({ Id }) => Id)).size).toBe(entries.length);
  });

  it('keeps delays within what SQS takes', async () => {
    const { ports, batches } = world();
    await ports.lookAgain([-1, 0.2, 5000].map((delay) => ({ ...look, delay })));
    expect(batches[0]?.entries.map(({ DelaySeconds }) => DelaySeconds)).toEqual([0, 1, 900]);
  });

  /** Composed: the recorded stop with more containers than ECS allows, each with a long reason. */
  function withContainers(count: number, reason: string): Look {
    const [container] = stop.containers;
    const containers = Array.from({ length: count }, (_, index) => ({
      ...container,
      name: `container-${index}`,
      injected: false,
      reason,
    }));
    return { ...look, symptom: { kind: 'stop', stop: { ...stop, containers } } };
  }

  it('fills a call with no more bytes than SQS takes', async () => {
    const { ports, batches } = world();
    const large = withContainers(40, 'x'.repeat(2500));
    await ports.lookAgain([large, look, large, large, look]);
    expect(batches.map(({ entries }) => entries.length)).toEqual([3, 2]);
    for (const { entries } of batches) {
      const bytes = entries.reduce((sum, { MessageBody }) => sum + Buffer.byteLength(MessageBody), 0);
      expect(bytes).toBeLessThan(256 * 1024);
    }
    expect(batches.flatMap(({ entries }) => entries.map(({ MessageBody }) => JSON.parse(MessageBody)))).toEqual(
      [large, look, large, large, look].map((one) => JSON.parse(JSON.stringify(one))),
    );
  });

  it('cuts a huge event so that it fits, and keeps its form', async () => {
    const { ports, batches } = world();
    await ports.lookAgain([withContainers(500, '\u0001🚀'.repeat(2000))]);
    const body = batches[0]?.entries[0]?.MessageBody ?? '';
    expect(Buffer.byteLength(body)).toBeLessThan(256 * 1024);
    const sent: Look = JSON.parse(body);
    if (sent.symptom.kind !== 'stop') throw new Error('it is no stop any more');
    expect(sent.symptom.stop).toMatchObject({ taskArn: stop.taskArn, taskDefinitionArn: stop.taskDefinitionArn });
    const [first] = sent.symptom.stop.containers;
    expect(first?.name).toBe('container-0');
    expect(first?.reason).toMatch(/^(\u0001🚀){100,}\u0001?…$/u);
  });

  it('leaves out the tags of a service, which JSON cannot hold', async () => {
    const { ports, batches } = world();
    const service = { name: 'web', cluster: 'production', deployments: [], loadBalancers: [], messages: [] };
    await ports.lookAgain([
      { ...look, symptom: { kind: 'service', service: { ...service, tags: new Map([['a', 'b']]) } } },
    ]);
    expect(JSON.parse(batches[0]?.entries[0]?.MessageBody ?? '').symptom).toEqual({ kind: 'service', service });
  });

  it('sends what SQS refuses once more, and nothing else', async () => {
    const refusedOnce = world((body, call) => call === 1 && body.includes('"delay":2'));
    await refusedOnce.ports.lookAgain([1, 2, 3].map((delay) => ({ ...look, delay })));
    expect(refusedOnce.batches.map(({ entries }) => entries.map(({ DelaySeconds }) => DelaySeconds))).toEqual([
      [1, 2, 3],
      [2],
    ]);
  });

  it('throws where SQS refuses it again', async () => {
    const { ports } = world((body) => body.includes('"delay":2'));
    await expect(ports.lookAgain([1, 2, 3].map((delay) => ({ ...look, delay })))).rejects.toThrow(
      'https://sqs/look-again refused 1 of 3 messages twice: InternalError',
    );
  });

  it('does nothing where nothing is asked', async () => {
    const { ports, batches, loads } = world();
    await ports.lookAgain([]);
    await ports.nudge([]);
    expect([batches, loads()]).toEqual([[], 0]);
  });
});

describe('nudge', () => {
  it('names the deliveries to the queue that delivers them', async () => {
    const { ports, batches } = world();
    const key = { channel: '#alerts', thread: 'production/orders-api#3' };
    await ports.nudge([key]);
    expect(batches).toEqual([
      {
        queueUrl: 'https://sqs/deliveries',
        entries: [{ Id: '0', MessageBody: JSON.stringify({ nudge: key }), DelaySeconds: 0 }],
      },
    ]);
  });

  it('says which queue is missing in a function that has none', async () => {
    const sns = new SNSClient({ region: 'eu-central-1' });
    const ports = messages({ sns, topicArn: 'topic', sqs: async () => new SQSClient({ region: 'eu-central-1' }) });
    await expect(ports.nudge([{ channel: '#a', thread: 'b' }])).rejects.toThrow('the URL of the queue deliveries');
    await expect(ports.lookAgain([look])).rejects.toThrow('the URL of the queue look-again');
  });
});
