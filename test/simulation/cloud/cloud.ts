import type { EvidencePorts, InventoryPorts, MetricName } from '../../../lib/app/ports';
import type { MemoryChat } from '../../../lib/memory/memory-chat';
import type { MemoryStore } from '../../../lib/memory/memory-store';
import type { Sky } from '../engine/invocation';
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
  readonly metrics: Map<MetricName, number>;
  /** What functions reported, newest last. */
  readonly reports: string[];
}
