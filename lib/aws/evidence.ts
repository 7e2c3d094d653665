import type { EvidencePorts } from '../app/ports';
import { valueIn } from '../domain/read';
import { targetGroupsOf } from '../domain/service';
import type { LazyClient } from './clients';
import type { CloudWatchLogsClient } from './clients/cloudwatch-logs';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import { logGroups } from './log-groups';
import { readLastGood, type SeenSoFar } from './read-last-good';
import { readService } from './read-service';
import { readServiceLogs } from './read-service-logs';
import { readTargetGroups, readTargetHealth } from './read-target-groups';
import { type ReadTaskDefinition, taskDefinitionReader } from './read-task-definition';
import { type LogAccess, readTaskLogs } from './read-task-logs';
import { READING_LIMITS, Reading, type ReadingLimits } from './reading';

export interface EvidenceOptions {
  readonly ecs: LazyClient<ECSClient>;
  readonly elasticLoadBalancing: LazyClient<ElasticLoadBalancingV2Client>;
  /** Makes a client for a Region; for that of the environment where none is named. Each is made once. */
  cloudWatchLogs(region: string | undefined): LazyClient<CloudWatchLogsClient>;
  /** Names or patterns (`/ecs/*`) of the log groups that may be read. */
  readonly logGroups: readonly string[];
  /** Whose role lacks a permission, where one is missing. Default `explain-incidents`. */
  readonly role?: string;
  readonly limits?: Partial<ReadingLimits>;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  /** Told of a refusal that another source may still make good: nobody would hear of it otherwise. */
  readonly report?: (what: string, error: unknown) => void;
}

interface Sources {
  readonly options: EvidenceOptions;
  readonly readDefinition: ReadTaskDefinition;
  readonly access: LogAccess;
}

/**
 * Evidence from the account. All reads of one `withinBudget` share its calls and its time; a read by itself has a
 * budget of its own. The task definitions that were read are shared by all.
 */
export function evidence(options: EvidenceOptions): EvidencePorts {
  const { limits, role = 'explain-incidents', now = Date.now } = options;
  const clients = new Map<string | undefined, LazyClient<CloudWatchLogsClient>>();
  const sources: Sources = {
    options,
    readDefinition: taskDefinitionReader(options.ecs),
    access: {
      mayRead: logGroups(options.logGroups),
      clientFor(region) {
        const client = clients.get(region) ?? options.cloudWatchLogs(region);
        clients.set(region, client);
        return client;
      },
    },
  };
  const start = (): EvidencePorts => readsOf(new Reading({ ...READING_LIMITS, ...limits }, role, now), sources, now);
  return {
    now,
    withinBudget: start,
    readTaskDefinition: (arn) => start().readTaskDefinition(arn),
    readLastGood: (question) => start().readLastGood(question),
    readTaskLogs: (task, definition) => start().readTaskLogs(task, definition),
    readServiceLogs: (service, definition) => start().readServiceLogs(service, definition),
    readService: (service) => start().readService(service),
    readTargetGroups: (arns) => start().readTargetGroups(arns),
    readTargetHealth: (arns) => start().readTargetHealth(arns),
  };
}

/** Calls of the dearest way to the last good revision: deployments, their revisions, one task definition. */
const CALLS_OF_DEPLOYMENTS = 3;
const CALLS_OF_A_LOG = 1;

function readsOf(reading: Reading, { options, readDefinition, access }: Sources, now: () => number): EvidencePorts {
  const { ecs, elasticLoadBalancing, report } = options;
  let seen: SeenSoFar = {};
  /** Calls that the load balancer will take, one for its groups and one for the health of each. */
  const keptForTargets = (): number => {
    const groups = seen.service === undefined ? [] : targetGroupsOf(seen.service);
    return groups.length === 0 ? 0 : 1 + groups.length;
  };
  const mayAskMore = (): boolean => reading.callsLeft > keptForTargets();

  return {
    now,
    async readTaskDefinition(arn) {
      const read = await reading.read((ask) => readDefinition(arn, ask));
      const definition = valueIn(read);
      if (definition !== undefined) seen = { ...seen, definition };
      return read;
    },
    async readService(service) {
      const read = await reading.read((ask) => readService(service, ecs, ask));
      const value = valueIn(read);
      if (value !== undefined) seen = { ...seen, service: value };
      return read;
    },
    readLastGood(question) {
      const spare = reading.callsLeft - CALLS_OF_A_LOG - keptForTargets();
      return reading.read((ask) =>
        readLastGood(question, seen, {
          ecs,
          readDefinition,
          ask,
          mayAskDeployments: spare >= CALLS_OF_DEPLOYMENTS,
          onRefused: (because) => report?.('the last good revision was looked for elsewhere', new Error(because)),
        }),
      );
    },
    readTaskLogs(task, definition) {
      return reading.read((ask) => readTaskLogs(task, definition, access, ask, mayAskMore));
    },
    readServiceLogs(service, definition) {
      return reading.read((ask) => readServiceLogs(service, definition, ecs, access, ask));
    },
    readTargetGroups(arns) {
      return reading.read((ask) => readTargetGroups(arns, elasticLoadBalancing, ask));
    },
    readTargetHealth(arns) {
      return reading.read((ask) => readTargetHealth(arns, elasticLoadBalancing, ask, reading.callsLeft));
    },
  };
}
