import type { DeployedTable } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** The index in which is found what is due. */
const DUE_INDEX = 'due';

export function judgeTable(table: DeployedTable | 'missing', name: string, place: DeploymentPlace): readonly Remark[] {
  if (table === 'missing') return [missingPart(name, place)];
  return [
    judgeState(table.state, 'it'),
    judgeState(table.indexes.get(DUE_INDEX) ?? 'missing', `its index ${DUE_INDEX}`),
  ];
}

function judgeState(state: string, what: string): Remark {
  if (state === 'ACTIVE') return ok(`${what} is active`);
  if (state === 'UPDATING' || state === 'CREATING')
    return { state: 'warning', seen: `${what} is ${state.toLowerCase()}`, fix: 'Look again in some minutes.' };
  return {
    state: 'failed',
    seen: `${what} is ${state.toLowerCase().replaceAll('_', ' ')}`,
    fix: 'Nothing can be remembered or told without it: see what the console of DynamoDB says of the table.',
  };
}
