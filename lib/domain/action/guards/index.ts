import type { Guard, GuardId } from '../guard';
import type { HoldOwner } from '../hold';
import type { ActionKind } from '../intent';
import { mayRollBack, mayScaleToZero, observeMode, switchedOn } from './allowing';
import {
  accountBudget,
  clusterBudget,
  notFrozen,
  notHeld,
  nothingInFlight,
  notLatched,
  onceAnIncident,
  serviceBudget,
} from './history';
import { causeIsTheServices, crashLoops, stillFails } from './loop';
import { notForbiddenUntil, notMuted, peopleWereTold, tagsReadable } from './people';
import { isHeld, isTheSameService, somethingToRollBackTo, stillAtZero } from './reversal';
import {
  active,
  autoScalingKnown,
  breakerIsDone,
  deployedByEcs,
  deploymentIsDone,
  noOtherDeploymentRuns,
  notAtZero,
  notNew,
  notProtected,
  readable,
} from './service-state';
import { newRevisionDoesNotServe, nothingServes } from './serving';

/** Safeguards by who asks and for what, in the order in which their objections are told. */
export type GuardSets = Readonly<Record<HoldOwner, Readonly<Partial<Record<ActionKind, readonly Guard[]>>>>>;

const ofIncident: readonly Guard[] = [
  tagsReadable,
  notForbiddenUntil,
  peopleWereTold,
  notMuted,
  nothingInFlight,
  notHeld,
  onceAnIncident,
  notLatched,
  notFrozen,
  serviceBudget,
  clusterBudget,
  accountBudget,
];

export const GUARDS: GuardSets = {
  incident: {
    'scale-to-zero': [
      readable,
      active,
      notAtZero,
      crashLoops,
      stillFails,
      causeIsTheServices,
      nothingServes,
      deployedByEcs,
      breakerIsDone,
      noOtherDeploymentRuns,
      notNew,
      notProtected,
      autoScalingKnown,
      ...ofIncident,
      mayScaleToZero,
      switchedOn,
      observeMode,
    ],
    'roll-back': [
      readable,
      active,
      crashLoops,
      stillFails,
      causeIsTheServices,
      somethingToRollBackTo,
      newRevisionDoesNotServe,
      deployedByEcs,
      breakerIsDone,
      ...ofIncident,
      mayRollBack,
      switchedOn,
      observeMode,
    ],
  },
  schedule: {
    'scale-to-zero': [
      readable,
      active,
      notAtZero,
      deployedByEcs,
      deploymentIsDone,
      notForbiddenUntil,
      notNew,
      notProtected,
      autoScalingKnown,
      nothingInFlight,
      notHeld,
      switchedOn,
      observeMode,
    ],
    restore: [readable, isHeld, isTheSameService, stillAtZero, active, nothingInFlight, switchedOn, observeMode],
  },
  person: {
    'scale-to-zero': [
      readable,
      active,
      notAtZero,
      notHeld,
      nothingInFlight,
      autoScalingKnown,
      nothingServes,
      deployedByEcs,
      breakerIsDone,
      noOtherDeploymentRuns,
      notProtected,
      notNew,
    ],
    'roll-back': [
      readable,
      active,
      nothingInFlight,
      somethingToRollBackTo,
      newRevisionDoesNotServe,
      deployedByEcs,
      breakerIsDone,
    ],
    restore: [readable, isHeld, isTheSameService, stillAtZero, active, nothingInFlight],
  },
};

/** Those that only allow: where nothing else objects, the action is told as what would have been done. */
export const ALLOWING: ReadonlySet<GuardId> = new Set<GuardId>(['observe-mode', 'not-opted-in', 'switched-off']);

/** Those that a person may overrule, having seen what they say. */
export const OVERRULABLE: ReadonlySet<GuardId> = new Set<GuardId>([
  'serving',
  'circuit-breaker',
  'deployment',
  'new-service',
  'task-protection',
  'deployment-controller',
]);
