import { Pace } from '../../lib/app/pace';

/** A clock that only a pause and a call move. */
function world() {
  const clock = { now: 0 };
  const asked: number[] = [];
  const pace = new Pace({
    now: () => clock.now,
    async pause(milliseconds) {
      clock.now += milliseconds;
    },
  });
  const ask = async (takes: number): Promise<void> => {
    asked.push(clock.now);
    clock.now += takes;
  };
  return { pace, ask, asked, clock };
}

const gapsOf = (times: readonly number[]): readonly number[] =>
  times.slice(1).map((at, index) => at - (times[index] ?? 0));

it('makes at most four calls a second', async () => {
  const { pace, ask, asked } = world();
  for (let call = 0; call < 12; call++) await pace.call(() => ask(30));
  expect(Math.min(...gapsOf(asked))).toBeGreaterThanOrEqual(250);
  expect(pace.calls).toBe(12);
});

it('leaves room after an answer that took several calls', async () => {
  const { pace, ask, asked } = world();
  await pace.call(() => ask(3_000));
  await pace.call(() => ask(30));
  expect(gapsOf(asked)).toEqual([3_250]);
});

it('asks a throttled call again, later and slower, and gives up after six attempts', async () => {
  const { pace, asked, clock } = world();
  const refused = async () => {
    asked.push(clock.now);
    throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
  };
  await expect(pace.call(refused)).rejects.toThrow('slow down');
  expect(gapsOf(asked)).toEqual([500, 1_000, 2_000, 4_000, 8_000]);
});

it('does not ask again what was refused for another reason', async () => {
  const { pace } = world();
  await expect(
    pace.call(async () => {
      throw new Error('AccessDenied');
    }),
  ).rejects.toThrow('AccessDenied');
  expect(pace.calls).toBe(1);
});
