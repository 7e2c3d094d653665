import { changeKey } from '../definition/diff-definitions';
import { type Facts, signalsOf } from '../facts';
import { valueIn } from '../read';
import type { SignalOf } from '../signals/signal';
import { loadBalancerFailure } from './load-balancer-failure';
import { serviceOf } from './service-course';

/** Where the application listens, what the definition maps, what the target group checks. */
export interface PortTriangle {
  readonly listens: readonly SignalOf<'listening'>[];
  readonly mapped: readonly number[];
  readonly checked: readonly number[];
  readonly fault?: PortFault;
  /** The triangle in three lines, for people. */
  readonly lines: readonly string[];
  /** Changes of ports that the revision brought. */
  readonly blames: readonly string[];
}

/** Which side differs from the other two. */
export type PortFault = 'mapping' | 'check' | 'loopback' | 'target-type';

export function portTriangle(facts: Facts): PortTriangle {
  const service = serviceOf(facts);
  const groups = valueIn(facts.evidence.targetGroups) ?? [];
  const container = service?.loadBalancers[0]?.containerName ?? facts.containerDefinition?.name;
  const definition = valueIn(facts.evidence.definition);
  const ports =
    definition?.containers.find(({ name }) => name === container)?.ports ?? facts.containerDefinition?.ports;
  const registered = (service?.loadBalancers ?? []).flatMap(({ containerPort }) => containerPort ?? []);
  const mapped = unique(registered.length > 0 ? registered : (ports ?? []).map(({ containerPort }) => containerPort));
  const fixed = groups.flatMap(({ healthCheckPort }) =>
    healthCheckPort !== undefined && /^\d{1,5}$/.test(healthCheckPort) ? [Number(healthCheckPort)] : [],
  );
  const told = loadBalancerFailure(facts)?.port;
  const checked = unique(fixed.length > 0 ? fixed : told !== undefined ? [told] : mapped);
  const listens = signalsOf(facts, 'listening').filter(
    ({ quote: { origin } }) => origin.kind !== 'log' || container === undefined || origin.container === container,
  );
  const byInstance = definition?.networkMode === 'awsvpc' && groups.some(({ targetType }) => targetType === 'instance');
  const fault = byInstance ? 'target-type' : faultOf(listens, mapped, checked, otherContainersPorts(facts, container));
  return {
    listens,
    mapped,
    checked,
    ...(fault === undefined ? {} : { fault }),
    lines: [
      `the log says that it listens on: ${listens.length === 0 ? 'nothing said' : unique(listens.map(placeOf)).join(', ')}`,
      `the definition maps: ${mapped.length === 0 ? 'no port' : mapped.join(', ')}`,
      `the target group checks: ${checked.length === 0 ? 'unknown' : checked.join(', ')}`,
    ],
    blames: (facts.changes?.changes ?? [])
      .filter(({ field, name }) => field === 'port' || (field === 'variable' && /(?:^|_)PORTS?$/.test(name ?? '')))
      .map(changeKey),
  };
}

function faultOf(
  listens: readonly SignalOf<'listening'>[],
  mapped: readonly number[],
  checked: readonly number[],
  elsewhere: readonly number[],
): PortFault | undefined {
  if (listens.length === 0) return undefined;
  const open = listens.filter((one) => !isLoopback(one)).map(({ port }) => port);
  const ours = checked.filter((port) => !elsewhere.includes(port));
  if (open.length === 0) return 'loopback';
  if (mapped.length > 0 && !mapped.some((port) => open.includes(port)))
    return mapped.some((port) => listens.some((one) => one.port === port)) ? 'loopback' : 'mapping';
  if (ours.length > 0 && !ours.some((port) => open.includes(port))) return 'check';
  return undefined;
}

/** Many applications print `http://localhost:3000` whatever they are bound to; only some print what is bound. */
const isLoopback = ({ loopback, host, quote }: SignalOf<'listening'>): boolean =>
  loopback === true && (host?.toLowerCase() !== 'localhost' || /Now listening on|➜/.test(quote.text));

/** Ports that other containers of the task map: a check that goes there is none of this container's. */
const otherContainersPorts = (facts: Facts, container: string | undefined): readonly number[] =>
  (valueIn(facts.evidence.definition)?.containers ?? [])
    .filter(({ name }) => name !== container)
    .flatMap(({ ports }) => ports.map(({ containerPort }) => containerPort));

export const placeOf = ({ host, port }: SignalOf<'listening'>): string =>
  host === undefined ? String(port) : `${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];
