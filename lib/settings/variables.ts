/** What every variable of ours begins with. */
export const PREFIX = 'ECS_MEDIC_';

/** All variables that a function may have; any other one with our prefix is a typing error. */
export const VARIABLES = [
  'ECS_MEDIC_DEPLOYMENT',
  'ECS_MEDIC_TABLE',
  'ECS_MEDIC_EVIDENCE_DAYS',
  'ECS_MEDIC_ALERTS_TOPIC_ARN',
  'ECS_MEDIC_LOOK_AGAIN_QUEUE_URL',
  'ECS_MEDIC_DELIVERIES_QUEUE_URL',
  'ECS_MEDIC_CLUSTERS',
  'ECS_MEDIC_LOG_GROUPS',
  'ECS_MEDIC_TRANSIENT_STOPS',
  'ECS_MEDIC_TRANSIENT_WINDOW_MINUTES',
  'ECS_MEDIC_HOLD_DOWN_MINUTES',
  'ECS_MEDIC_REMINDER_HOURS',
  'ECS_MEDIC_TIME_ZONE',
  'ECS_MEDIC_SLACK_BOT_TOKEN_SECRET',
  'ECS_MEDIC_SLACK_WEBHOOK_SECRET',
  'ECS_MEDIC_SLACK_CHANNEL',
  'ECS_MEDIC_SLACK_ENDPOINT',
] as const;

export type VariableName = (typeof VARIABLES)[number];
