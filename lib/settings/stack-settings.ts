import { type PolicySettings, policySettings } from './policy-settings';
import { readSettings } from './read-settings';
import type { VariableName } from './variables';

/** The parameters of a stack from which its functions have these settings. */
const VARIABLE_OF: ReadonlyMap<string, VariableName> = new Map([
  ['Clusters', 'ECS_MEDIC_CLUSTERS'],
  ['TransientStops', 'ECS_MEDIC_TRANSIENT_STOPS'],
  ['TransientWindowMinutes', 'ECS_MEDIC_TRANSIENT_WINDOW_MINUTES'],
  ['HoldDownMinutes', 'ECS_MEDIC_HOLD_DOWN_MINUTES'],
  ['ReminderHours', 'ECS_MEDIC_REMINDER_HOURS'],
  ['TimeZone', 'ECS_MEDIC_TIME_ZONE'],
]);

/**
 * What a deployed stack watches and when it tells, by its parameters: a command that writes into its table must decide
 * as its functions do. What the stack does not say is as usual.
 */
export function stackSettings(parameters: ReadonlyMap<string, string>): Readonly<PolicySettings> {
  const given = [...VARIABLE_OF].map(([parameter, variable]) => [variable, parameters.get(parameter)] as const);
  return readSettings(
    { ECS_MEDIC_CLUSTERS: '*', ...Object.fromEntries(given.filter(([, value]) => value)) },
    policySettings,
  );
}
