import { metrics } from '../../lib/aws/metrics';

function written() {
  const lines: string[] = [];
  const port = metrics({
    deployment: 'ecs-medic-test',
    now: () => 1_795_000_000_000,
    write: (line) => lines.push(line),
  });
  return { port, lines, last: () => JSON.parse(lines.at(-1) ?? 'null') };
}

it('writes a counter in the embedded metric format, one line each', () => {
  const { port, lines, last } = written();
  port.count('DeadDeliveries', 2);
  expect(lines).toEqual([expect.stringMatching(/^\{[^\n]*\}\n$/)]);
  expect(last()).toEqual({
    _aws: {
      Timestamp: 1_795_000_000_000,
      CloudWatchMetrics: [
        { Namespace: 'ecs-medic', Dimensions: [['Deployment']], Metrics: [{ Name: 'DeadDeliveries', Unit: 'Count' }] },
      ],
    },
    Deployment: 'ecs-medic-test',
    DeadDeliveries: 2,
  });
});

it('writes nothing where nothing was counted', () => {
  const { port, lines } = written();
  port.count('EventsHandled', 0);
  expect(lines).toEqual([]);
});

it('reports a fault with its causes and places, in one line', () => {
  const { port, lines, last } = written();
  port.report('a service could not be looked at', new TypeError('first\nsecond', { cause: new Error('below') }));
  expect(lines).toEqual([expect.stringMatching(/^\{[^\n]*\}\n$/)]);
  expect(last()).toMatchObject({
    level: 'error',
    at: '2026-11-18T11:06:40.000Z',
    message: 'a service could not be looked at',
    error: { name: 'TypeError', message: 'first\nsecond', causes: [{ name: 'Error', message: 'below' }] },
  });
  expect(last().error.stack).toMatch(/^\s+at .*metrics\.test/);
  expect(last().error.stack).not.toContain('second');
});

it('takes anything for an error, a chain without an end included', () => {
  const { port, last } = written();
  port.report('it failed', 'a text');
  expect(last().error).toEqual({ message: 'a text' });
  port.report('it failed', undefined);
  expect(last()).not.toHaveProperty('error');
  const round = new Error('round');
  round.cause = round;
  port.report('it failed', round);
  expect(last().error.causes).toHaveLength(3);
});

it('hides secrets that an error quotes, and cuts what is long', () => {
  const { port, lines } = written();
  port.report('refused', new Error(`token xoxb-${'1'.repeat(12)}-${'a'.repeat(24)} ${'x'.repeat(5_000)}`));
  expect(lines[0]).not.toContain('aaaaaaaa');
  expect(lines[0]?.length).toBeLessThan(6_000);
});

it('keeps at most 512 characters of a text, and no half of a secret at its end', () => {
  const { port, lines, last } = written();
  const token = `ghp_${'a1B2'.repeat(9)}`;
  port.report('y'.repeat(5_000), new Error(`${'x'.repeat(500)} ${token}`));
  expect(last()).toMatchObject({
    message: 'y'.repeat(512),
    error: { message: expect.stringMatching(/^x{500} \[redacted/) },
  });
  expect(lines[0]).not.toContain('ghp_');
});

it('writes what a terminal would obey as escapes of JSON', () => {
  const { port, lines, last } = written();
  const text = 'a\u009b31m\u202e\u2028\u007f\u{e0041}\u001b[0m';
  port.report(text, undefined);
  expect(lines[0]).toMatch(/^[ -~]+\n$/);
  expect(last().message).toBe(text);
});
