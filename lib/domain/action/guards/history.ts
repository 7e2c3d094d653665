import { subjectKey } from '../../incident/subject';
import { counted } from '../../text/counted';
import type { Budget } from '../action-limits';
import { type ActionState, agrees, type Guard, objects } from '../guard';
import { dayAndTime, lasting } from '../words';

export const onceAnIncident: Guard = {
  id: 'once',
  ask: ({ record: { incident } }) =>
    incident?.actedAt === undefined
      ? agrees('nothing was done for this incident yet')
      : objects(`an action was begun for this incident ${dayAndTime(incident.actedAt)}`),
};

export const notHeld: Guard = {
  id: 'held',
  ask: ({ record: { hold } }) =>
    hold === undefined ? agrees('it is not held') : objects(`it is held at zero since ${dayAndTime(hold.since)}`),
};

/** One change at a time, and none while it is not known how the last one ended. */
export const nothingInFlight: Guard = {
  id: 'in-flight',
  ask({ record, ledger }, _, { owner }) {
    if (record.intent !== undefined)
      return objects(`a change that was begun ${dayAndTime(record.intent.at)} is not settled`);
    return ledger.inFlight === undefined || owner !== 'incident'
      ? agrees('no other change is under way')
      : objects(`a change of ${ledger.inFlight.subject} is under way, or not settled`);
  },
};

export const notLatched: Guard = {
  id: 'latched',
  ask: ({ record: { failedActions = 0 } }, _, { limits }) =>
    failedActions < limits.latchAfter
      ? agrees('no actions failed before')
      : objects(`${counted(failedActions, 'action')} in a row did not end well: only a person may act`),
};

export const notFrozen: Guard = {
  id: 'frozen',
  ask: ({ ledger: { frozenUntil = 0 } }, now) =>
    frozenUntil <= now
      ? agrees('other services do well')
      : objects(`many services failed at once: nothing is done until ${dayAndTime(frozenUntil)}`),
};

const budget = (
  id: Guard['id'],
  about: string,
  of: 'service' | 'cluster' | 'account',
  isOf: (spent: ActionState['ledger']['spent'][number], state: ActionState) => boolean,
): Guard => ({
  id,
  ask(state, now, { limits }) {
    const { most, within }: Budget = limits.budgets[of];
    const spent = state.ledger.spent.filter((one) => now - one.at < within && isOf(one, state)).length;
    const seen = `${spent} of ${most} actions ${about} within ${lasting(within)}`;
    return spent < most ? agrees(seen) : objects(`${seen}: the budget is spent`);
  },
});

export const serviceBudget = budget(
  'budget-service',
  'for this service',
  'service',
  ({ subject }, { record }) => subject === subjectKey(record.subject),
);
export const clusterBudget = budget(
  'budget-cluster',
  'in this cluster',
  'cluster',
  ({ cluster }, { record }) => cluster === record.subject.cluster,
);
export const accountBudget = budget('budget-account', 'in all', 'account', () => true);
