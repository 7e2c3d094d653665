import { actByPerson, type Proposal } from '../../lib/app/act-by-person';
import { actOnIncidents } from '../../lib/app/act-on-incidents';
import type { ActingPolicy } from '../../lib/app/action-policy';
import { applySchedules } from '../../lib/app/apply-schedules';
import { deliverAlerts } from '../../lib/app/deliver-alerts';
import { explainIncidents } from '../../lib/app/explain-incidents';
import { keepWatch } from '../../lib/app/keep-watch';
import { type QueueMessage, respondToEvents } from '../../lib/app/respond-to-events';
import type { ResponderPolicy } from '../../lib/app/responder-policy';
import { sweepServices } from '../../lib/app/sweep-services';
import { eventRules } from '../../lib/domain/event-rules';
import { DEFAULT_THRESHOLDS } from '../../lib/domain/incident/thresholds';
import { rules } from '../../lib/domain/rules';
import type { SimulatedPorts } from './cloud/ports-of';

/** The functions of the responder, as they are deployed; a planted design replaces some of them. */
export interface Design {
  readonly name: string;
  readonly respond: (
    messages: readonly QueueMessage[],
    ports: SimulatedPorts,
    policy: ResponderPolicy,
  ) => Promise<readonly string[]>;
  readonly explain: (
    messages: readonly QueueMessage[],
    ports: SimulatedPorts,
    policy: ResponderPolicy,
  ) => Promise<readonly string[]>;
  readonly deliver: (messages: readonly QueueMessage[], ports: SimulatedPorts) => Promise<readonly string[]>;
  readonly watch: (ports: SimulatedPorts, policy: ResponderPolicy) => Promise<unknown>;
  readonly sweep: (ports: SimulatedPorts, policy: ResponderPolicy) => Promise<unknown>;
  /** Every minute: what is done for incidents. */
  readonly act: (ports: SimulatedPorts, acting: ActingPolicy) => Promise<unknown>;
  /** Every five minutes: what is done for schedules. */
  readonly schedule: (ports: SimulatedPorts, acting: ActingPolicy) => Promise<unknown>;
  /** What a person asked for and agreed to by command. */
  readonly person: (shown: Proposal, ports: SimulatedPorts, acting: ActingPolicy) => Promise<unknown>;
  /** How the functions that act were set. */
  readonly acting: (acting: ActingPolicy) => ActingPolicy;
  /** What the functions get for ports. */
  readonly ports: (ports: SimulatedPorts) => SimulatedPorts;
  readonly policy: ResponderPolicy;
  /** How Slack is reached; undefined: the seed decides. */
  readonly mode?: 'bot' | 'webhook';
}

export const ourDesign: Design = {
  name: 'ours',
  respond: (messages, ports, policy) => respondToEvents(messages, ports, { ...policy, rules: eventRules }),
  explain: explainIncidents,
  deliver: deliverAlerts,
  watch: keepWatch,
  sweep: sweepServices,
  act: actOnIncidents,
  schedule: applySchedules,
  person: actByPerson,
  acting: (acting) => acting,
  ports: (ports) => ports,
  policy: { thresholds: DEFAULT_THRESHOLDS, clusters: '*', rules },
};
