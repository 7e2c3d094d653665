import type { Service } from '../../../lib/domain/service';
import { MINUTE, service } from '../../domain/action/acting-state';
import type { Kept } from './account';
import { ActingWorld } from './acting-world';

export const DAY = 24 * 60 * MINUTE;
export const OFFICE_HOURS = 'mon-fri 08:00-19:00 Europe/Berlin';
/** Berlin is an hour ahead of UTC in winter. */
export const MONDAY_NOON = Date.parse('2026-11-30T12:00:00+01:00');
export const MONDAY_NIGHT = Date.parse('2026-11-30T19:05:00+01:00');
export const TUESDAY_MORNING = Date.parse('2026-12-01T08:00:00+01:00');

/** A healthy service with a schedule: its tasks serve, which keeps no schedule from anything. */
export function scheduled(
  world: ActingWorld,
  tags: Readonly<Record<string, string>> = {},
  kept: Partial<Kept> = {},
  more: Partial<Service> = {},
): void {
  const { name = 'orders-api' } = more;
  const tasks = [1, 2, 3].map((number) => ({
    taskId: `${name}-${number}`,
    healthStatus: 'HEALTHY',
    isProtected: false,
  }));
  const tagged = new Map(Object.entries({ 'ecs-medic:schedule': OFFICE_HOURS, ...tags }));
  world.account.add(service({ runningCount: 3, tags: tagged, ...more }), { tasks, ...kept });
}

/** The same, put to sleep on Monday night. */
export async function asleep(
  kept: Partial<Kept> = {},
  tags: Readonly<Record<string, string>> = {},
): Promise<ActingWorld> {
  const world = new ActingWorld();
  world.now = MONDAY_NIGHT;
  scheduled(world, tags, kept);
  const report = await world.applySchedules();
  if (report === 'cut off' || report.changed !== 1) throw new Error('the service was not put to sleep');
  return world;
}
