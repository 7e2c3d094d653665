import { QUEUE_URL, TOPIC_ARN } from './place-forms';
import { type PolicySettings, policySettings } from './policy-settings';
import { type Environment, readSettings } from './read-settings';
import { type StoreSettings, storeSettings } from './store-settings';

/** Settings of keep-watch. */
export interface WatchSettings extends StoreSettings, PolicySettings {
  readonly alertsTopicArn: string;
  readonly lookAgainQueueUrl: string;
  readonly deliveriesQueueUrl: string;
}

export const watchSettings = (environment: Environment): Readonly<WatchSettings> =>
  readSettings(environment, (reader) => ({
    ...storeSettings(reader),
    ...policySettings(reader),
    alertsTopicArn: reader.required('ECS_MEDIC_ALERTS_TOPIC_ARN', TOPIC_ARN),
    lookAgainQueueUrl: reader.required('ECS_MEDIC_LOOK_AGAIN_QUEUE_URL', QUEUE_URL),
    deliveriesQueueUrl: reader.required('ECS_MEDIC_DELIVERIES_QUEUE_URL', QUEUE_URL),
  }));
