import type { DecisionRow } from '../../lib/domain/action/decision-row';
import type { Hold } from '../../lib/domain/action/hold';
import { cellsOf } from '../../lib/render/terminal/cells';
import { decisionsText, type ShownDecisions } from '../../lib/render/terminal/decisions-text';
import { plainPaint } from '../../lib/render/terminal/paint';

const AT = Date.parse('2026-11-25T12:05:00Z');
const MINUTE = 60_000;
const subject = { kind: 'service', cluster: 'production', name: 'orders-api' } as const;

const decision = (
  word: DecisionRow['decision'],
  minutes: number,
  { attempt = `${minutes}`, ...more }: Partial<DecisionRow> & { readonly attempt?: string } = {},
): DecisionRow => ({
  type: 'decision',
  subject,
  decisionId: `production/orders-api/scale-to-zero/${attempt}/${word}`,
  at: AT + minutes * MINUTE,
  action: 'scale-to-zero',
  owner: 'incident',
  decision: word,
  reason: 'the service is not tagged ecs-medic:scale-to-zero=allow',
  ...more,
});
const wouldHave = (minutes: number) => decision('would-have', minutes, { guard: 'not-opted-in' });
const refused = (minutes: number, reason = '1 task serves') =>
  decision('refuse', minutes, { guard: 'serving', reason });

const hold: Hold = { owner: 'incident', since: AT, remembered: 3, deploymentId: 'ecs-svc/1' };
const shown = (more: Partial<ShownDecisions> = {}): ShownDecisions => ({
  decisions: [],
  held: [],
  latched: [],
  since: AT - 60 * MINUTE,
  timeZone: 'Europe/Berlin',
  region: 'eu-central-1',
  stack: 'ecs-medic-production',
  ...more,
});
const text = (more: Partial<ShownDecisions>, width = 120) => decisionsText({ width, paint: plainPaint }, shown(more));

it('shows a decision a row in the zone that it names, the newest last', () => {
  const lines = text({ decisions: [refused(0), wouldHave(30)] }).split('\n');
  expect(lines[0]).toBe('Times in Europe/Berlin (UTC+01:00), since Wed 25 Nov 12:05');
  expect(lines.slice(2, 5)).toEqual([
    'time              service                  action         decision    reason',
    'Wed 25 Nov 13:05  orders-api (production)  scale to zero  refused     1 task serves',
    'Wed 25 Nov 13:35  orders-api (production)  scale to zero  would have  the service is not tagged',
  ]);
});

it('has equal ones in one row, at the time of the last, although their values differ', () => {
  const said = text({ decisions: [refused(0), wouldHave(1), refused(2, '2 tasks serve')] });
  expect(said).toContain('2 tasks serve (2 times since Wed 25 Nov 13:05)');
  expect(said).not.toContain('1 task serves');
  expect(said.indexOf('would have  the')).toBeLessThan(said.indexOf('2 tasks serve'));
  expect(said).toContain('3 decisions: 1 would have been done, 2 refused.');
});

it('tells what was begun by how it ended', () => {
  const counts = { before: 3, after: 0 };
  const begun = decision('do', 0, { attempt: 'a', reason: 'all safeguards agree', ...counts });
  const ended = decision('verified', 1, { attempt: 'a', reason: 'its desired count reads 0', ...counts });
  const said = text({ decisions: [begun, ended] });
  expect(said).toContain('done        3 → 0: its desired count reads 0');
  expect(said).toContain('1 decision: 1 done.');
  const unknown = decision('unknown', 1, { attempt: 'b', reason: 'no answer' });
  const open = text({ decisions: [{ ...begun, decisionId: unknown.decisionId.replace('unknown', 'do') }, unknown] });
  expect(open).toContain('1 decision: 1 not settled.');
  expect(open).toContain('not known   no answer');
  expect(text({ decisions: [begun] })).toContain('begun       3 → 0: all safeguards agree');
});

it('says how to allow what would have been done', () => {
  const rollBack = decision('would-have', 1, { action: 'roll-back', guard: 'not-opted-in', reason: 'not tagged' });
  const said = text({ decisions: [wouldHave(0), rollBack] });
  expect(said).toContain(
    'To allow it for orders-api (production): tag the service ecs-medic:scale-to-zero=allow or ecs-medic:roll-back=allow.\n' +
      'To let ecs-medic act on incidents: deploy it with --param="actions=enforce" (docs/actions.md).\n',
  );
  const observed = text({ decisions: [decision('would-have', 0, { guard: 'observe-mode', owner: 'schedule' })] });
  expect(observed).toContain('To let it follow schedules: deploy it with --param="schedules=enforce"');
  expect(observed).not.toContain('actions=enforce');
  expect(observed).toContain('by schedule');
  expect(text({ decisions: [decision('would-have', 0, { guard: 'switched-off' })] })).toContain('ActionsSwitchName');
  expect(text({ decisions: [refused(0)] })).not.toContain('To l');
});

it('ends with what is held and latched now, each with its command', () => {
  const said = text({
    held: [{ subject, hold: { ...hold, scalableTarget: { min: 2, max: 10, suspended: NONE } } }],
    latched: [{ subject: { ...subject, name: 'payments' }, failedActions: 2 }],
    stack: 'ecs-medic-staging',
  });
  expect(said).toContain('No decisions.');
  expect(said).toContain(
    'Held at zero\n  - orders-api (production): 3 before, auto scaling 2 to 10; at 0 since Wed 25 Nov 13:05, by ecs-medic, for an incident\n' +
      '    $ ecs-medic restore --cluster production --service orders-api --region eu-central-1 --stack ecs-medic-staging\n',
  );
  expect(said).toContain(
    'Latched: only a person may act\n  - payments (production): 2 actions in a row did not end well\n' +
      '    $ ecs-medic unlatch --cluster production --service payments --region eu-central-1 --stack ecs-medic-staging\n',
  );
  expect(text({})).toContain('No service is held at zero.');
});
const NONE = { dynamicIn: false, dynamicOut: false, scheduled: false };

it.each([40, 80, 100, 120])('fits into %i columns, whatever the names, and obeys none of their texts', (width) => {
  const name = `orders-${'x'.repeat(90)}`;
  const hostile = 'a\u001b[31m\u202e\nb \u0007'.repeat(9);
  const long = decision('refuse', 1, { subject: { ...subject, name }, guard: 'serving', reason: hostile });
  const said = text({ decisions: [wouldHave(0), long], held: [{ subject, hold }] }, width);
  for (const line of said.split('\n'))
    if (!line.includes('ecs-medic:scale')) expect(cellsOf(line)).toBeLessThanOrEqual(width);
  expect(said).not.toMatch(/[\u001b\u202e\u0007]/);
});

it('has the reason under its decision where the screen is narrow', () => {
  expect(
    text({ decisions: [refused(0), wouldHave(30)] }, 80)
      .split('\n')
      .slice(2, 6),
  ).toEqual([
    'Wed 25 Nov 13:05  refused     scale to zero, orders-api (production)',
    '    1 task serves',
    'Wed 25 Nov 13:35  would have  scale to zero, orders-api (production)',
    '    the service is not tagged ecs-medic:scale-to-zero=allow',
  ]);
});
