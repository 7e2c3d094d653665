import { lasting } from '../../../lib/domain/action/words';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

it.each([
  [0, '0 minutes'],
  [MINUTE, '1 minute'],
  [119 * MINUTE, '119 minutes'],
  [2 * HOUR, '2 hours'],
  [24 * HOUR, '24 hours'],
  [72 * HOUR - 1, '71 hours'],
  [72 * HOUR, '3 days'],
  [4_333 * HOUR, '180 days'],
])('%d ms last %s', (milliseconds, words) => {
  expect(lasting(milliseconds)).toBe(words);
});
