import type { DeliveryKey } from '../domain/delivery/delivery';
import type { ActionCalls, ActionReads, DecisionsPort, LedgerPorts } from './action-ports';
import type { MessagePorts, StorePorts } from './ports';
import type { WatchPolicy } from './responder-policy';
import type { TimelineReads } from './timeline-ports';

/** What only a person asks of the table. */
export interface DeadDeliveriesPort {
  /** Deliveries that were given up, the longest ago first. */
  readDeadDeliveries(): Promise<readonly DeliveryKey[]>;
}

/** Where poison lies: messages that failed again and again, and what could not be handed over. */
export const QUEUES = ['events', 'look-again', 'deliveries'] as const;
export type QueueName = (typeof QUEUES)[number];

/** Throws where AWS refuses, in words that a person can act on. */
export interface DeadLetterPorts {
  /** Messages in the dead-letter queue of a queue, as SQS estimates it. */
  countDeadLetters(queue: QueueName): Promise<number>;
  /** Moves them back to their queue. */
  moveBack(queue: QueueName): Promise<MovedBack>;
  /** Asks deliver-alerts to try again what was given up. */
  revive(keys: readonly DeliveryKey[]): Promise<void>;
}

export interface MovedBack {
  /** As SQS estimates it, where it moves them itself. */
  readonly moved: number;
  /** False: SQS goes on moving. */
  readonly isDone: boolean;
}

/** A deployed ecs-medic, as a person works on it from outside. */
export interface Deployment {
  /** Name of the CloudFormation stack. */
  readonly stack: string;
  readonly region: string;
  readonly alertsTopicArn: string;
  /** What its functions were set to. */
  readonly policy: WatchPolicy;
  readonly store: StorePorts & DeadDeliveriesPort & LedgerPorts & DecisionsPort;
  readonly messages: MessagePorts;
  readonly deadLetters: DeadLetterPorts;
  readonly timeline: TimelineReads;
  /** On the person's own credentials: the switch for the functions is none for a person. */
  readonly actions: ActionReads & ActionCalls;
}
