/**
 * The number of an alert within its thread: 2 of `production/orders-api#3/2-5f0c11aa`. A message that stands alone, such
 * as `digest/started` or `notice/40817264-5f0c11aa`, is number 1.
 */
export const alertNumber = (alertId: string): number =>
  /^notice\/[^#]*$/.test(alertId) ? 1 : Number(/\/(\d{1,15})(?:-[0-9a-f]+)?$/.exec(alertId)?.[1] ?? 1);
