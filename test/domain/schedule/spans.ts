/** Schedules without their zone, with what clocks make hard: midnights, the hours of the change, overlaps, half-hours. */
export const SPANS = [
  'mon-fri 08:00-19:00',
  'daily 20:00-06:00',
  'sat-mon 02:30-23:30',
  'daily 01:15-02:30 + daily 02:15-03:45',
  'daily 00:00-00:30 + daily 23:00-24:00',
  'fri 22:00-02:00 + sun 00:30-01:30',
];
