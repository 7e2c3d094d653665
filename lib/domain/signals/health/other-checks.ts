import { type Detector, lineDetector } from '../detector';

/** The check in the task definition failed, that of Cloud Map, or that of VPC Lattice. */
export const otherChecks: Detector = lineDetector({
  id: 'other-checks',
  reads: ['reason', 'message'],
  hints: ['container health check', 'service registr', 'service_discovery_instance_unhealthy', 'lattice'],
  line(text) {
    if (
      /failed (?:the )?container health checks?|container health checks? failed|unhealthy .{0,80}container health check/i.test(
        text,
      )
    )
      return { detail: { kind: 'health-check', by: 'container', problem: 'failed' }, piece: text };
    if (/SERVICE_DISCOVERY_INSTANCE_UNHEALTHY|(?:unhealthy|failed).{0,80}service registr/i.test(text))
      return { detail: { kind: 'health-check', by: 'service-registry', problem: 'failed' }, piece: text };
    if (
      /VPC_LATTICE_TARGET_UNHEALTHY|(?:unhealthy|failed).{0,80}lattice|lattice.{0,120}(?:unhealthy|failed)/i.test(text)
    )
      return { detail: { kind: 'health-check', by: 'lattice', problem: 'failed' }, piece: text };
    return undefined;
  },
});
