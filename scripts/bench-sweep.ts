import type { InventoryPorts } from '../lib/app/ports';
import { sweepServices } from '../lib/app/sweep-services';
import { DEFAULT_THRESHOLDS } from '../lib/domain/incident/thresholds';
import { known } from '../lib/domain/read';
import { parseService, type Service } from '../lib/domain/service';
import { memoryMessages } from '../lib/memory/memory-messages';
import { memoryStore } from '../lib/memory/memory-store';

export interface SweepFigures {
  readonly calls: number;
  /** The most calls in any one second. */
  readonly mostInASecond: number;
  /** Seconds that one sweep takes. */
  readonly seconds: number;
}

/**
 * One sweep through an account with so many services, one in fifty of them failing; so many of a hundred are behind a load
 * balancer.
 */
export async function sweepFigures(services: number, behindLoadBalancer = 100): Promise<SweepFigures> {
  const clock = { now: Date.parse('2026-11-20T12:00:00Z') };
  const now = () => clock.now;
  const asked: number[] = [];
  const ask = <T>(answer: T): Promise<T> => {
    asked.push(clock.now);
    clock.now += 30;
    return Promise.resolve(answer);
  };
  const names = Array.from({ length: services }, (_, index) => `service-${String(index).padStart(5, '0')}`);
  const inventory: InventoryPorts = {
    now,
    listClusters: () => ask(['production']),
    // ListServices gives 100 names at a time; the pages of one answer are 250 ms apart.
    async listServices() {
      for (let page = 1; page < services / 100; page++) {
        await ask(undefined);
        clock.now += 250;
      }
      return ask(names);
    },
    describeServices: (_cluster, asked10) => ask(asked10.map((name) => serviceCalled(name, behindLoadBalancer))),
    readTargetGroups: () => ask(known([])),
    readTargetHealth: () => ask(known([{ state: 'healthy' }])),
    async pause(milliseconds) {
      clock.now += milliseconds;
    },
  };
  const start = clock.now;
  const ports = {
    ...memoryStore(now),
    ...memoryMessages(now),
    ...inventory,
    count: () => undefined,
    report: (what: string, error: unknown) => {
      throw new Error(what, { cause: error });
    },
  };
  await sweepServices(ports, { thresholds: DEFAULT_THRESHOLDS, clusters: '*' });
  const inSecond = asked.map((at) => asked.filter((other) => other >= at && other < at + 1000).length);
  return { calls: asked.length, mostInASecond: Math.max(...inSecond), seconds: (clock.now - start) / 1000 };
}

function serviceCalled(name: string, behindLoadBalancer: number): Service {
  const isBehind = (Number(name.slice(-2)) * 37) % 100 < behindLoadBalancer;
  const isFailing = name.endsWith('00') || name.endsWith('50');
  const service = parseService({
    serviceName: name,
    clusterArn: 'cluster/production',
    status: 'ACTIVE',
    desiredCount: 2,
    runningCount: isFailing ? 1 : 2,
    loadBalancers: isBehind ? [{ targetGroupArn: `target-group-of-${name}` }] : [],
  });
  if (service === undefined) throw new Error('no service');
  return service;
}
