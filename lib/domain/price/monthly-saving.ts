import { type FargateKind, listPrice, sourceOf } from './list-price';
import { short } from './short';

/** Tasks of Fargate that run at the same time. */
export interface FargateTasks extends FargateKind {
  readonly tasks: number;
  /** Of one task. */
  readonly vcpu: number;
  /** GiB of one task: Fargate calls them GB. */
  readonly memoryGb: number;
}

/** US dollars a month, with one step a line. */
export interface MonthlySaving {
  readonly alwaysUsd: number;
  readonly scheduledUsd: number;
  readonly savedUsd: number;
  readonly arithmetic: readonly string[];
}

/** A month as AWS reckons it: 365 days / 12. */
const HOURS_A_MONTH = 730;
const MINUTES_A_WEEK = 7 * 24 * 60;

/**
 * What sleeping saves of the list price, where tasks are up for so many minutes a week; or why that cannot be said.
 * Reckoned with the rounded hours that it shows, so that whoever does the sum again gets the same cents.
 */
export function monthlySaving(
  { tasks, vcpu, memoryGb, ...kind }: FargateTasks,
  upMinutesAWeek: number,
): MonthlySaving | { readonly unknown: string } {
  const price = listPrice(kind);
  if ('unknown' in price) return price;
  const { vcpuHour, gbHour } = price;
  const hour = tasks * (vcpu * vcpuHour + memoryGb * gbHour);
  const up = Math.round((upMinutesAWeek / MINUTES_A_WEEK) * HOURS_A_MONTH * 10) / 10;
  const asleep = HOURS_A_MONTH - up;
  return {
    alwaysUsd: HOURS_A_MONTH * hour,
    scheduledUsd: up * hour,
    savedUsd: asleep * hour,
    arithmetic: [
      `${counted(tasks)} ${tasks === 1 ? 'task' : 'tasks'} × (${vcpu} vCPU × $${vcpuHour} + ${memoryGb} GB × $${gbHour}) = $${short(hour)} an hour`,
      `up ${counted(upMinutesAWeek / 60)} of 168 hours a week = ${counted(up)} of ${HOURS_A_MONTH} hours a month, asleep for ${counted(asleep)}`,
      `${counted(asleep)} hours × $${short(hour)} = $${cents(asleep * hour)}, of $${cents(HOURS_A_MONTH * hour)} for all ${HOURS_A_MONTH}; ${sourceOf(price)}`,
    ],
  };
}

const counted = (count: number): string => count.toLocaleString('en-US', { maximumFractionDigits: 1 });
const cents = (usd: number): string =>
  usd.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
