import { readFileSync } from 'node:fs';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { stackSettings } from '../../lib/settings/stack-settings';

const MINUTE = 60_000;

it('are those of the functions, by the parameters of their stack', () => {
  const parameters = new Map([
    ['Clusters', 'production,staging'],
    ['TransientStops', '2'],
    ['TransientWindowMinutes', '20'],
    ['HoldDownMinutes', '7'],
    ['ReminderHours', '8,48'],
    ['TimeZone', 'Europe/Berlin'],
    ['SlackChannel', '#alerts'],
  ]);
  expect(stackSettings(parameters)).toEqual({
    clusters: ['production', 'staging'],
    timeZone: 'Europe/Berlin',
    thresholds: {
      ...DEFAULT_THRESHOLDS,
      transientStops: 2,
      transientWindow: 20 * MINUTE,
      shortestHoldDown: 7 * MINUTE,
      reminders: [8 * 60 * MINUTE, 48 * 60 * MINUTE],
    },
  });
});

it('are the usual ones where the stack does not say', () => {
  expect(stackSettings(new Map([['Clusters', '']]))).toEqual({
    clusters: '*',
    timeZone: 'UTC',
    thresholds: DEFAULT_THRESHOLDS,
  });
});

it('name only parameters that the template has', () => {
  const names = readFileSync('lib/stack/parameters.yml', 'utf8')
    .match(/^ {2}\w+(?=:)/gm)
    ?.map((name) => name.trim());
  const source = readFileSync('lib/settings/stack-settings.ts', 'utf8');
  const used = [...source.matchAll(/\['(\w+)', 'ECS_MEDIC_/g)].map(([, name]) => name);
  expect(used.length).toBeGreaterThan(5);
  expect(names).toEqual(expect.arrayContaining(used));
});
