import type { CheckRule } from '../check-context';
import type { Finding } from '../finding';
import { homeOf } from '../home';
import { secretProblem } from '../secret-form';
import { secretUses } from '../secret-uses';

/** A secret or parameter of another Region or account than the task's: mostly copied from another environment. */
export const foreignSecret: CheckRule = (checked, context) => {
  const { region, account } = homeOf(checked, context);
  return secretUses(checked).flatMap(({ container, name, valueFrom }): readonly Finding[] => {
    if (!valueFrom.startsWith('arn:') || secretProblem(valueFrom) !== undefined) return [];
    const [, , , itsRegion = '', itsAccount = ''] = valueFrom.split(':');
    const places = [
      ...(region !== undefined && itsRegion !== region.name
        ? [`in ${itsRegion}, and the task runs in ${region.name} (by ${region.by})`]
        : []),
      ...(account !== undefined && itsAccount !== account.id
        ? [`of account ${itsAccount}, and the task is of ${account.id} (by ${account.by})`]
        : []),
    ];
    if (places.length === 0) return [];
    return [
      {
        id: 'secret-elsewhere',
        severity: 'warning',
        container,
        what: `${name} of ${container} is ${places.join('; ')}.`,
        why: 'That is mostly a copy from another environment. The task does not start if it is not there, or if its policies do not let the execution role read it.',
        fix: `See that ${name} is meant to come from there; otherwise name the one of this environment.`,
        cause: 'secret-not-found',
      },
    ];
  });
};
