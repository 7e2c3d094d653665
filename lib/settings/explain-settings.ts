import { list } from './form';
import { TOPIC_ARN } from './place-forms';
import { type PolicySettings, policySettings } from './policy-settings';
import { type Environment, readSettings } from './read-settings';
import { type StoreSettings, storeSettings } from './store-settings';

/** Settings of explain-incidents. */
export interface ExplainSettings extends StoreSettings, PolicySettings {
  readonly alertsTopicArn: string;
  /** Names or patterns (`/ecs/*`) of the log groups that it may read. */
  readonly logGroups: readonly string[];
}

const LOG_GROUPS = list(
  'names of log groups or patterns such as /ecs/*, with commas between them',
  /^[\w./#*-]{1,512}$/,
);

export const explainSettings = (environment: Environment): Readonly<ExplainSettings> =>
  readSettings(environment, (reader) => ({
    ...storeSettings(reader),
    ...policySettings(reader),
    alertsTopicArn: reader.required('ECS_MEDIC_ALERTS_TOPIC_ARN', TOPIC_ARN),
    logGroups: reader.required('ECS_MEDIC_LOG_GROUPS', LOG_GROUPS),
  }));
