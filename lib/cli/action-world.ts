import { setTimeout as pauseFor } from 'node:timers/promises';
import type { ActingPolicy } from '../app/action-policy';
import type { ActionCalls, ActionReads } from '../app/action-ports';
import type { ChangePorts } from '../app/change-request';
import type { Deployment } from '../app/operator-ports';
import type { WatchPolicy } from '../app/responder-policy';
import { DEFAULT_ACTION_LIMITS } from '../domain/action/action-limits';
import { GUARDS } from '../domain/action/guards';
import { DEFAULT_THRESHOLDS } from '../domain/incident/thresholds';
import { memoryMessages } from '../memory/memory-messages';
import { memoryStore } from '../memory/memory-store';
import { complain } from './output';

/** On what a person's change works, and what decides it. */
export interface ActionWorld {
  readonly ports: ChangePorts;
  readonly acting: ActingPolicy;
  /** Stack that keeps the record; absent where nothing remembers. */
  readonly stack?: string;
  readonly region?: string;
}

/** The record of a deployed stack: the same that its functions act on. */
export const deployedWorld = ({ stack, region, store, messages, actions, policy }: Deployment): ActionWorld => ({
  ports: { ...store, ...messages, ...actions, ...OF_PERSON },
  acting: { ...actingOf(policy, region), stack },
  stack,
  region,
});

/** A record that ends with the command. */
export function lonelyWorld(actions: ActionReads & ActionCalls, region: string | undefined): ActionWorld {
  const policy = { thresholds: DEFAULT_THRESHOLDS, clusters: '*' } as const;
  return {
    ports: { ...memoryStore(Date.now), ...memoryMessages(Date.now), ...actions, ...OF_PERSON },
    acting: actingOf(policy, region),
    ...(region === undefined ? {} : { region }),
  };
}

/** A person decides for themselves: neither the mode of the deployment nor its switch is asked. */
const actingOf = (policy: WatchPolicy, region: string | undefined): ActingPolicy => ({
  ...policy,
  mode: 'enforce',
  limits: DEFAULT_ACTION_LIMITS,
  guards: GUARDS,
  ...(region === undefined ? {} : { region }),
});

const OF_PERSON = {
  count: () => undefined,
  report(what: string, error: unknown): void {
    complain(`${what}: ${error instanceof Error ? error.message : String(error)}`);
  },
  async pause(milliseconds: number): Promise<void> {
    await pauseFor(milliseconds);
  },
};
