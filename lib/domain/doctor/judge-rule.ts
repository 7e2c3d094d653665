import { shellWord } from '../cross-checks/shell-word';
import type { Read } from '../read';
import { awsCommand } from './commands';
import type { DeployedRule } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { judgeRead } from './judge-read';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

export interface RuleQuestion {
  readonly name: string;
  /** ARN of the queue that it should send to. */
  readonly queueArn: Read<string>;
  /** ARN of the queue for what cannot be sent there. */
  readonly deadLettersArn: Read<string>;
}

export function judgeRule(
  rule: DeployedRule | 'missing',
  { name, queueArn, deadLettersArn }: RuleQuestion,
  place: DeploymentPlace,
): readonly Remark[] {
  if (rule === 'missing') return [missingPart(name, place)];
  // `ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS` is a second way of being on.
  const { state: onOff, targets } = rule;
  const isOn = onOff.startsWith('ENABLED');
  const state: Remark = isOn
    ? ok('on')
    : {
        state: 'failed',
        seen: `it is ${onOff.toLowerCase()}, so ecs-medic does not hear of these events`,
        fix: 'Switch it on.',
        commands: [awsCommand(place, `events enable-rule --name ${shellWord(name)}`)],
      };
  return [
    state,
    ...judgeRead(queueArn, (arn) =>
      targets.includes(arn)
        ? [ok('sends to the queue events')]
        : [
            {
              state: 'failed',
              seen: 'it does not send to the queue events',
              fix: 'Give it its target back.',
              commands: [
                awsCommand(
                  place,
                  `events put-targets --rule ${shellWord(name)} --targets '${target(arn, deadLettersArn)}'`,
                ),
              ],
            },
          ],
    ),
  ];
}

function target(arn: string, deadLettersArn: Read<string>): string {
  const deadLetters = deadLettersArn.state === 'known' ? `,DeadLetterConfig={Arn=${deadLettersArn.value}}` : '';
  return `Id=events,Arn=${arn}${deadLetters}`;
}
