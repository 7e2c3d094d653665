import { timeOf } from '../../lib/render/words';

it.each([
  ['2026-11-09T10:06:00Z', undefined, '9 Nov 2026 10:06 UTC'],
  ['2026-11-09T10:06:00Z', 'Europe/Berlin', '9 Nov 2026 11:06 Europe/Berlin'],
  ['2026-09-30T22:30:00Z', 'Asia/Kolkata', '1 Oct 2026 04:00 Asia/Kolkata'],
  ['2026-10-25T00:30:00Z', 'Europe/Berlin', '25 Oct 2026 02:30 Europe/Berlin'],
  ['2026-10-25T02:30:00Z', 'Europe/Berlin', '25 Oct 2026 03:30 Europe/Berlin'],
  ['2026-11-08T23:00:00Z', 'Europe/Berlin', '9 Nov 2026 00:00 Europe/Berlin'],
])('tells %s in the zone %s as %s', (at, zone, told) => {
  expect(timeOf(Date.parse(at), zone)).toBe(told);
});
