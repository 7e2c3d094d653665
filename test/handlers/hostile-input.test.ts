import { handleBatch } from '../../lib/app/handle-batch';
import { parseRun } from '../../lib/app/parse-run';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { asObjects } from '../../lib/domain/json';
import { containerCases } from './hostile/container-cases';
import { envelopeCases, LARGEST } from './hostile/envelope-cases';
import { deep, FIRST, HOSTILE_TASK, type HostileCase, SECOND, stopBody, taskIdOf } from './hostile/hostile-case';
import { type HostileWorld, hostileWorld } from './hostile/hostile-world';
import { identityCases } from './hostile/identity-cases';
import { faultsIn } from './hostile/sinks';

/** Bad inputs 1 to 56, each between two recorded stops of the same service, through all four functions. */
const CASES = [...envelopeCases, ...identityCases, ...containerCases];
const [before, after] = [JSON.stringify(FIRST), JSON.stringify(SECOND)];
const neighbours = [taskIdOf(FIRST), taskIdOf(SECOND)];

const stopsIn = ({ store }: HostileWorld) => store.rows().flatMap((row) => (row.type === 'stop' ? [row] : []));
/** Of the tasks, those whose stop an incident counts, and those that are only kept. */
const tasksIn = (world: HostileWorld) => {
  const of = (isCounted: boolean) =>
    stopsIn(world)
      .flatMap(({ episode, taskId }) => ((episode !== undefined) === isCounted ? taskId : []))
      .sort();
  return { counted: of(true), kept: of(false) };
};

describe.each(['one batch', 'one after the other'])('in %s', (how) => {
  it.each(CASES.map((one): [string, HostileCase] => [`${one.number}: ${one.what}`, one]))(
    '%s',
    async (_name, { body, outcome, check, task = HOSTILE_TASK }) => {
      const world = hostileWorld();
      const failed =
        how === 'one batch'
          ? await world.respond(before, body, after)
          : [await world.respond(body), await world.respond(before), await world.respond(after)].flatMap((one, index) =>
              one.map(() => [1, 0, 2][index] ?? -1),
            );
      expect(failed).toEqual(outcome === 'comes-back' ? [1] : []);
      expect(world.counted.get('EventsNotUnderstood')).toBe(outcome === 'comes-back' ? 1 : undefined);
      await world.settle();
      const tasks = tasksIn(world);
      expect(tasks.counted).toEqual([...neighbours, ...(outcome === 'counted' ? [task] : [])].sort());
      expect(tasks.kept).toEqual(outcome === 'kept' ? [task] : []);
      expect(world.chat.posts.length).toBeGreaterThan(0);
      expect(faultsIn(world)).toEqual([]);
      check?.(world);
    },
  );
});

/** Numbers that are not one message, or come by another way. */
describe('beyond one message', () => {
  it('7: works on an event of 1 MB with 500 containers within a second of processor time', async () => {
    expect(LARGEST.length).toBeGreaterThan(900_000);
    expect(LARGEST.length).toBeLessThan(1_048_576);
    const world = hostileWorld();
    await world.respond(before);
    const start = process.cpuUsage();
    expect(await world.respond(before, LARGEST, after)).toEqual([]);
    const { user, system } = process.cpuUsage(start);
    expect((user + system) / 1e6).toBeLessThan(1);
    await world.settle();
    expect(tasksIn(world).counted).toEqual([...neighbours, HOSTILE_TASK].sort());
    expect(faultsIn(world)).toEqual([]);
  });

  it('18: gives back exactly the three that are poison in a batch of ten', async () => {
    const world = hostileWorld();
    const stop = (index: number) => stopBody({ taskArn: `arn:aws:ecs:us-east-1:1:task/prod/${index}` });
    const bodies = Array.from({ length: 10 }, (_, index) => ([2, 5, 9].includes(index) ? `{${index}` : stop(index)));
    expect(await world.respond(...bodies)).toEqual([2, 5, 9]);
    expect(tasksIn(world).counted).toEqual(['0', '1', '3', '4', '6', '7', '8']);
  });

  it('19: counts a stop once, twice in one batch and in two batches at the same time', async () => {
    const world = hostileWorld();
    await Promise.all([world.respond(before, before, after), world.respond(after, before)]);
    await world.settle();
    expect(world.store.records()[0]?.incident?.stops).toBe(2);
    expect(tasksIn(world)).toEqual({ counted: [...neighbours].sort(), kept: [] });
  });

  it('20: works on records without an id or a body, and asks again only for what can be named', async () => {
    const { ports, counted, log, store } = hostileWorld();
    const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules: eventRules };
    const batch = {
      Records: [
        { body: before },
        { body: '{' },
        null,
        { messageId: 'empty', body: '' },
        { messageId: 'b', body: after },
      ],
    } as unknown as Parameters<typeof handleBatch>[0];
    const answer = await handleBatch(batch, (messages) => respondToEvents(messages, ports, policy), ports);
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'empty' }] });
    expect(counted.get('EventsNotUnderstood')).toBe(3);
    expect(log.join('')).toContain('2 failed messages of a batch are lost: expected a messageId of each');
    expect(store.records()[0]?.incident?.stops).toBe(2);
  });

  it('32: keeps the higher version, and of two that differ the first, which is counted as a conflict', async () => {
    const world = hostileWorld();
    const copy = (version: number, exitCode: number) => stopBody({ version, containers: [{ name: 'app', exitCode }] });
    for (const body of [copy(5, 1), copy(3, 2), copy(5, 3)]) expect(await world.respond(body)).toEqual([]);
    expect(stopsIn(world)).toMatchObject([{ taskId: HOSTILE_TASK, version: 5, exitCode: 1 }]);
    expect(world.counted.get('EventsInConflict')).toBe(1);
    expect(world.store.records()[0]?.incident?.stops).toBe(1);
  });

  it('37: counts a stop that is told before, or without, what came before it', async () => {
    const world = hostileWorld();
    const running = stopBody({ lastStatus: 'RUNNING', version: 2, stopCode: undefined, stoppedReason: undefined });
    expect(await world.respond(before, stopBody(), running, after)).toEqual([]);
    expect(tasksIn(world).counted).toEqual([...neighbours, HOSTILE_TASK].sort());
  });

  it.each([undefined, null, 7, 'due', [], {}, { run: 'all' }, { run: ['due'] }, { Records: [] }])(
    '17: keep-watch refuses the run %j',
    (input) => {
      expect(() => parseRun(input)).toThrow('expected {"run": "due"} or {"run": "sweep"} from the schedule, got');
    },
  );

  it('6: keep-watch refuses a run without end', () => {
    expect(() => parseRun({ run: JSON.parse(deep(100_000)) })).toThrow('an object whose "run" is object');
  });
});

it('knows the containers of its largest event', () => {
  const { detail } = JSON.parse(LARGEST) as { detail: Record<string, unknown> };
  expect(asObjects(detail['containers'])).toHaveLength(500);
});
