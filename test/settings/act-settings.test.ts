import { DEFAULT_ACTION_LIMITS } from '../../lib/domain/action/action-limits';
import { GUARDS } from '../../lib/domain/action/guards';
import { actSettings, scheduleSettings } from '../../lib/settings/act-settings';
import { SettingsError } from '../../lib/settings/settings-error';

const acting = {
  ECS_MEDIC_DEPLOYMENT: 'ecs-medic-test',
  ECS_MEDIC_TABLE: 'ecs-medic-Table-1',
  ECS_MEDIC_ALERTS_TOPIC_ARN: 'arn:aws-us-gov:sns:us-gov-west-1:111122223333:alerts',
  ECS_MEDIC_CLUSTERS: 'production',
  ECS_MEDIC_ACTIONS_SWITCH: '/ecs-medic-test/actions',
};

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
}

it('gives what is decided by: the mode, the switch, the budgets and every safeguard', () => {
  expect(actSettings({ ...acting, ECS_MEDIC_ACTIONS: 'enforce' })).toMatchObject({
    deployment: 'ecs-medic-test',
    clusters: ['production'],
    mode: 'enforce',
    region: 'us-gov-west-1',
    switchName: '/ecs-medic-test/actions',
    limits: DEFAULT_ACTION_LIMITS,
    guards: GUARDS,
  });
});

it('takes the mode of incidents and of schedules apart', () => {
  const both = { ...acting, ECS_MEDIC_ACTIONS: 'observe', ECS_MEDIC_SCHEDULES: 'enforce' };
  expect([actSettings(both).mode, scheduleSettings(both).mode]).toEqual(['observe', 'enforce']);
});

it.each(['Enforce', 'on', 'true', ''])('never takes %j for a mode', (mode) => {
  const got = mode === '' ? 'nothing' : `"${mode}"`;
  expect(problemsOf(() => actSettings({ ...acting, ECS_MEDIC_ACTIONS: mode }))).toEqual([
    `ECS_MEDIC_ACTIONS: expected observe or enforce, got ${got}`,
  ]);
  expect(problemsOf(() => scheduleSettings({ ...acting, ECS_MEDIC_SCHEDULES: mode }))).toEqual([
    `ECS_MEDIC_SCHEDULES: expected observe or enforce, got ${got}`,
  ]);
});

it('does not start without a switch', () => {
  const { ECS_MEDIC_ACTIONS_SWITCH: _, ...without } = acting;
  expect(problemsOf(() => actSettings({ ...without, ECS_MEDIC_ACTIONS: 'observe' }))).toEqual([
    'ECS_MEDIC_ACTIONS_SWITCH: expected the name of an SSM parameter, got nothing',
  ]);
});
