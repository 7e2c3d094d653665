import type { Guard } from '../../../lib/domain/action/guard';
import * as allowing from '../../../lib/domain/action/guards/allowing';
import * as history from '../../../lib/domain/action/guards/history';
import * as loop from '../../../lib/domain/action/guards/loop';
import * as people from '../../../lib/domain/action/guards/people';
import * as reversal from '../../../lib/domain/action/guards/reversal';
import * as state from '../../../lib/domain/action/guards/service-state';
import * as serving from '../../../lib/domain/action/guards/serving';
import type { Design } from '../design';
import type { Scene } from '../scenes/incident-scenes';
import * as incident from '../scenes/incident-scenes';
import * as schedule from '../scenes/schedule-scenes';
import { withoutGuard } from './without-guard';

/** A design that is caught in a scene. */
export interface PlantedAct {
  /** The safeguard that is taken away, where it is one. */
  readonly guard?: string;
  readonly design: () => Design;
  readonly scene: Scene;
  /** The scene is one of a night with a schedule. */
  readonly isNight: boolean;
  /** A seed that catches it; where the scenes have changed, one of the next ones does. */
  readonly seed: number;
}

const guard = (name: string, one: Guard, scene: Scene, seed: number, isNight = false): PlantedAct => ({
  guard: name,
  design: () => withoutGuard(name, one),
  scene,
  isNight,
  seed,
});

/**
 * Each safeguard, taken away where nothing else prevents the harm. Three are not here, since they only find the better
 * words: without `readable` a service that could not be read is not `active`; without `isHeld` there is no hold to plan a
 * restore from; without `peopleWereTold` the write of the intent tells the incident, before the call.
 */
export const plantedGuards: readonly PlantedAct[] = [
  guard('active', state.active, incident.daemon, 2),
  guard('notAtZero', state.notAtZero, incident.zeroedByPerson, 8),
  guard('crashLoops', loop.crashLoops, incident.patient, 4),
  guard('stillFails', loop.stillFails, incident.overBeforeSwitchedOn, 2),
  guard('causeIsTheServices', loop.causeIsTheServices, incident.outside, 2),
  guard('nothingServes', serving.nothingServes, incident.halfServing, 25),
  guard('deployedByEcs', state.deployedByEcs, incident.codeDeploy, 4),
  guard('breakerIsDone', state.breakerIsDone, incident.breakerWatches, 4),
  guard('noOtherDeploymentRuns', state.noOtherDeploymentRuns, incident.oldOnesAil, 1),
  guard('noOtherDeploymentRuns', state.noOtherDeploymentRuns, incident.rollbackFailsToo, 2),
  guard('notNew', state.notNew, incident.newService, 2),
  guard('notProtected', state.notProtected, incident.protectedTasks, 1),
  guard('autoScalingKnown', state.autoScalingKnown, incident.scalingUnreadable, 2),
  guard('tagsReadable', people.tagsReadable, incident.mistyped, 4),
  guard('notForbiddenUntil', people.notForbiddenUntil, incident.forbiddenUntil, 2),
  guard('notMuted', people.notMuted, incident.mutedAfterwards, 2),
  guard('nothingInFlight', history.nothingInFlight, incident.twoAtOnce, 4),
  guard('notHeld', history.notHeld, incident.wokenAndStillBad, 2),
  guard('onceAnIncident', history.onceAnIncident, incident.denied, 4),
  guard('notLatched', history.notLatched, incident.deniedAgain, 2),
  guard('notFrozen', history.notFrozen, incident.massFailure, 1),
  guard('serviceBudget', history.serviceBudget, incident.wokenAgainAndAgain, 4),
  guard('clusterBudget', history.clusterBudget, incident.oneAfterTheOther, 2),
  guard('accountBudget', history.accountBudget, incident.oneAfterTheOther, 8),
  guard('mayScaleToZero', allowing.mayScaleToZero, incident.notAllowed, 1),
  guard('mayRollBack', allowing.mayRollBack, incident.notAllowed, 1),
  guard('switchedOn', allowing.switchedOn, incident.switchedOff, 2),
  guard('observeMode', allowing.observeMode, incident.observed, 1),
  guard('somethingToRollBackTo', reversal.somethingToRollBackTo, incident.sourceWasNeverGood, 2),
  guard('somethingToRollBackTo', reversal.somethingToRollBackTo, incident.goesBackAlready, 8),
  guard('active', state.active, schedule.daemonSleeps, 1, true),
  guard('notAtZero', state.notAtZero, schedule.touchedAtDusk, 1, true),
  guard('deployedByEcs', state.deployedByEcs, schedule.deployedByOthers, 1, true),
  guard('deploymentIsDone', state.deploymentIsDone, schedule.releasedAtDusk, 1, true),
  guard('notNew', state.notNew, schedule.newAtDusk, 1, true),
  guard('notProtected', state.notProtected, schedule.protectedAtDusk, 1, true),
  guard('autoScalingKnown', state.autoScalingKnown, schedule.scalingUnreadableAtDusk, 1, true),
  guard('switchedOn', allowing.switchedOn, schedule.switchedOffAtDusk, 1, true),
  guard('observeMode', allowing.observeMode, schedule.observedNight, 1, true),
  guard('isTheSameService', reversal.isTheSameService, incident.restoredAnew, 2),
  guard('stillAtZero', reversal.stillAtZero, schedule.wokenAtDawn, 3, true),
  guard('newRevisionDoesNotServe', serving.newRevisionDoesNotServe, incident.newOnesServe, 2),
];
