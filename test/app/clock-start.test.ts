import { clockStart } from '../../lib/app/clock-start';
import { stopped, tagNotFound } from '../cli/example-events';

const NOW = Date.UTC(2026, 10, 25);
const TEN = Date.parse('2026-01-15T10:00:00Z');

const { time: _time, ...untimed } = tagNotFound();

it.each([
  ['events that tell their time move the clock', { events: [tagNotFound()] }, 0],
  ['one event that tells it is enough', { events: [untimed, tagNotFound()] }, 0],
  ['a snapshot of a service that tells it is enough', { events: [], services: [{ at: '2026-01-15T10:00:00Z' }] }, 0],
  ['a described task that has stopped tells it', { events: [], tasks: [tagNotFound().detail] }, 0],
  ['an event without a time is taken for one of when its task stopped', { events: [untimed] }, TEN],
  [
    'the latest of such stops counts',
    { events: [untimed, { ...stopped('b'.repeat(32), '2026-01-15T09:00:00Z', {}), time: undefined }] },
    TEN,
  ],
  ['a world that tells no time at all is seen now', { events: [], services: [{ serviceName: 'orders-api' }] }, NOW],
  ['so is an empty one', { events: [] }, NOW],
])('%s', (_, world, expected) => {
  expect(clockStart(world, NOW)).toBe(expected);
});
