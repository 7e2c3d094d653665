import { join } from 'node:path';
import fc from 'fast-check';
import { messageOf, toldAlert } from '../app/told-alerts';
import { eventsFolder, readCase } from '../recorded-cases';
import { FIRST, HOSTILE_TASK, SECOND, stopEvent, taskIdOf } from './hostile/hostile-case';
import { type HostileWorld, hostileWorld } from './hostile/hostile-world';
import { faultsIn } from './hostile/sinks';

/** Any messages among good ones: the answer is well-formed, the good ones are taken, and the work is bounded. */
const [before, after] = [JSON.stringify(FIRST), JSON.stringify(SECOND)];
const MOST_CALLS = 25;
const MOST_LOGGED = 4_000;

const json = fc.jsonValue({ maxDepth: 6, stringUnit: 'binary' });
/** Names that objects have by themselves, and values that look like what is awaited. */
const strange = fc.oneof(
  json,
  fc.constantFrom<unknown>(
    'STOPPED',
    'RUNNING',
    -1,
    1e308,
    '\ud800',
    '\u001b[2J<!channel>',
    'x'.repeat(70_000),
    [[]],
    [null],
  ),
  fc
    .constantFrom('__proto__', 'constructor', 'toString', 'valueOf', 'length')
    .map((name) => JSON.parse(`{"${name}":7}`)),
);
/** A good value with one member, however deep, replaced. */
const spoiled = (good: unknown): fc.Arbitrary<string> => {
  const paths = pathsOf(JSON.parse(JSON.stringify(good)));
  return fc
    .tuple(fc.constantFrom(...paths), strange)
    .map(([path, value]) => JSON.stringify(replaced(good, path, value)));
};
const pathsOf = (value: unknown): readonly (readonly string[])[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([key, member]) => [[key], ...pathsOf(member).map((rest) => [key, ...rest])]);
function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  const change = (member: unknown) => replaced(member, rest, by);
  if (Array.isArray(value)) return value.map((member, index) => (String(index) === key ? change(member) : member));
  return Object.fromEntries(
    Object.entries(value as object).map(([name, member]) => [name, name === key ? change(member) : member]),
  );
}
const hostileOf = (good: unknown): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: spoiled(good) },
    { weight: 1, arbitrary: json.map((value) => JSON.stringify(value)) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }) },
    { weight: 1, arbitrary: fc.nat(2_000).map((length) => JSON.stringify(good).slice(0, length)) },
  );
/** Hostile bodies, and where among them the two good ones stand. */
const batchesOf = (good: unknown) =>
  fc.record({ hostile: fc.array(hostileOf(good), { maxLength: 5 }), first: fc.nat(5), second: fc.nat(6) });

function mixed(hostile: readonly string[], good: readonly [string, string], at: readonly [number, number]) {
  const bodies = [...hostile];
  bodies.splice(at[0], 0, good[0]);
  bodies.splice(at[1], 0, good[1]);
  return { bodies, places: good.map((one) => bodies.indexOf(one)) };
}

/** The world with its calls counted, of the store, of the topic and of the queues. */
function countedWorld(options: Parameters<typeof hostileWorld>[0] = {}) {
  let calls = 0;
  const world = hostileWorld({
    ...options,
    ports: (own) =>
      Object.fromEntries(
        Object.entries(own).map(([name, port]) => [
          name,
          /^(?:read|write|publish|lookAgain|nudge|post|edit)/.test(name)
            ? (...given: never[]) => {
                calls += 1;
                return (port as (...all: never[]) => unknown)(...given);
              }
            : port,
        ]),
      ),
  });
  return { world, calls: () => calls };
}
const isBounded = (world: HostileWorld, calls: number, messages: number): void => {
  expect(calls).toBeLessThanOrEqual(MOST_CALLS * messages);
  expect(world.log.join('').length).toBeLessThanOrEqual(MOST_LOGGED * messages);
};

it('respond-to-ecs-events takes its neighbours among anything', async () => {
  await fc.assert(
    fc.asyncProperty(batchesOf(stopEvent()), async ({ hostile, first, second }) => {
      const { world, calls } = countedWorld();
      const { bodies, places } = mixed(hostile, [before, after], [first, second]);
      const failed = await world.respond(...bodies);
      for (const place of places) expect(failed).not.toContain(place);
      isBounded(world, calls(), bodies.length);
      await world.settle();
      const counted = world.store
        .rows()
        .flatMap((row) => (row.type === 'stop' && row.episode !== undefined ? row.taskId : []));
      expect(counted).toEqual(expect.arrayContaining([taskIdOf(FIRST), taskIdOf(SECOND)]));
      expect(faultsIn(world)).toEqual([]);
    }),
    { numRuns: 120 },
  );
});

it('explain-incidents takes its neighbours among anything', async () => {
  const { recording } = readCase(join(eventsFolder, 'exit-missing-configuration', 'agenta1506.json'));
  const failed = JSON.stringify(recording.events[0]);
  const sample = hostileWorld();
  await sample.respond(failed);
  const [look] = sample.messages.takeLooks(sample.clock.now).map(({ body }) => JSON.parse(body));
  await fc.assert(
    fc.asyncProperty(batchesOf(look), async ({ hostile, first, second }) => {
      const { world, calls } = countedWorld({ recorded: { taskDefinitions: recording.taskDefinitions ?? [] } });
      await world.respond(failed, after);
      const looks = world.messages.takeLooks(world.clock.now).map(({ body }) => body);
      const { bodies, places } = mixed(hostile, [looks[0] ?? '', looks[1] ?? ''], [first, second]);
      const answered = await world.explain(...bodies);
      for (const place of places) expect(answered).not.toContain(place);
      isBounded(world, calls(), bodies.length + 2);
      for (const { looks: times } of world.store.records()[0]?.incident?.causes ?? []) expect(times).toBeGreaterThan(0);
      await world.settle();
      expect(faultsIn(world)).toEqual([]);
    }),
    { numRuns: 80 },
  );
});

it('deliver-alerts takes its neighbours among anything', async () => {
  const services = ['orders-api', 'users-api'] as const;
  const [orders, users] = services.map((service) => messageOf(toldAlert('opened', 1, service)).body) as [
    string,
    string,
  ];
  const good = JSON.parse(messageOf(toldAlert('opened', 1, HOSTILE_TASK)).body);
  await fc.assert(
    fc.asyncProperty(batchesOf(good), async ({ hostile, first, second }) => {
      const { world, calls } = countedWorld();
      const { bodies, places } = mixed(hostile, [orders, users], [first, second]);
      const failed = await world.deliver(...bodies);
      for (const place of places) expect(failed).not.toContain(place);
      isBounded(world, calls(), bodies.length);
      const texts = world.chat.posts.map(({ versions }) => versions[0]?.message.text ?? '');
      for (const service of services) expect(texts.filter((text) => text.includes(service))).toHaveLength(1);
    }),
    { numRuns: 120 },
  );
});
