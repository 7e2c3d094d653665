import { serviceGone } from '../domain/incident/observe-service';
import { parseSubjectKey, type Subject, subjectKey, UNKNOWN_CLUSTER } from '../domain/incident/subject';
import type { WatchState } from '../domain/incident/watch-state';
import { defined } from '../domain/json';
import { isGoing, type Service } from '../domain/service';
import { type CarryOutPorts, carryOut } from './carry-out';
import { Pace } from './pace';
import type { InventoryPorts } from './ports';
import type { WatchPolicy } from './responder-policy';
import type { Sweep } from './sweep';
import { publishBaseline, writeBaseline } from './tell-baseline';
import { recentlyDeployed, visitService } from './visit-service';

export type SweepPorts = CarryOutPorts & InventoryPorts;

/** What a sweep saw; the number of calls is what the account's quotas are spent on. */
export interface SweepReport {
  readonly clusters: number;
  readonly services: number;
  /** Services whose record was looked into. */
  readonly visited: number;
  readonly calls: number;
  /** Clusters that could not be swept, and why. */
  readonly refused: readonly { readonly cluster: string; readonly because: string }[];
}

/** Names in one call of DescribeServices. */
const DESCRIBED_AT_ONCE = 10;
/** Healthy services whose targets are looked at in one sweep; the rotation comes to all of them. */
const ROTATION = 60;
const MOST_OPEN = 10_000;
/** Milliseconds after which no more services are described, and none is looked at: the function may take 280 s. */
const TIME_TO_DESCRIBE = 150_000;
const TIME_TO_LOOK = 220_000;

/**
 * Looks at every watched service for what no event tells: silence, recovery, a desired count of 0, deletion, tags. Open
 * and recently deployed services come first. The first sweep tells in one message what was failing already.
 */
export async function sweepServices(ports: SweepPorts, policy: WatchPolicy): Promise<SweepReport> {
  const watch = await ports.readWatch();
  const due = await ports.readDue(Number.MAX_SAFE_INTEGER, MOST_OPEN);
  const open = new Set(due.flatMap((one) => (one.kind === 'record' ? subjectKey(one.subject) : [])));
  const pace = new Pace(ports);
  const sweep: Sweep = {
    pace,
    watch,
    startedAt: ports.now(),
    open,
    failing: [],
    seen: new Set(),
    rotation: ROTATION,
    cursor: watch.cursor,
    visited: 0,
  };
  const clusters = [
    ...(policy.clusters === '*' ? await pace.call(() => ports.listClusters()) : policy.clusters),
  ].sort();
  const refused: { cluster: string; because: string }[] = [];
  const found: Found[] = [];
  for (const cluster of clusters)
    try {
      found.push(...(await servicesOf(cluster, sweep, ports)));
      await closeGone(cluster, sweep, ports, policy);
    } catch (error) {
      refused.push({ cluster, because: error instanceof Error ? error.message : String(error) });
      ports.report(`the services of cluster ${cluster} could not be swept`, error);
      ports.count('SweepFailed', 1);
    }
  if (policy.clusters === '*') await closeLost(clusters, sweep, ports, policy);
  const ordered = [...found].sort(byUrgency(sweep, ports.now()));
  let isCutOff = false;
  for (const [index, { subject, service }] of ordered.entries()) {
    isCutOff = ports.now() - sweep.startedAt > TIME_TO_LOOK;
    if (isCutOff) {
      ports.report(`${ordered.length - index} services were not looked at: the time was over`, undefined);
      ports.count('SweepFailed', 1);
      break;
    }
    try {
      await visitService(subject, service, sweep, ports, policy);
    } catch (error) {
      ports.report(`${subjectKey(subject)} could not be looked at`, error);
      ports.count('SweepFailed', 1);
    }
  }
  // A cluster that cannot be read must not keep the others from being told of.
  const isFirst = watch.startedAt === undefined && refused.length < clusters.length;
  const owed = isFirst ? await writeBaseline(sweep, ports) : watch.owed;
  const next: WatchState = defined({
    schema: 1,
    version: watch.version,
    startedAt: isFirst ? ports.now() : watch.startedAt,
    owed,
    sweptAt: ports.now(),
    services: sweep.seen.size,
    // A rotation that came to its end begins anew.
    cursor: sweep.rotation > 0 && !isCutOff ? undefined : sweep.cursor,
  }) as WatchState;
  const isMine = await ports.writeWatch(next);
  if (owed !== undefined && isMine) await publishBaseline(owed, next, ports);
  return { clusters: clusters.length, services: sweep.seen.size, visited: sweep.visited, calls: pace.calls, refused };
}

interface Found {
  readonly subject: Subject;
  readonly service: Service;
}

async function servicesOf(
  cluster: string,
  { pace, seen, startedAt }: Sweep,
  ports: SweepPorts,
): Promise<readonly Found[]> {
  const names = await pace.call(() => ports.listServices(cluster));
  const found: Found[] = [];
  for (let start = 0; start < names.length; start += DESCRIBED_AT_ONCE) {
    if (ports.now() - startedAt > TIME_TO_DESCRIBE)
      throw new Error(
        `one sweep can describe about 5,000 services, this cluster has ${names.length}: name the clusters to watch`,
      );
    const asked = names.slice(start, start + DESCRIBED_AT_ONCE);
    for (const service of await pace.call(() => ports.describeServices(cluster, asked))) {
      const subject: Subject = { kind: 'service', cluster, name: service.name };
      seen.add(subjectKey(subject));
      found.push({ subject, service });
    }
  }
  return found;
}

/** What is open and was not listed is gone. */
async function closeGone(
  cluster: string,
  { open, seen, pace }: Sweep,
  ports: SweepPorts,
  policy: WatchPolicy,
): Promise<void> {
  for (const key of open) {
    const subject = parseSubjectKey(key);
    if (subject?.kind !== 'service' || subject.cluster !== cluster || seen.has(key)) continue;
    await closeUnlisted(subject, pace, ports, policy);
  }
}

/** What is open in a cluster that is not there any more. Of services with short ARNs no event tells the cluster. */
async function closeLost(
  clusters: readonly string[],
  { open, pace }: Sweep,
  ports: SweepPorts,
  policy: WatchPolicy,
): Promise<void> {
  for (const key of open) {
    const subject = parseSubjectKey(key);
    if (subject?.kind !== 'service' || subject.cluster === UNKNOWN_CLUSTER || clusters.includes(subject.cluster))
      continue;
    try {
      await closeUnlisted(subject, pace, ports, policy);
    } catch (error) {
      ports.report(`${key} is gone with its cluster and could not be closed`, error);
      ports.count('SweepFailed', 1);
    }
  }
}

/**
 * A list may be behind. What ran before is remembered nowhere else: it is not given up before ECS, asked for this very
 * service, says that it is gone.
 */
async function closeUnlisted(
  subject: Subject,
  pace: Pace,
  ports: SweepPorts,
  { thresholds }: WatchPolicy,
): Promise<void> {
  const { hold, leftAlone } = await ports.readRecord(subject);
  const isRemembered = hold !== undefined || leftAlone !== undefined;
  if (isRemembered && (await isThere(subject, pace, ports))) return;
  await carryOut(subject, (record) => serviceGone(record, ports.now()), ports, thresholds);
}

/** A cluster that is gone had no service left. */
async function isThere({ cluster, name }: Subject, pace: Pace, ports: SweepPorts): Promise<boolean> {
  try {
    const found = await pace.call(() => ports.describeServices(cluster, [name]));
    return found.some((service) => !isGoing(service));
  } catch (error) {
    if (error instanceof Error && 'kind' in error && error.kind === 'missing') return false;
    throw error;
  }
}

/** Open ones first, then the ones that were deployed last, then by name: the rotation goes by it. */
const byUrgency =
  ({ open }: Sweep, now: number) =>
  (a: Found, b: Found): number => {
    const [keyA, keyB] = [subjectKey(a.subject), subjectKey(b.subject)];
    return (
      Number(open.has(keyB)) - Number(open.has(keyA)) ||
      recentlyDeployed(b.service, now) - recentlyDeployed(a.service, now) ||
      (keyA < keyB ? -1 : 1)
    );
  };
