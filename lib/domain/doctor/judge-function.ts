import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeployedFunction } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** Whether Lambda can run it, and whether it can use its settings. */
export function judgeFunction(
  deployed: DeployedFunction | 'missing',
  name: string,
  settingsProblems: readonly string[],
  place: DeploymentPlace,
): readonly Remark[] {
  if (deployed === 'missing') return [missingPart(name, place)];
  const { state, stateReason, lastUpdate, lastUpdateReason } = deployed;
  const remarks: Remark[] = [];
  // Lambda puts a function that nobody called for long to sleep; the next call wakes it.
  if (state === 'Active' || state === 'Inactive') remarks.push(ok(state.toLowerCase()));
  else if (state === 'Pending')
    remarks.push({ state: 'warning', seen: 'Lambda is still making it', fix: 'Look again in a minute.' });
  else
    remarks.push({
      state: 'failed',
      seen: `Lambda cannot run it: ${state}${because(stateReason)}`,
      fix: 'Deploy the stack again.',
    });
  if (lastUpdate === 'Failed')
    remarks.push({
      state: 'failed',
      seen: `its last change failed${because(lastUpdateReason)}`,
      fix: 'Deploy the stack again.',
    });
  else if (lastUpdate === 'InProgress')
    remarks.push({ state: 'warning', seen: 'it is being changed', fix: 'Look again in a minute.' });
  if (settingsProblems.length > 0)
    remarks.push({
      state: 'failed',
      seen: `it fails at its start, for its settings cannot be used: ${settingsProblems.join('; ')}`,
      fix: 'Correct the parameters of the stack and deploy it again.',
    });
  return remarks;
}

/** Runs that are kept for the function alone; undefined: it takes from those of the account. */
export function judgeConcurrency(
  reserved: number | undefined,
  name: string,
  place: DeploymentPlace,
): readonly Remark[] {
  if (reserved !== 0) return [];
  return [
    {
      state: 'failed',
      seen: 'it may not run: its reserved concurrency is 0',
      fix: 'Somebody throttled it: let it run again.',
      commands: [awsCommand(place, `lambda delete-function-concurrency --function-name ${shellWord(name)}`)],
    },
  ];
}

const because = (reason: string | undefined): string => (reason === undefined ? '' : ` (${reason})`);
