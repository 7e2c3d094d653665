import { join } from 'node:path';
import { evidence } from '../../lib/aws/evidence';
import { answeringAccount } from '../aws/answering-account';
import { eventsFolder, readCase } from '../recorded-cases';
import { type AccountCase, accountCases, usualAnswers } from './hostile/account-cases';
import { deep, SECOND, taskIdOf } from './hostile/hostile-case';
import { type HostileWorld, hostileWorld } from './hostile/hostile-world';
import { type LogCase, logCases } from './hostile/log-cases';
import { faultsIn } from './hostile/sinks';

/** Bad inputs that reach explain-incidents: its messages, and the evidence that it reads of a recorded stop. */
const { recording } = readCase(join(eventsFolder, 'exit-missing-configuration', 'agenta1506.json'));
const [failed] = recording.events as readonly Record<string, unknown>[];
const taskDefinitions = recording.taskDefinitions ?? [];
const taskId = taskIdOf(failed ?? {});

const shownIn = ({ chat }: HostileWorld): string =>
  JSON.stringify(chat.posts.flatMap(({ versions }) => versions.map(({ message }) => message)));

it.each(logCases.map((one): [string, LogCase] => [`${one.number}: ${one.what}`, one]))(
  '%s in the log',
  async (_name, { lines, check }) => {
    const logs = { '/ecs/app': { [`ecs/app/${taskId}`]: lines } };
    const world = hostileWorld({ recorded: { taskDefinitions, logs } });
    expect(await world.respond(JSON.stringify(failed))).toEqual([]);
    const start = process.cpuUsage();
    await world.settle();
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(4);
    expect(world.store.records()[0]?.incident?.causes[0]?.looks).toBeGreaterThan(0);
    expect(world.chat.posts.length).toBeGreaterThan(0);
    expect(faultsIn(world)).toEqual([]);
    check?.(world);
  },
);

it.each(accountCases.map((one): [string, AccountCase] => [`${one.number}: ${one.what}`, one]))(
  '%s',
  async (_name, { answers, told = '', check }) => {
    const account = answeringAccount({ ...usualAnswers, ...answers });
    const world = hostileWorld({ evidence: (now) => evidence({ ...account, logGroups: ['/ecs/*'], now }) });
    expect(await world.respond(JSON.stringify(failed))).toEqual([]);
    await world.settle();
    expect(account.calls.length).toBeGreaterThan(0);
    expect(account.calls.length).toBeLessThanOrEqual(3 * 6);
    expect(world.store.records()[0]?.incident?.stops).toBe(1);
    expect(world.chat.posts.length > 0).toBe(told !== null);
    expect(shownIn(world)).toContain(told ?? '');
    expect(faultsIn(world)).toEqual([]);
    check?.(world, account.calls);
  },
);

/** Composed from a question of the responder itself. */
const spoiled = (look: string, more: object): string => JSON.stringify({ ...JSON.parse(look), ...more });

it.each<[string, (look: string) => string]>([
  ['1: no JSON', () => 'look'],
  ['1: JSON that was cut', (look) => look.slice(0, -9)],
  ['2: nothing', () => ''],
  ['2: null', () => 'null'],
  ['2: an array', (look) => `[${look}]`],
  ['6: a level without end', (look) => look.replace(/^\{/, `{"deep":${deep(100_000)},`)],
  ['6: a symptom without end', (look) => look.replace(/"symptom":\{/, `"symptom":{"deep":${deep(100_000)},`)],
  ['8: __proto__ for a subject', () => '{"__proto__":{"subject":{}},"incidentId":"x"}'],
  ['10: an event', () => JSON.stringify(SECOND)],
  ['21: no symptom', (look) => spoiled(look, { symptom: null })],
  ['21: a symptom of nothing', (look) => spoiled(look, { symptom: { kind: 'stop' } })],
  ['21: a service of nothing', (look) => spoiled(look, { symptom: { kind: 'service', service: null } })],
  ['21: an unknown kind', (look) => spoiled(look, { symptom: { kind: 'text', text: 'x' } })],
  ['22: no subject', (look) => spoiled(look, { subject: { kind: 'cluster', cluster: 'prod', name: 'app' } })],
  ['22: no incident', (look) => spoiled(look, { incidentId: 7 })],
  ['46: a stop without containers', (look) => spoiled(look, { symptom: { kind: 'stop', stop: { taskId: 7 } } })],
])('%s between two questions comes back alone', async (_name, hostile) => {
  const world = hostileWorld({ recorded: { taskDefinitions, logs: { '/ecs/app': { [`ecs/app/${taskId}`]: ['x'] } } } });
  await world.respond(JSON.stringify(failed), JSON.stringify(SECOND));
  const [first = '', second = ''] = world.messages.takeLooks(world.clock.now).map(({ body }) => body);
  expect(await world.explain(first, hostile(first), second)).toEqual([1]);
  await world.settle();
  expect(world.store.records()[0]?.incident?.causes.map(({ looks }) => looks > 0)).toEqual([true, true]);
  expect(faultsIn(world)).toEqual([]);
});
