import type { CheckContext } from './check-context';
import { CHECK_RULES } from './check-rules';
import type { CheckedDefinition } from './checked-definition';
import type { Finding } from './finding';
import { FINDING_IDS } from './finding-id';

/** Everything that can be found without AWS, errors first. */
export const checkDefinition = (checked: CheckedDefinition, context: CheckContext): readonly Finding[] =>
  inOrder(CHECK_RULES.flatMap((rule) => rule(checked, context)));

/** Errors first, then in the order of the ids; of one id in the order of the containers. */
export const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  [...findings].sort(
    (a, b) =>
      Number(a.severity === 'warning') - Number(b.severity === 'warning') ||
      FINDING_IDS.indexOf(a.id) - FINDING_IDS.indexOf(b.id),
  );
