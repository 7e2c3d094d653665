import type { TaskDefinition } from '../domain/definition/task-definition';
import type { ChannelState, Delivery, DeliveryKey } from '../domain/delivery/delivery';
import type { DiagnosisRecord } from '../domain/diagnosis/diagnosis-record';
import type { ContainerLog, LastGood } from '../domain/evidence';
import type { Alert } from '../domain/incident/alert';
import type { Look } from '../domain/incident/look';
import type { Row, StopRow } from '../domain/incident/row';
import type { ServiceRecord } from '../domain/incident/service-record';
import type { Subject } from '../domain/incident/subject';
import type { TopicMessage } from '../domain/incident/topic-message';
import type { WatchState } from '../domain/incident/watch-state';
import type { Read } from '../domain/read';
import type { Service } from '../domain/service';
import type { Task } from '../domain/stop';
import type { TargetGroup, TargetHealth } from '../domain/target-group';

/** Names one service. */
export interface ServiceKey {
  readonly cluster: string;
  readonly service: string;
}

/** Milliseconds since 1970. */
export interface ClockPort {
  now(): number;
}

export interface PausePort {
  pause(milliseconds: number): Promise<void>;
}

/**
 * What may explain a failure. Reads never throw for what the world refuses: that is `unavailable`, with the reason in
 * words, and with the permission to add where one is missing. Each has a time budget of its own.
 */
export interface EvidencePorts extends ClockPort {
  /** The same reads for one symptom, sharing a budget of calls and time. Absent where a read costs nothing. */
  withinBudget?(): EvidencePorts;
  readTaskDefinition(arn: string): Promise<Read<TaskDefinition>>;
  /** The revision that was last good before this one. */
  readLastGood(question: LastGoodQuestion): Promise<Read<LastGood>>;
  /** What the containers of a task wrote. */
  readTaskLogs(task: Task, definition: TaskDefinition | undefined): Promise<Read<readonly ContainerLog[]>>;
  /** What the containers of a service's running tasks wrote lately. */
  readServiceLogs(service: ServiceKey, definition: TaskDefinition | undefined): Promise<Read<readonly ContainerLog[]>>;
  readService(service: ServiceKey): Promise<Read<Service>>;
  readTargetGroups(arns: readonly string[]): Promise<Read<readonly TargetGroup[]>>;
  readTargetHealth(targetGroupArns: readonly string[]): Promise<Read<readonly TargetHealth[]>>;
}

export interface LastGoodQuestion {
  readonly family: string;
  readonly revision: number;
  readonly service?: ServiceKey;
  /** ARN of the revision that our own record remembers as good, for where ECS does not tell. */
  readonly remembered?: string;
}

/** What the sweep reads. Throws where AWS refuses: a sweep that saw nothing must not look like a healthy account. */
export interface InventoryPorts extends ClockPort {
  listClusters(): Promise<readonly string[]>;
  listServices(cluster: string): Promise<readonly string[]>;
  /** At most 10 names of one cluster in one call. Names that ECS does not know are missing in the answer. */
  describeServices(cluster: string, names: readonly string[]): Promise<readonly Service[]>;
  readTargetGroups(arns: readonly string[]): Promise<Read<readonly TargetGroup[]>>;
  readTargetHealth(targetGroupArns: readonly string[]): Promise<Read<readonly TargetHealth[]>>;
  /** Waits; the sweep keeps its pace with it. */
  pause(milliseconds: number): Promise<void>;
}

/** Something that must be looked at again at a time. */
export type Due =
  | { readonly kind: 'record'; readonly subject: Subject; readonly at: number }
  | { readonly kind: 'delivery'; readonly key: DeliveryKey; readonly at: number };

/**
 * The table. Documents (records, deliveries, channels, the watch) carry a version: a write takes place only where the
 * stored version is still the one that was read, and answers false otherwise. `dueAt` puts a document into the index of
 * what is due; undefined takes it out. All reads of documents and rows are strongly consistent.
 * Every function throws where the table cannot be reached: the message is then delivered again.
 */
export interface StorePorts extends ClockPort {
  /** A fresh record (version 0) where there is none. */
  readRecord(subject: Subject): Promise<ServiceRecord>;
  writeRecord(record: ServiceRecord, dueAt: number | undefined): Promise<boolean>;
  /** The rows there are of these tasks, by task id. */
  readStops(subject: Subject, taskIds: readonly string[]): Promise<ReadonlyMap<string, StopRow>>;
  /**
   * The last stop among them (the last row, where there is none) is written after all others have got through: where it
   * is there, none is missing. A row replaces the one of its key, whatever its version: whoever writes a stop has read
   * it before, and keeps the higher version.
   */
  writeRows(rows: readonly Row[]): Promise<void>;
  /** By fingerprint. */
  readDiagnoses(incidentId: string): Promise<ReadonlyMap<string, DiagnosisRecord>>;
  writeDiagnosis(incidentId: string, fingerprint: string, diagnosis: DiagnosisRecord): Promise<void>;
  readAlert(alertId: string): Promise<Alert | undefined>;
  writeAlert(alert: Alert): Promise<void>;
  readDelivery(key: DeliveryKey): Promise<Delivery>;
  writeDelivery(delivery: Delivery, dueAt: number | undefined): Promise<boolean>;
  readChannel(channel: string): Promise<ChannelState>;
  writeChannel(state: ChannelState): Promise<boolean>;
  readWatch(): Promise<WatchState>;
  writeWatch(state: WatchState): Promise<boolean>;
  /** What is due at a time, earliest first, at most so many. May be behind by seconds: each is read again before use. */
  readDue(now: number, most: number): Promise<readonly Due[]>;
}

/** What goes out. At least once: a message may arrive twice, with the same id. */
export interface MessagePorts {
  /** IANA name of the zone in which e-mails and Amazon Q tell times; UTC without. */
  readonly timeZone?: string;
  /** To the alerts topic: e-mail, Amazon Q, Slack's queue, queues of users. */
  publish(message: TopicMessage): Promise<void>;
  lookAgain(looks: readonly Look[]): Promise<void>;
  /** Asks deliver-alerts to take up deliveries that are owed. */
  nudge(keys: readonly DeliveryKey[]): Promise<void>;
}

/** A message as a chat shows it. `blocks` are Slack's Block Kit. */
export interface ChatMessage {
  /** Stands alone: notifications and screen readers show only this. */
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** The alerts that it tells: a copy can be told by them. The chat keeps them where it keeps such things. */
  readonly alertIds?: readonly string[];
}

export type ChatAnswer =
  | { readonly ok: true; readonly ts?: string; readonly channelId?: string }
  /** `retry` false: somebody must change something first (channel archived, token revoked, message refused). */
  | { readonly ok: false; readonly retry: boolean; readonly retryAfterSeconds?: number; readonly error: string };

/** Slack, by bot token or webhook. Answers; never throws for what Slack or the network says. */
export interface ChatPorts {
  /** `webhook` can neither edit nor thread; `none`: nothing is configured. */
  mode(): 'bot' | 'webhook' | 'none';
  /** The channel where a service names none of its own. */
  defaultChannel(): string;
  post(channel: string, message: ChatMessage, threadTs?: string): Promise<ChatAnswer>;
  edit(channelId: string, ts: string, message: ChatMessage): Promise<ChatAnswer>;
}

/** A secret that is kept elsewhere and named by reference. Answers; its value stands in no error and no log. */
export interface SecretPort {
  /** The value, at most 5 minutes old. */
  readSecret(): Promise<SecretAnswer>;
  /** What was read is wrong: the next read asks anew. */
  forget(): void;
}

export type SecretAnswer =
  | { readonly ok: true; readonly value: string }
  /** `retry` false: somebody must change something first. */
  | { readonly ok: false; readonly retry: boolean; readonly error: string };

/** Counters and facts for CloudWatch: what must be seen where Slack is not. */
export interface MetricsPort {
  count(metric: MetricName, value: number): void;
  /** A fault that is not the caller's: one line in the log, with the error and without any text of events. */
  report(what: string, error: unknown): void;
}

export type MetricName =
  | 'EventsHandled'
  /** Messages that cannot be used: they come again until their queue gives them to its dead-letter queue. */
  | 'EventsNotUnderstood'
  /** Events of ECS of a type that means nothing here. */
  | 'EventsOfOtherTypes'
  /** Events of other sources than ECS. */
  | 'EventsOfOthers'
  /** Events that say something else of a stop than an earlier one of the same version. */
  | 'EventsInConflict'
  | 'EventsLate'
  | 'AlertsPublished'
  /** Alerts that came while no chat is configured. */
  | 'AlertsWithoutChat'
  | 'DeadDeliveries'
  | 'SweepFailed'
  | 'SchedulesFailed'
  | 'Heartbeat';
