import type { Random } from '../engine/random';
import type { Scene } from './incident-scenes';
import * as incident from './incident-scenes';
import * as schedule from './schedule-scenes';

/** What happens in one run, and when it begins. */
export interface Play {
  readonly scenes: readonly Scene[];
  /** The chaos lasts so long at least. */
  readonly minutes: number;
  readonly start: (random: Random) => number;
  readonly isScheduled: boolean;
}

const MORNING = Date.UTC(2026, 2, 2, 6, 0, 0);

const SCENES: readonly [Scene, ...Scene[]] = [
  incident.badDeploy,
  incident.badDeploy,
  incident.fixWhileActing,
  incident.fixAtTheCall,
  incident.targetChanged,
  incident.daemon,
  incident.zeroedByPerson,
  incident.patient,
  incident.overBeforeSwitchedOn,
  incident.outside,
  incident.halfServing,
  incident.codeDeploy,
  incident.breakerWatches,
  incident.rollbackFailsToo,
  incident.oldOnesAil,
  incident.newService,
  incident.protectedTasks,
  incident.autoscaled,
  incident.scalingUnreadable,
  incident.mistyped,
  incident.forbiddenUntil,
  incident.mutedAfterwards,
  incident.twoAtOnce,
  incident.wokenAndStillBad,
  incident.wokenAgainAndAgain,
  incident.denied,
  incident.deniedAgain,
  incident.massFailure,
  incident.oneAfterTheOther,
  incident.notAllowed,
  incident.tagTakenAway,
  incident.observed,
  incident.switchedOff,
  incident.rollsBack,
  incident.newOnesServe,
  incident.sourceWasNeverGood,
  incident.goesBackAlready,
  incident.createdAnew,
  incident.noAnswer,
  incident.restoredAnew,
  incident.haunted,
];

const NIGHTS: readonly [Scene, ...Scene[]] = [
  schedule.night,
  schedule.scalingNight,
  schedule.missedRuns,
  schedule.wokenAtNight,
  schedule.atZeroBefore,
  schedule.wokenAtDawn,
  schedule.touchedAtDusk,
  schedule.releasedAtDusk,
  schedule.releasedAtNight,
  schedule.createdAnewAtNight,
  schedule.crashesBeforeDusk,
  schedule.crashesAtDawn,
  schedule.otherwiseTonight,
  schedule.newAtDusk,
  schedule.protectedAtDusk,
  schedule.deployedByOthers,
  schedule.scalingUnreadableAtDusk,
  schedule.daemonSleeps,
  schedule.switchedOffAtDusk,
  schedule.observedNight,
  schedule.restoredByCommand,
];

/** One scene or two, in a deployment set to what they need. */
export function drawScenes(random: Random): Play {
  if (random.chance(0.35)) return nightOf([random.pick(NIGHTS), ...(random.chance(0.3) ? [random.pick(NIGHTS)] : [])]);
  const scenes = [random.pick(SCENES), ...(random.chance(0.3) ? [random.pick(SCENES)] : [])];
  return playOf(scenes);
}

export const playOf = (scenes: readonly Scene[]): Play => ({
  scenes,
  minutes: 40,
  start: () => MORNING,
  isScheduled: false,
});

/** A night in which a clock changes. Nothing goes wrong any more when the morning comes. */
export const nightOf = (scenes: readonly Scene[]): Play => ({
  scenes,
  minutes: 12 * 60,
  start: schedule.startOfNight,
  isScheduled: true,
});
