/**
 * What was changed in the whole deployment: the budgets, the freeze and the one change that is under way. One document,
 * written only where nobody else wrote since it was read.
 */
export interface ActionLedger {
  readonly schema: 1;
  readonly version: number;
  /** Actions for incidents that were begun in the last 24 hours, oldest first. What was called for is never given back. */
  readonly spent: readonly SpentAction[];
  /** The change that is under way: until it is settled nobody begins another one. */
  readonly inFlight?: { readonly intentId: string; readonly subject: string; readonly at: number };
  /** Many services failed at once: nothing is done until then. */
  readonly frozenUntil?: number;
  /** Id of the alert that tells of it, until it is known to be published. */
  readonly owed?: string;
}

/** One action of the budgets, at a time in milliseconds since 1970. */
export interface SpentAction {
  readonly at: number;
  /** `production/orders-api`. */
  readonly subject: string;
  readonly cluster: string;
}

/** Nothing was done yet. */
export const newActionLedger = (): ActionLedger => ({ schema: 1, version: 0, spent: [] });
