import { type Environment, readSettings } from './read-settings';
import { type SlackSettings, slackSettings } from './slack-settings';
import { type StoreSettings, storeSettings } from './store-settings';

/** Settings of deliver-alerts. */
export interface DeliverSettings extends StoreSettings {
  readonly slack: SlackSettings;
}

export const deliverSettings = (environment: Environment): Readonly<DeliverSettings> =>
  readSettings(environment, (reader) => ({ ...storeSettings(reader), slack: slackSettings(reader) }));
