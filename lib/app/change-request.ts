import type { ActionPolicy, ActionState, Guard } from '../domain/action/guard';
import type { HoldOwner } from '../domain/action/hold';
import type { ActionKind } from '../domain/action/intent';
import type { LeftAlone } from '../domain/action/left-alone';
import type { ActionCalls, ActionReads, LedgerPorts } from './action-ports';
import type { CarryOutPorts } from './carry-out';
import type { PausePort } from './ports';

/** What a change of a service needs of the world. */
export type ChangePorts = CarryOutPorts & ActionReads & ActionCalls & LedgerPorts & PausePort;

/** What is asked for, by whom, on what was read. */
export interface ChangeRequest {
  readonly action: ActionKind;
  readonly owner: HoldOwner;
  readonly state: ActionState;
  readonly guards: readonly Guard[];
  readonly policy: ActionPolicy;
  /** For a restore against the schedule: so long the schedule is to leave the service alone. */
  readonly leaveAlone?: LeftAlone;
}
