import { nameOfArn } from '../ecs-events/ecs-arn';
import type { ServiceRecord } from '../incident/service-record';
import { awsCommandForTarget, awsCommandToDeploy, commandsToRestore } from './commands';
import { ACTION_WORDS } from './decision-rows';
import type { Intent } from './intent';
import type { withNews } from './news';
import type { Outcome } from './outcome';

/** What brings back what was before. */
function undoOf(
  { subject, hold }: ServiceRecord,
  { action, rollsBackFrom }: Intent,
  { word, leftSuspended }: Outcome,
  region: string | undefined,
): readonly string[] {
  if (action === 'roll-back')
    return word === 'verified' && rollsBackFrom !== undefined
      ? [awsCommandToDeploy(subject, rollsBackFrom, region)]
      : [];
  if (hold !== undefined) return commandsToRestore(subject, hold, region);
  return leftSuspended === undefined ? [] : [awsCommandForTarget(subject, leftSuspended, region)];
}

/** How a change ended, as people hear of it. */
export function newsOf(
  record: ServiceRecord,
  intent: Intent,
  outcome: Outcome,
  region?: string,
): Parameters<typeof withNews>[1] {
  const { owner, incidentId } = intent;
  const { word, because, remarks = [] } = outcome;
  const by = { incident: 'ecs-medic', schedule: 'The schedule', person: 'A person, with the command line,' }[owner];
  const hold = record.hold ?? intent.hold;
  const said = saidOf(intent, outcome, hold?.remembered ?? intent.desired);
  return {
    key: `${intent.id}/${word}`,
    title: said.title,
    lines: [`${by} ${said.line}${because === '' ? '' : `: ${because}`}.`, ...remarks],
    commands: undoOf(record, intent, outcome, region),
    severity: word === 'verified' ? 'info' : outcome.isLeftAtZero === true ? 'critical' : 'warning',
    // A schedule that does what it says calls nobody.
    loud: owner === 'incident' || word !== 'verified' || remarks.length > 0,
    ...(incidentId === undefined ? {} : { incidentId }),
  };
}

function saidOf(
  { action, desired, to, rollsBackTo = '' }: Intent,
  { word, isLeftAtZero }: Outcome,
  remembered: number,
): { readonly title: string; readonly line: string } {
  const words = ACTION_WORDS[action];
  switch (word) {
    case 'verified':
      if (action === 'scale-to-zero')
        return { title: `put to zero, ${desired} before`, line: `put it to zero (${desired} before)` };
      if (action === 'restore') return { title: `brought back to ${to}`, line: `brought it back to ${to}` };
      return {
        title: 'its deployment is being rolled back',
        line: `stopped its deployment, which goes back to ${nameOfArn(rollsBackTo)}`,
      };
    case 'reverted':
      return isLeftAtZero === true
        ? { title: `left at 0 tasks, ${remembered} before`, line: `put it to zero and could not take it back` }
        : {
            title: `put to zero and brought back to ${remembered}`,
            line: `put it to zero and brought it back to ${remembered}`,
          };
    case 'failed':
      return { title: `could not ${words}`, line: `could not ${words}` };
    case 'released':
      return { title: 'changed by somebody else, and left as it is', line: `left it as somebody else has set it` };
  }
}
