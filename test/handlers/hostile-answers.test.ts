import type { ServerResponse } from 'node:http';
import { TooManyRacesError } from '../../lib/app/carry-out';
import type { ChatPorts, StorePorts } from '../../lib/app/ports';
import { UnreadableItemError } from '../../lib/aws/item-form';
import { secretPort } from '../../lib/aws/secrets';
import { topicBody } from '../../lib/aws/topic-body';
import type { Subject } from '../../lib/domain/incident/subject';
import { byteLength } from '../../lib/domain/text/fitting-json';
import { topicMessage } from '../../lib/render/topic-message';
import { slackChat } from '../../lib/slack/slack-chat';
import { messageOf, startDigest, toldAlert } from '../app/told-alerts';
import { localServer } from '../slack/local-server';
import { type AnswerCase, answerCases } from './hostile/answer-cases';
import { deep, FIRST, SECOND, stopBody } from './hostile/hostile-case';
import { type HostileWorld, hostileWorld } from './hostile/hostile-world';
import { faultsIn } from './hostile/sinks';

/** Bad inputs that come as answers: of Slack, the table, the topic and the store of secrets. */
const WEBHOOK = 'https://hooks.slack.com/services/T0000/B0000/canary-of-the-webhook';
const HOSTILE = 'hostile-api';
const bodyOf = (service: string): string => messageOf(toldAlert('opened', 1, service)).body;

let server: Awaited<ReturnType<typeof localServer>>;
let elsewhere: Awaited<ReturnType<typeof localServer>>;
beforeEach(async () => {
  [server, elsewhere] = await Promise.all([localServer(), localServer()]);
});
afterEach(() => Promise.all([server.close(), elsewhere.close()]));

/** Slack itself on a server of this machine, reached by a webhook whose address is kept in a parameter. */
const slackWorld = (parameter: () => object): HostileWorld =>
  hostileWorld({
    ports: ({ now }) => {
      const client = { send: async () => parameter() };
      const clients = { ssm: async () => client, secretsManager: async () => client } as never;
      const secret = secretPort({ store: 'ssm', name: '/ecs-medic/slack' }, clients, now);
      return slackChat({
        mode: 'webhook',
        channel: '',
        secret,
        endpoint: server.endpoint,
        timeout: 300,
      }) satisfies ChatPorts;
    },
  });
const deliveryOf = ({ store }: HostileWorld, service: string) =>
  store.deliveries().find(({ key }) => key.thread === `production/${service}#1`);

function give(response: ServerResponse, given: AnswerCase['answer']): void {
  if (given === 'never answers') return;
  if (given === 'hangs up') return void response.destroy();
  if (given === 'cut in the middle') {
    response.writeHead(200, { 'content-length': '2' }).write('o', () => response.destroy());
    return;
  }
  const location = given.headers?.['location'] === undefined ? {} : { location: elsewhere.endpoint };
  response.writeHead(given.status, { ...given.headers, ...location }).end(given.text);
}

it.each(answerCases.map((one): [string, AnswerCase] => [`78: ${one.what}`, one]))(
  '%s to one message of three',
  async (_name, { answer, fate, wait, requests = 1 }) => {
    server.answers((response, { body }) =>
      String(body['text']).includes(HOSTILE) ? give(response, answer) : response.end('ok'),
    );
    const world = slackWorld(() => ({ Parameter: { Value: WEBHOOK } }));
    const services = ['orders-api', HOSTILE, 'users-api'];
    for (const service of services) await world.store.writeAlert(toldAlert('opened', 1, service));
    expect(await world.deliver(...services.map(bodyOf))).toEqual([]);
    const { queue = [], nextAttemptAt = 0 } = deliveryOf(world, HOSTILE) ?? {};
    expect(queue.length === 0).toBe(fate === 'posted');
    expect(world.counted.get('DeadDeliveries')).toBe(fate === 'refused' ? 1 : undefined);
    if (wait !== undefined) expect((nextAttemptAt - world.clock.now) / 1000).toBeCloseTo(wait, -1);
    const texts = server.received.map(({ body }) => String(body['text']));
    expect(texts.filter((text) => text.includes(HOSTILE))).toHaveLength(requests);
    expect(elsewhere.received).toEqual([]);
    expect(texts.filter((text) => text.includes('orders-api'))).toHaveLength(1);
    world.clock.now += 20 * 60_000;
    server.status(200, 'ok');
    for (const due of await world.store.readDue(world.clock.now, 10))
      if (due.kind === 'delivery') expect(await world.deliver(JSON.stringify({ nudge: due.key }))).toEqual([]);
    for (const service of ['orders-api', 'users-api']) expect(deliveryOf(world, service)?.queue).toEqual([]);
    expect(deliveryOf(world, HOSTILE)).toMatchObject({ queue: [] });
    expect(deliveryOf(world, HOSTILE)?.dead).toBeUndefined();
    expect(world.log.join('')).not.toContain('canary-of-the-webhook');
    expect(faultsIn(world)).toEqual([]);
  },
);

it.each<[string, () => object, boolean]>([
  ['a parameter with a line feed behind it', () => ({ Parameter: { Value: `${WEBHOOK}\n` } }), true],
  [
    'a parameter that is missing',
    () => {
      throw Object.assign(new Error('canary'), { name: 'ParameterNotFound' });
    },
    false,
  ],
  ['an empty parameter', () => ({ Parameter: { Value: ' ' } }), false],
  ['an answer without a value', () => ({}), false],
  ['an address without TLS', () => ({ Parameter: { Value: WEBHOOK.replace('https', 'http') } }), false],
  [
    'the address of another host',
    () => ({ Parameter: { Value: WEBHOOK.replace('hooks.slack.com', 'evil.example') } }),
    false,
  ],
  [
    'an address with a user',
    () => ({ Parameter: { Value: WEBHOOK.replace('https://', 'https://hooks.slack.com@evil.example/') } }),
    false,
  ],
  ['a token instead of an address', () => ({ Parameter: { Value: 'xoxb-canary-of-the-webhook' } }), false],
])('82: %s', async (_name, parameter, works) => {
  const world = slackWorld(parameter);
  expect(await world.deliver(bodyOf('orders-api'), bodyOf('users-api'))).toEqual([]);
  expect(server.received.length).toBe(works ? 2 : 0);
  expect(world.counted.get('DeadDeliveries')).toBe(works ? undefined : 2);
  expect(world.log.join('')).not.toContain('canary');
  expect(faultsIn(world)).toEqual([]);
});

const named = (name: string, message = 'refused'): Error => Object.assign(new Error(message), { name });

it.each<[string, Error | false]>([
  ['ConditionalCheckFailed without end', false],
  ['TransactionConflictException', named('TransactionConflictException')],
  ['ItemCollectionSizeLimitExceededException', named('ItemCollectionSizeLimitExceededException')],
  ['an item that is too large', named('ValidationException', 'Item size has exceeded the maximum allowed size')],
  ['throttling', named('ProvisionedThroughputExceededException')],
  ['writes that were left over', new Error('5 of 25 writes were left unprocessed')],
  [
    'an item of a newer version',
    new UnreadableItemError({ pk: 'S#prod/app', sk: 'RECORD' }, 'schema 1', 'schema 2', 'deploy it'),
  ],
])('79: %s of one service comes back alone', async (_name, fault) => {
  const isHostile = ({ name }: Subject): boolean => name === HOSTILE;
  const world = hostileWorld({
    ports: (own): Partial<StorePorts> => ({
      async writeRecord(record, dueAt) {
        if (!isHostile(record.subject)) return own.writeRecord(record, dueAt);
        if (fault === false) return false;
        throw fault;
      },
      async readRecord(subject) {
        if (isHostile(subject) && fault instanceof UnreadableItemError) throw fault;
        return own.readRecord(subject);
      },
    }),
  });
  const hostile = stopBody({ group: `service:${HOSTILE}` });
  expect(await world.respond(JSON.stringify(FIRST), hostile, JSON.stringify(SECOND))).toEqual([1]);
  expect(world.store.records().map(({ subject, incident }) => [subject.name, incident?.stops])).toEqual([['app', 2]]);
  expect(world.log.join('')).toContain(fault === false ? TooManyRacesError.name : fault.name);
  await world.settle();
  expect(faultsIn(world)).toEqual([]);
});

it('81: cuts what SNS does not take', () => {
  const alert = toldAlert('opened', 1, '\u{1f600}<!channel>\n'.repeat(300));
  const causes = Array.from({ length: 8 }, () =>
    alert.view.causes.map((cause) => ({ ...cause, title: '\u0000"'.repeat(20_000) })),
  ).flat();
  const failing = Array.from({ length: 5_000 }, (_, index) => ({
    subject: { kind: 'service' as const, cluster: 'prod"\\'.repeat(40), name: `s${index}"\\\u{1f600}` },
    what: '0 of 3 running',
  }));
  for (const one of [
    { ...alert, view: { ...alert.view, causes } },
    { ...startDigest, failing },
  ]) {
    const message = topicMessage(one);
    expect(message.subject).toMatch(/^[ -~]{1,100}$/);
    expect(byteLength(topicBody(message))).toBeLessThanOrEqual(250_000);
    for (const value of Object.values(message.attributes))
      expect(value).toMatch(/^[^\p{Cc}\p{Cf}\p{Surrogate}]{1,255}$/u);
  }
});

const alertBody = bodyOf(HOSTILE);
const changed = (more: object): string => JSON.stringify({ ...JSON.parse(alertBody), ...more });
const { view } = JSON.parse(alertBody) as { view: object };

it.each<[string, string]>([
  ['1: no JSON', 'alert'],
  ['1: JSON that was cut', alertBody.slice(0, -5)],
  ['2: nothing', ''],
  ['2: null', 'null'],
  ['2: an array', `[${alertBody}]`],
  ['2: a number', '42'],
  ['6: a level without end', changed({ kind: 'DEEP' }).replace('"DEEP"', deep(100_000))],
  ['6: a schema without end', changed({ schema: 'DEEP' }).replace('"DEEP"', deep(100_000))],
  ['6: SNS around what has no end', JSON.stringify({ Type: 'Notification', Message: deep(100_000, '{"a":', '}') })],
  ['8: __proto__ for all of it', `{"__proto__":${alertBody}}`],
  [
    '9: SNS within SNS',
    JSON.stringify({ Type: 'Notification', Message: JSON.stringify({ Type: 'Notification', Message: alertBody }) }),
  ],
  ['9: the confirmation of a subscription', JSON.stringify({ Type: 'SubscriptionConfirmation', Message: alertBody })],
  ['10: an event', JSON.stringify(SECOND)],
  ['12: a newer form', changed({ schema: 'ecs-medic.alert/2' })],
  ['21: no view', changed({ view: null })],
  ['22: no subject', changed({ view: { ...view, subject: { kind: 'service', cluster: '', name: [] } } })],
  ['31: a revision that is none', changed({ view: { ...view, revision: -1 } })],
  ['34: a time that is none', changed({ at: '2026-02-30' })],
  ['46: causes that are none', changed({ view: { ...view, causes: [null, { cause: 'made-up' }] } })],
  ['74: a nudge without a thread', JSON.stringify({ nudge: { channel: '#alerts' } })],
  ['74: a nudge of nothing', JSON.stringify({ nudge: deep(3) })],
])('%s between two alerts comes back alone', async (_name, hostile) => {
  const world = hostileWorld();
  expect(await world.deliver(bodyOf('orders-api'), hostile, bodyOf('users-api'))).toEqual([1]);
  expect(world.chat.posts.map(({ versions }) => versions[0]?.message.text)).toEqual([
    expect.stringContaining('orders-api'),
    expect.stringContaining('users-api'),
  ]);
  expect(world.counted.get('EventsNotUnderstood')).toBe(1);
  expect(faultsIn(world)).toEqual([]);
});

it.each<[string, string]>([
  ['9: SNS around it', JSON.stringify({ Type: 'Notification', Message: alertBody })],
  ['26: a channel that is none', changed({ view: { ...view, channel: `<!channel>\u001b${'c'.repeat(100_000)}` } })],
  ['52: a title of half a megabyte', changed({ title: 'x'.repeat(500_000), text: '\u0000' })],
  ['74: a nudge of nobody', JSON.stringify({ nudge: { channel: '#nowhere', thread: 'prod/nobody#1' }, revive: 7 })],
])('%s between two alerts is taken', async (_name, hostile) => {
  const world = hostileWorld();
  expect(await world.deliver(bodyOf('orders-api'), hostile, bodyOf('users-api'))).toEqual([]);
  expect(world.chat.posts.length).toBeGreaterThanOrEqual(2);
  expect(world.log.filter((line) => line.length > 3_500)).toEqual([]);
});
