import { type Detector, lineDetector } from '../detector';
import type { SignalDetail } from '../signal';

type HealthCheck = Extract<SignalDetail, { readonly kind: 'health-check' }>;

const CODES = /with these codes:?\s{0,3}\[?\s{0,3}(\d{3}(?:\s{0,2},\s{0,2}\d{3}){0,20})/i;
const PORT = /\(?\bport\s{1,3}(\d{2,5})\)?/i;
const TARGET_GROUP = /target[- ]group:?\s{1,3}\(?((?!is\b|health)[^\s()]{1,300}?)\)?(?:[\s)]|$)/i;
const CLASSIC = /\(elb\s{1,3}([^\s()]{1,200})\)/i;
const TASK = /\(task\s{1,3}([0-9a-f]{8}[0-9a-f-]{0,40})/i;
const SAYS_SO =
  /failed ELB health checks?|due to (?:an )?unhealthy status|\bunhealthy\b.{0,500}\b(?:due to|health checks? failed|request timed out)|health checks failed with these codes|Target\.(?:ResponseCodeMismatch|Timeout|FailedHealthChecks)|UnhealthyThreshold number of health checks|^[\s(]*(?:reason )?Health checks failed\b/i;

/** The load balancer's check failed: a stop's reason, a service's message, or what DescribeTargetHealth says. */
export const loadBalancerCheck: Detector = lineDetector({
  id: 'load-balancer-check',
  reads: ['reason', 'message'],
  hints: ['health checks', 'unhealthy', 'target.timeout', 'target.responsecodemismatch', 'target.failedhealthchecks'],
  line(text) {
    if (/container health check|service registr|lattice|internal error on the load balancer/i.test(text))
      return undefined;
    const match = SAYS_SO.exec(text);
    if (match === null) return undefined;
    const port = Number(PORT.exec(text)?.[1]);
    const group = TARGET_GROUP.exec(text)?.[1] ?? CLASSIC.exec(text)?.[1];
    const taskId = TASK.exec(text)?.[1];
    const detail: HealthCheck = {
      kind: 'health-check',
      by: 'elb',
      ...problemOf(text),
      ...(port > 0 && port < 65_536 ? { port } : {}),
      ...(group === undefined ? {} : { targetGroup: targetGroupName(group) }),
      ...(taskId === undefined ? {} : { taskId }),
    };
    // Reason and description of a target are two fields of AWS's answer; a quote is a piece of one.
    return { detail, piece: text.replace(/^Target\.\w{1,40}: (?=\S)/, '') };
  },
});

function problemOf(text: string): Pick<HealthCheck, 'problem' | 'codes'> {
  const codes = CODES.exec(text)?.[1]
    ?.split(',')
    .map((code) => Number(code.trim()));
  if (codes !== undefined) return { problem: 'codes', codes };
  if (/Request timed out|Target\.Timeout/i.test(text)) return { problem: 'timeout' };
  if (/Target\.ResponseCodeMismatch/i.test(text)) return { problem: 'codes', codes: [] };
  if (/Health checks failed|Target\.FailedHealthChecks|UnhealthyThreshold/i.test(text)) return { problem: 'failed' };
  return { problem: 'unspecified' };
}

/** `app` of `arn:…:targetgroup/app/0123456789abcdef`; a bare name is its own. */
const targetGroupName = (text: string): string => /targetgroup\/([^/\s]{1,64})/.exec(text)?.[1] ?? text;

/** The target group, or the target in it, is gone. */
export const targetGroupMissing: Detector = lineDetector({
  id: 'target-group-missing',
  reads: ['reason', 'message'],
  hints: ['is not found', 'targetgroupnotfound', 'target groups'],
  line(text) {
    const group = TARGET_GROUP.exec(text)?.[1];
    const named = group === undefined ? {} : { targetGroup: targetGroupName(group) };
    if (
      /TARGET GROUP IS NOT FOUND|TargetGroupNotFound|target groups? .{0,300}(?:not found|does(?: not|n't) exist)/i.test(
        text,
      )
    )
      return { detail: { kind: 'health-check', by: 'elb', problem: 'target-group-missing', ...named }, piece: text };
    if (/TARGET IS NOT FOUND/i.test(text))
      return { detail: { kind: 'health-check', by: 'elb', problem: 'target-missing', ...named }, piece: text };
    return undefined;
  },
});
