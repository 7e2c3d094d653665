import { matching, wholeNumber } from './form';
import type { SettingsReader } from './read-settings';

/** What every function has: the table, and the name under which its metrics stand. */
export interface StoreSettings {
  /** Tells the deployments of one account apart: the name of the stack. */
  readonly deployment: string;
  readonly table: string;
  /** Days for which evidence and the bodies of alerts are kept. */
  readonly evidenceDays: number;
}

export const storeSettings = (reader: SettingsReader): StoreSettings => ({
  deployment: reader.required('ECS_MEDIC_DEPLOYMENT', matching('the name of the stack', /^[A-Za-z][\w-]{0,127}$/)),
  table: reader.required('ECS_MEDIC_TABLE', matching('the name of a DynamoDB table', /^[\w.-]{3,255}$/)),
  evidenceDays: reader.optional('ECS_MEDIC_EVIDENCE_DAYS', wholeNumber('days', 7, 3_650)) ?? 90,
});
