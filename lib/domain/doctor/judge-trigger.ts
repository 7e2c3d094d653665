import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeployedTrigger } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** What takes messages from a queue to a function; `uuid` is the id of the event source mapping. */
export function judgeTrigger(
  trigger: DeployedTrigger | 'missing',
  uuid: string,
  place: DeploymentPlace,
): readonly Remark[] {
  if (trigger === 'missing') return [missingPart(uuid, place)];
  const { state, lastResult = '' } = trigger;
  const remarks: Remark[] = [];
  if (state === 'Enabled') remarks.push(ok('on'));
  else if (/^Disabl/.test(state))
    remarks.push({
      state: 'failed',
      seen: `it is ${state.toLowerCase()}, so messages stay in the queue`,
      fix: 'Switch it on.',
      commands: [awsCommand(place, `lambda update-event-source-mapping --uuid ${shellWord(uuid)} --enabled`)],
    });
  else remarks.push({ state: 'warning', seen: `it is ${state.toLowerCase()}`, fix: 'Look again in a minute.' });
  if (lastResult.startsWith('PROBLEM'))
    remarks.push({
      state: 'failed',
      seen: `Lambda cannot take messages: ${lastResult}`,
      fix: 'Give its role what that says: docs/permissions.md names what it needs.',
    });
  return remarks;
}
