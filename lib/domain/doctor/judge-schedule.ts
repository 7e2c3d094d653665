import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeployedSchedule } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** UpdateSchedule replaces the whole schedule, so that all of it must be sent back; without a state it is on. */
const KEPT = [
  'Name',
  'GroupName',
  'Description',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'FlexibleTimeWindow',
  'Target',
];

export function judgeSchedule(
  schedule: DeployedSchedule | 'missing',
  name: string,
  place: DeploymentPlace,
): readonly Remark[] {
  if (schedule === 'missing') return [missingPart(name, place)];
  const { state, expression } = schedule;
  if (state === 'ENABLED') return [ok(`on, ${expression}`)];
  const fields = KEPT.map((field) => `${field}:${field}`).join(',');
  return [
    {
      state: 'failed',
      seen: `it is ${state.toLowerCase()}, so its function does not run`,
      fix: 'Switch it on: write it into a file, and send that back.',
      commands: [
        awsCommand(
          place,
          `scheduler get-schedule --name ${shellWord(name)} --query '{${fields}}' --output json`,
        ).concat(' > schedule.json'),
        awsCommand(place, 'scheduler update-schedule --cli-input-json file://schedule.json'),
      ],
    },
  ];
}
