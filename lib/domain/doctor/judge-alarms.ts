import { shellWord } from '../cross-checks/shell-word';
import { counted } from '../text/counted';
import { awsCommand } from './commands';
import type { DeployedAlarm } from './deployed-parts';
import type { DeploymentPlace } from './deployment-place';
import { elapsed } from './elapsed';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** One alarm that tells of trouble, can tell nobody, or is gone; undefined where it is quiet. */
export function judgeAlarm(
  alarm: DeployedAlarm | undefined,
  name: string,
  place: DeploymentPlace,
  now: number,
): readonly Remark[] {
  if (alarm === undefined) return [missingPart(name, place)];
  const { state, reason, description, since, actionsEnabled } = alarm;
  const remarks: Remark[] = [];
  if (state === 'ALARM')
    remarks.push({
      state: 'failed',
      seen: `in alarm${since === undefined ? '' : ` for ${elapsed(now - since)}`}${reason === undefined ? '' : `: ${reason}`}`,
      ...(description === undefined ? {} : { fix: sentenceOf(description) }),
      commands: [
        awsCommand(place, `cloudwatch describe-alarm-history --alarm-name ${shellWord(name)} --max-records 10`),
      ],
    });
  if (!actionsEnabled)
    remarks.push({
      state: 'warning',
      seen: 'its actions are switched off, so nobody would hear of it',
      fix: 'Switch them on.',
      commands: [awsCommand(place, `cloudwatch enable-alarm-actions --alarm-names ${shellWord(name)}`)],
    });
  return remarks;
}

/** What the alarms say together that say nothing by themselves. */
export function judgeQuietAlarms(quiet: readonly DeployedAlarm[], isYoung: boolean): readonly Remark[] {
  const unsure = quiet.filter(({ state }) => state !== 'OK');
  const sure = quiet.length - unsure.length;
  return [
    ...(sure > 0 || unsure.length === 0 ? [ok(`${counted(sure, 'alarm')} quiet`)] : []),
    ...(unsure.length === 0
      ? []
      : [
          {
            state: 'warning',
            seen: `CloudWatch has not judged ${counted(unsure.length, 'alarm')} yet: ${unsure.map(({ name }) => name).join(', ')}`,
            fix: isYoung
              ? 'The deployment is new: look again in half an hour.'
              : 'They lack data: the lines above say what does not run.',
          } satisfies Remark,
        ]),
  ];
}

const sentenceOf = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
