import { shellWord } from '../cross-checks/shell-word';
import { awsCommand } from './commands';
import type { DeploymentPlace } from './deployment-place';
import { missingPart } from './missing-part';
import { ok, type Remark } from './part-health';

/** The switch for all actions and schedules. */
export function judgeSwitch(value: string | 'missing', name: string, place: DeploymentPlace): readonly Remark[] {
  if (value === 'missing') return [missingPart(name, place)];
  const setTo = (wanted: string): string =>
    awsCommand(place, `ssm put-parameter --name ${shellWord(name)} --value ${wanted} --overwrite`);
  const meant = value.trim().toLowerCase();
  if (meant === 'on') return [ok('on')];
  if (meant === 'off')
    return [
      {
        state: 'warning',
        seen: 'off: no service is put to zero, rolled back, put to sleep or woken',
        fix: 'Switch it on when whatever it was switched off for is over.',
        commands: [setTo('on')],
      },
    ];
  return [
    {
      state: 'failed',
      seen: `expected on or off, got ${JSON.stringify(value.slice(0, 40))}: nothing is changed until that is clear`,
      fix: 'Set it to on or off.',
      commands: [setTo('on')],
    },
  ];
}

export type Mode = 'observe' | 'enforce';

const MODES: Readonly<Record<Mode, string>> = {
  observe: 'decides and tells, and changes nothing',
  enforce: 'changes services that are tagged for it',
};

/** What a function that acts was set to; undefined where its environment does not say. */
export const judgeMode = (mode: string | undefined): readonly Remark[] =>
  mode === 'observe' || mode === 'enforce' ? [ok(`${mode}: ${MODES[mode]}`)] : [];
