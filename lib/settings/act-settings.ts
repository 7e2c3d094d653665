import { type ActionLimits, DEFAULT_ACTION_LIMITS } from '../domain/action/action-limits';
import { GUARDS, type GuardSets } from '../domain/action/guards';
import { type Form, matching } from './form';
import { TOPIC_ARN } from './place-forms';
import { type PolicySettings, policySettings } from './policy-settings';
import { type Environment, readSettings, type SettingsReader } from './read-settings';
import { type StoreSettings, storeSettings } from './store-settings';

/** Settings of a function that acts. */
export interface ActSettings extends StoreSettings, PolicySettings {
  readonly alertsTopicArn: string;
  /** Where the deployment is, and all that it acts on, and its stack: commands name them. */
  readonly region: string;
  readonly stack: string;
  /** `observe` decides and tells, and changes nothing. */
  readonly mode: 'observe' | 'enforce';
  /** Name of the SSM parameter that switches all actions off. */
  readonly switchName: string;
  readonly limits: ActionLimits;
  readonly guards: GuardSets;
}

const MODE: Form<'observe' | 'enforce'> = {
  accepts: 'observe or enforce',
  parse: (given) => (given === 'observe' || given === 'enforce' ? given : undefined),
};

/** The fourth part of an ARN. Whether it is one is asked beside it. */
const REGION_IN_ARN: Form<string> = { accepts: TOPIC_ARN.accepts, parse: (arn) => arn.split(':')[3] ?? '' };

const PARAMETER = matching('the name of an SSM parameter', /^\/[\w./-]{1,1010}$/);

export const actSettings = (environment: Environment): Readonly<ActSettings> =>
  readSettings(environment, (reader) => settingsOf(reader, 'ECS_MEDIC_ACTIONS'));

export const scheduleSettings = (environment: Environment): Readonly<ActSettings> =>
  readSettings(environment, (reader) => settingsOf(reader, 'ECS_MEDIC_SCHEDULES'));

function settingsOf(reader: SettingsReader, mode: 'ECS_MEDIC_ACTIONS' | 'ECS_MEDIC_SCHEDULES'): ActSettings {
  const store = storeSettings(reader);
  return {
    ...store,
    ...policySettings(reader),
    alertsTopicArn: reader.required('ECS_MEDIC_ALERTS_TOPIC_ARN', TOPIC_ARN),
    region: reader.optional('ECS_MEDIC_ALERTS_TOPIC_ARN', REGION_IN_ARN) ?? '',
    stack: store.deployment,
    mode: reader.required(mode, MODE),
    switchName: reader.required('ECS_MEDIC_ACTIONS_SWITCH', PARAMETER),
    limits: DEFAULT_ACTION_LIMITS,
    guards: GUARDS,
  };
}
