import { applySchedules } from '../lib/app/apply-schedules';
import { schedulePorts } from '../lib/live';
import { scheduleSettings } from '../lib/settings/act-settings';

const settings = scheduleSettings(process.env);
const ports = schedulePorts(settings);

/** Every five minutes: puts services to sleep and wakes them, as their tags say. */
export async function handler(): Promise<void> {
  await applySchedules(ports, settings);
}
