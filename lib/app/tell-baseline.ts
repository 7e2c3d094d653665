import type { WatchState } from '../domain/incident/watch-state';
import { shortHash } from '../domain/text/short-hash';
import type { CarryOutPorts } from './carry-out';
import { publishAlert } from './publish-alert';
import type { Sweep } from './sweep';

/** Of the services that were failing; an item of the table takes 400 KB. */
const MOST_LISTED = 1_000;

/** The first message, not yet told: whoever writes the watch state with its id tells it. */
export async function writeBaseline({ failing, seen }: Sweep, ports: CarryOutPorts): Promise<string> {
  const listed = failing.slice(0, MOST_LISTED);
  const more = failing.length - listed.length;
  const baseline = { at: ports.now(), watching: seen.size, failing: listed, ...(more === 0 ? {} : { more }) };
  const alertId = `digest/started-${shortHash(JSON.stringify(baseline))}`;
  await ports.writeAlert({ kind: 'digest', alertId, ...baseline });
  return alertId;
}

/** Takes the first message to the topic, and notes that it is out. Throws where its body is missing. */
export async function publishBaseline(alertId: string, watch: WatchState, ports: CarryOutPorts): Promise<void> {
  const alert = await ports.readAlert(alertId);
  if (alert === undefined)
    throw new Error(`the body of alert ${alertId} is missing: expected it to be written before the watch state`);
  await publishAlert(alert, ports);
  const { owed: _owed, ...told } = watch;
  await ports.writeWatch({ ...told, version: watch.version + 1 });
}
