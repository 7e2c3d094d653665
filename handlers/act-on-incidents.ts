import { actOnIncidents } from '../lib/app/act-on-incidents';
import { actPorts } from '../lib/live';
import { actSettings } from '../lib/settings/act-settings';

const settings = actSettings(process.env);
const ports = actPorts(settings);

/** Every minute: decides about services that crash in a loop, and acts where it is allowed. */
export async function handler(): Promise<void> {
  await actOnIncidents(ports, settings);
}
