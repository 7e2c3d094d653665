import type { EvidencePorts, InventoryPorts, MetricName, ServiceKey } from '../../../lib/app/ports';
import type { MemoryChat } from '../../../lib/memory/memory-chat';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Account } from '../account/account';
import type { Invocation, Sky } from '../engine/invocation';
import type { ActionWatcher } from '../invariants/action-watcher';
import type { Watcher } from '../invariants/watcher';
import type { Queue } from './queue';

/** Everything outside the functions: the table, the topic, the queues, Slack, ECS and the logs. */
export interface Cloud {
  readonly sky: Sky;
  readonly store: MemoryStore;
  readonly chat: MemoryChat;
  readonly looks: Queue;
  readonly deliveries: Queue;
  readonly evidence: EvidencePorts;
  readonly inventory: InventoryPorts;
  /** Sees every effect as it takes place. */
  readonly watcher: Watcher;
  /** What can be changed; without any service where stories are told. */
  readonly account: Account;
  readonly actions: ActionWatcher;
  /** Somebody may change a service at the very moment at which a function is about to read or change it. */
  readonly meddle: (key: ServiceKey, invocation: Invocation) => void;
  /** Somebody may change it while a call that sets its count is on its way. */
  readonly atCall: (key: string) => void;
  readonly metrics: Map<MetricName, number>;
  /** What functions reported, newest last. */
  readonly reports: string[];
}
