import { READING_LIMITS, Reading } from '../../lib/aws/reading';
import { withinTime } from '../../lib/aws/time-budget';
import { known } from '../../lib/domain/read';
import { awsError } from './answering-account';

const question = { action: 'ecs:DescribeServices', about: 'orders in cluster production' };
const reading = (limits: Partial<typeof READING_LIMITS> = {}, now: () => number = () => 0) =>
  new Reading({ ...READING_LIMITS, ...limits }, 'explain-incidents', now);
const never = () => new Promise<never>(() => undefined);

it('gives a piece of evidence', async () => {
  const read = await reading().read(async (ask) => known(await ask(question, async () => 7)));
  expect(read).toEqual({ state: 'known', value: 7 });
});

it('says what stood in the way, and throws only faults of our own', async () => {
  const refused = await reading().read((ask) =>
    ask(question, () => Promise.reject(awsError('ThrottlingException', 'Rate exceeded'))),
  );
  expect(refused).toEqual({ state: 'unavailable', reason: 'AWS throttled ecs:DescribeServices: Rate exceeded' });
  await expect(
    reading().read((ask) => ask(question, () => Promise.reject(new TypeError('x is undefined')))),
  ).rejects.toThrow(new TypeError('x is undefined'));
  await expect(
    reading().read(async () => {
      throw new RangeError('ours');
    }),
  ).rejects.toThrow(new RangeError('ours'));
});

it('waits no longer than its time, for a call that heeds no signal too, and aborts it', async () => {
  const signals: (AbortSignal | undefined)[] = [];
  const read = await reading({ timePerPiece: 20 }).read((ask) =>
    ask(question, ({ abortSignal }) => {
      signals.push(abortSignal);
      return never();
    }),
  );
  expect(read).toEqual({ state: 'unavailable', reason: 'ecs:DescribeServices gave no answer within 0.02 s' });
  expect(signals[0]?.aborted).toBe(true);
});

it('makes no further call for a piece whose time is over', async () => {
  let calls = 0;
  const one = reading({ timePerPiece: 10 });
  const late = new Promise<unknown>((resolve) => {
    void one.read(async (ask) => {
      await new Promise((wake) => setTimeout(wake, 30));
      return known(
        await ask(question, async () => {
          calls += 1;
        }).catch(resolve),
      );
    });
  });
  expect(await late).toMatchObject({ message: 'ecs:DescribeServices was not asked: the time was over' });
  expect(calls).toBe(0);
  expect(one.callsLeft).toBe(READING_LIMITS.calls);
});

it('counts the calls of all pieces, refused ones included, and makes no more than it may', async () => {
  const one = reading({ calls: 2 });
  await one.read((ask) => ask(question, () => Promise.reject(awsError('ServerException', 'x', 500))));
  await one.read(async (ask) => known(await ask(question, async () => 1)));
  let made = false;
  const read = await one.read(async (ask) =>
    known(
      await ask(question, async () => {
        made = true;
      }),
    ),
  );
  expect(read).toEqual({
    state: 'unavailable',
    reason: 'not read: the 2 calls that one diagnosis may make were spent',
  });
  expect(made).toBe(false);
});

it('begins no piece when the time for all is over', async () => {
  let now = 0;
  const one = reading({ timeForAll: 10_000 }, () => now);
  now = 10_000;
  const read = await one.read(async (ask) => known(await ask(question, async () => 1)));
  expect(read).toEqual({
    state: 'unavailable',
    reason: 'not read: the 10 s that one diagnosis may take were over',
  });
});

it('leaves no timer behind, and no rejection that nobody hears', async () => {
  jest.useFakeTimers();
  try {
    expect(await withinTime(3_000, async () => 'done')).toBe('done');
    expect(jest.getTimerCount()).toBe(0);
    const late = expect(withinTime(3_000, never)).rejects.toThrow('no answer within 3 s');
    await jest.advanceTimersByTimeAsync(3_000);
    await late;
    expect(jest.getTimerCount()).toBe(0);
  } finally {
    jest.useRealTimers();
  }
});
