import { QUEUE_URL, TOPIC_ARN } from './place-forms';
import { type PolicySettings, policySettings } from './policy-settings';
import { type Environment, readSettings } from './read-settings';
import { type StoreSettings, storeSettings } from './store-settings';

/** Settings of respond-to-ecs-events. */
export interface RespondSettings extends StoreSettings, PolicySettings {
  readonly alertsTopicArn: string;
  readonly lookAgainQueueUrl: string;
}

export const respondSettings = (environment: Environment): Readonly<RespondSettings> =>
  readSettings(environment, (reader) => ({
    ...storeSettings(reader),
    ...policySettings(reader),
    alertsTopicArn: reader.required('ECS_MEDIC_ALERTS_TOPIC_ARN', TOPIC_ARN),
    lookAgainQueueUrl: reader.required('ECS_MEDIC_LOOK_AGAIN_QUEUE_URL', QUEUE_URL),
  }));
