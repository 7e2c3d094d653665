import { setTimeout as pauseFor } from 'node:timers/promises';
import type { InventoryPorts } from '../app/ports';
import { nameOfArn } from '../domain/ecs-events/ecs-arn';
import { asText, asTexts } from '../domain/json';
import { type Read, unavailable } from '../domain/read';
import type { LazyClient } from './clients';
import type { ECSClient } from './clients/ecs';
import type { ElasticLoadBalancingV2Client } from './clients/elastic-load-balancing-v2';
import { describeServices } from './read-service';
import { readTargetGroups, readTargetHealth } from './read-target-groups';
import type { Ask } from './reading';
import { RefusedError, refusalOf } from './refusals';

export interface InventoryOptions {
  readonly ecs: LazyClient<ECSClient>;
  readonly elasticLoadBalancing: LazyClient<ElasticLoadBalancingV2Client>;
  /** Whose role lacks a permission, where one is missing. Default `keep-watch`. */
  readonly role?: string;
  /** Milliseconds since 1970; default the system's clock. */
  readonly now?: () => number;
  readonly pause?: (milliseconds: number) => Promise<void>;
}

/** As many as ListClusters and ListServices give at once. */
const PAGE = 100;
/** ECS has 10,000 clusters and 5,000 services a cluster at most. */
const MOST_PAGES = 100;
/** Between the calls of one answer; whoever asks for answers keeps those apart. */
const BETWEEN_CALLS = 250;

interface Page {
  readonly arns: unknown;
  readonly nextToken: unknown;
}

/**
 * What the sweep reads. A `RefusedError` says what stood in the way; one by the name `Throttled` asks for a slower pace,
 * whatever was asked.
 */
export function inventory({
  ecs,
  elasticLoadBalancing,
  role = 'keep-watch',
  now = Date.now,
  pause = async (milliseconds) => {
    await pauseFor(milliseconds);
  },
}: InventoryOptions): InventoryPorts {
  const ask: Ask = async (question, send) => {
    try {
      return await send({});
    } catch (error) {
      throw refusalOf(error, question, role) ?? error;
    }
  };
  /** The calls of one answer, each but the first after a pause. */
  const inTurn = (): Ask => {
    let isFirst = true;
    return async (question, send) => {
      if (!isFirst) await pause(BETWEEN_CALLS);
      isFirst = false;
      return ask(question, send);
    };
  };

  async function namesOf(
    what: string,
    readPage: (nextToken: { nextToken?: string }) => Promise<Page>,
  ): Promise<readonly string[]> {
    const names = new Set<string>();
    let nextToken: string | undefined;
    for (let page = 1; ; page++) {
      const answer = await readPage(nextToken === undefined ? {} : { nextToken });
      for (const arn of asTexts(answer.arns)) names.add(nameOfArn(arn));
      const next = asText(answer.nextToken);
      if (next === undefined) return [...names];
      if (next === nextToken || page === MOST_PAGES)
        throw new RefusedError('failed', `${what} came to no end after ${page} pages`);
      nextToken = next;
      await pause(BETWEEN_CALLS);
    }
  }

  return {
    now,
    pause,
    listClusters() {
      const action = 'ecs:ListClusters';
      return namesOf(action, async (from) => {
        const { ListClustersCommand } = await import('./clients/ecs');
        const client = await ecs();
        const answer = await ask({ action, about: 'all clusters' }, (options) =>
          client.send(new ListClustersCommand({ maxResults: PAGE, ...from }), options),
        );
        return { arns: answer.clusterArns, nextToken: answer.nextToken };
      });
    },
    listServices(cluster) {
      const action = 'ecs:ListServices';
      return namesOf(`${action} of cluster ${cluster}`, async (from) => {
        const { ListServicesCommand } = await import('./clients/ecs');
        const client = await ecs();
        const answer = await ask({ action, about: `cluster ${cluster}` }, (options) =>
          client.send(new ListServicesCommand({ cluster, maxResults: PAGE, ...from }), options),
        );
        return { arns: answer.serviceArns, nextToken: answer.nextToken };
      });
    },
    async describeServices(cluster, names) {
      const services = names.length === 0 ? [] : await describeServices(cluster, names, ecs, ask);
      // A deleted service is described for a while yet.
      return services.filter(({ status }) => status !== 'INACTIVE');
    },
    readTargetGroups: (arns) => unlessThrottled(() => readTargetGroups(arns, elasticLoadBalancing, inTurn())),
    readTargetHealth: (arns) =>
      unlessThrottled(() => readTargetHealth(arns, elasticLoadBalancing, inTurn(), Number.POSITIVE_INFINITY)),
  };
}

/** A refused read is unavailable, with the reason; a throttled one is asked again by whoever keeps the pace. */
async function unlessThrottled<T>(read: () => Promise<Read<T>>): Promise<Read<T>> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof RefusedError && error.kind !== 'throttled') return unavailable(error.message);
    throw error;
  }
}
