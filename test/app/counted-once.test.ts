import fc from 'fast-check';
import type { CarryOutPorts } from '../../lib/app/carry-out';
import { respondToEvents } from '../../lib/app/respond-to-events';
import { eventRules } from '../../lib/domain/event-rules';
import type { Row } from '../../lib/domain/incident/row';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { asObject, type JsonObject } from '../../lib/domain/json';
import { memoryMessages } from '../../lib/memory/memory-messages';
import { memoryStore } from '../../lib/memory/memory-store';
import { recordedCases } from '../recorded-cases';

const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' as const, rules: eventRules };
const subject = { kind: 'service' as const, cluster: 'prod', name: 'app' };
const start = Date.parse('2026-01-15T10:00:00Z');

/** The one event of a recording; both recordings are of the same service. */
function eventIn(name: string): JsonObject {
  const event = asObject(recordedCases().find((one) => one.name === name)?.recording.events[0]);
  if (event === undefined) throw new Error(`events/${name} holds no event`);
  return event;
}

const failure = eventIn('image-tag-not-found/technicalsdaily-notfound.json');
const scaleIn = eventIn('normal/demotraffic-scalein.json');

const taskIdOf = (second: number): string => second.toString(16).padStart(32, '0');

/** Composed: a recorded stop, of the task that stopped in another second. */
function stopAt(second: number, { event = failure, version = 5 } = {}): string {
  const at = new Date(start + second * 1000).toISOString();
  const arn = `arn:aws:ecs:us-east-1:111122223333:task/prod/${taskIdOf(second)}`;
  const detail = { ...asObject(event['detail']), taskArn: arn, stoppedAt: at, version };
  return JSON.stringify({ ...event, id: `${second}-${version}`, time: at, detail });
}

/** What of a list of rows is stored; undefined: the write gets through. */
type Fate = ((rows: readonly Row[]) => readonly Row[]) | undefined;

const lost: Fate = () => [];

/** All that may be missing after a write that failed, by the contract of `writeRows`. */
const allBut =
  (isMissing: (index: number) => boolean): Fate =>
  (rows) => {
    const last = rows.findLast(({ type }) => type === 'stop') ?? rows.at(-1);
    return rows.filter((row, index) => row !== last && !isMissing(index));
  };

/** A responder whose next writes of rows may fail. */
function world() {
  const clock = { now: start + 60_000 };
  const fates: Fate[] = [];
  const store = memoryStore(() => clock.now);
  const ports: CarryOutPorts = {
    ...store,
    ...memoryMessages(() => clock.now),
    async writeRows(rows) {
      const fate = fates.shift();
      await store.writeRows(fate === undefined ? rows : fate(rows));
      if (fate !== undefined) throw new Error('the rows did not all get through');
    },
    count: () => undefined,
    report: () => undefined,
  };
  const take = (bodies: readonly string[], ...next: Fate[]) => {
    fates.splice(0, fates.length, ...next);
    clock.now += 1000;
    return respondToEvents(
      bodies.map((body, index) => ({ id: String(index), body })),
      ports,
      policy,
    );
  };
  const counted = async () => ({
    stops: (await store.readRecord(subject)).incident?.stops,
    tasks: store
      .rows()
      .flatMap((row) => (row.type === 'stop' && row.episode !== undefined ? row.taskId : []))
      .sort(),
  });
  return { store, take, counted };
}

it('counts a stop once where its row was lost together with that of a stop which was told again', async () => {
  const { take, counted } = world();
  const [first, second, later] = [stopAt(2), stopAt(1), stopAt(3)] as const;
  expect(await take([first], lost)).toEqual(['0']);
  // The row that the first batch owed gets through; those of this batch do not.
  expect(await take([second, first], undefined, lost)).toEqual(['0', '1']);
  expect(await take([later])).toEqual([]);
  expect(await take([second, first])).toEqual([]);
  expect(await counted()).toEqual({ stops: 3, tasks: [1, 2, 3].map(taskIdOf) });
});

it.each([
  ['a stop of normal life', stopAt(8, { event: scaleIn })],
  ['a later version of a stop that was counted before', stopAt(9, { version: 6 })],
])('counts a stop once where its row was lost in a batch with %s', async (_what, other) => {
  const { take, counted } = world();
  expect(await take([stopAt(9)])).toEqual([]);
  const batch = [stopAt(1), stopAt(2), other];
  // Of the rows of the two failures only that of the second is there, if it may be.
  const isFirst = (rows: readonly Row[]) => (index: number) => {
    const row = rows[index];
    return row?.type === 'stop' && row.taskId === taskIdOf(1);
  };
  expect(await take(batch, (rows) => allBut(isFirst(rows))?.(rows) ?? [])).toHaveLength(3);
  expect(await take([stopAt(3)])).toEqual([]);
  expect(await take(batch)).toEqual([]);
  expect(await counted()).toEqual({ stops: 4, tasks: [1, 2, 3, 9].map(taskIdOf) });
});

it('does not take a row that counts nothing for the last one of a write that counted', async () => {
  const { store, take, counted } = world();
  expect(await take([stopAt(1), stopAt(2)], lost)).toHaveLength(2);
  // Another writer, which had not seen the record, left the task to normal life at the same time.
  await store.writeRows([{ type: 'stop', subject, taskId: taskIdOf(2), version: 4, at: start }]);
  expect(await take([stopAt(3)])).toEqual([]);
  expect(await take([stopAt(1)])).toEqual([]);
  expect((await counted()).stops).toBe(3);
});

it('counts every failing task once, whatever is told again and whichever rows are lost', async () => {
  const taskCount = 8;
  const stop = fc.record({ second: fc.nat(taskCount - 1), version: fc.constantFrom(5, 6) });
  const fate: fc.Arbitrary<Fate> = fc.oneof(
    fc.constant(undefined),
    fc.constant(lost),
    fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }).map((missing) => allBut((index) => missing[index] ?? false)),
  );
  const delivery = fc.record({
    stops: fc.array(stop, { minLength: 1, maxLength: 4 }),
    fates: fc.array(fate, { maxLength: 2 }),
  });
  /** Every fourth task stops in normal life. */
  const isFailure = (second: number): boolean => second % 4 !== 3;
  const bodyOf = ({ second, version }: { second: number; version: number }): string =>
    stopAt(second, { event: isFailure(second) ? failure : scaleIn, version });

  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 10 }), async (deliveries) => {
      const { take, counted } = world();
      const failed: string[] = [];
      for (const { stops, fates } of deliveries) {
        const bodies = stops.map(bodyOf);
        for (const id of await take(bodies, ...fates)) failed.push(bodies[Number(id)] ?? '');
      }
      // What failed comes again, each message by itself.
      for (const body of failed) expect(await take([body])).toEqual([]);
      const told = new Set(deliveries.flatMap(({ stops }) => stops.map(({ second }) => second)));
      const expected = [...told].filter(isFailure).map(taskIdOf).sort();
      const { tasks, stops = 0 } = await counted();
      expect(tasks).toEqual(expected);
      expect(stops).toBe(expected.length);
    }),
    { numRuns: 150 },
  );
});
