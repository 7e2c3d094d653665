import { keepWatch } from '../lib/app/keep-watch';
import { parseRun } from '../lib/app/parse-run';
import { sweepServices } from '../lib/app/sweep-services';
import { watchPorts } from '../lib/live';
import { watchSettings } from '../lib/settings/watch-settings';

const settings = watchSettings(process.env);
const ports = watchPorts(settings);

/** The schedules: `{"run": "due"}` every minute, `{"run": "sweep"}` every five minutes. */
export async function handler(input: unknown): Promise<void> {
  if (parseRun(input) === 'due') await keepWatch(ports, settings);
  else await sweepServices(ports, settings);
}
