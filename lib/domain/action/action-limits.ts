const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** Figures of the safeguards. Milliseconds, unless it is a count or a share. */
export interface ActionLimits {
  /** A crash loop is so many failed stops: a share of the desired count within bounds, as ECS's own circuit breaker has it. */
  readonly loopShare: number;
  readonly fewestLoopStops: number;
  readonly mostLoopStops: number;
  /** And it has lasted so long. */
  readonly shortestLoop: number;
  /** The last failed stop is no older. */
  readonly freshness: number;
  /** Nothing is done to a service, or to a deployment, that is younger. */
  readonly newServiceGrace: number;
  readonly newDeploymentGrace: number;
  /** A task that says nothing of its health serves once it has run so long. */
  readonly servingAfter: number;
  readonly budgets: {
    readonly service: Budget;
    readonly cluster: Budget;
    readonly account: Budget;
  };
  /** After so many actions in a row that did not end verified only a person may act. */
  readonly latchAfter: number;
  /** Share of the watched services, and fewest of them, whose incidents opened within the window: then nothing is done. */
  readonly freezeShare: number;
  readonly freezeFewest: number;
  readonly freezeWindow: number;
  readonly freezeFor: number;
}

export interface Budget {
  readonly most: number;
  readonly within: number;
}

export const DEFAULT_ACTION_LIMITS: ActionLimits = {
  loopShare: 0.5,
  fewestLoopStops: 3,
  mostLoopStops: 200,
  shortestLoop: 5 * MINUTE,
  freshness: 30 * MINUTE,
  newServiceGrace: 15 * MINUTE,
  newDeploymentGrace: 5 * MINUTE,
  servingAfter: 5 * MINUTE,
  budgets: {
    service: { most: 1, within: 6 * HOUR },
    cluster: { most: 3, within: HOUR },
    account: { most: 10, within: 24 * HOUR },
  },
  latchAfter: 2,
  freezeShare: 0.55,
  freezeFewest: 3,
  freezeWindow: 5 * MINUTE,
  freezeFor: 30 * MINUTE,
};
