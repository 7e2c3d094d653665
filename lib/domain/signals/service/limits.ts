import { type Detector, lineDetector } from '../detector';

const LIMITS: readonly (readonly [string, RegExp])[] = [
  ['Fargate vCPUs', /limit on the number of vCPUs/i],
  ['running tasks', /limit on the number of tasks/i],
  ['Fargate CPU size', /requested CPU configuration is above your limit/i],
  ['Fargate memory size', /requested MEMORY configuration is above your limit/i],
  ['tasks being provisioned in a cluster (500)', /provisioning capacity limit was exceeded/i],
  ['EC2 vCPUs', /VcpuLimitExceeded|vCPU capacity than your current vCPU limit|vCPU limit/i],
  ['EC2 Spot instances', /MaxSpotInstanceCountExceeded/i],
  ['EC2 instances', /InstanceLimitExceeded/i],
];
const QUOTA =
  /ServiceQuotaExceeded|\bLimitExceededException\b|above your limit|reached the limit|exceed(?:s|ed) (?:your |the )?(?:account |service )?(?:quota|limit)/i;
const THROTTLED =
  /being throttled|OPERATION_THROTTLED|Throttling(?:Exception)?\b|RequestLimitExceeded|\bRate exceeded|TooManyRequestsException/i;

/** A limit of the account, or ECS, EC2 or ELB slowed down our calls. */
export const limits: Detector = lineDetector({
  id: 'limits',
  reads: ['reason', 'message'],
  hints: ['limit', 'quota', 'throttl', 'rate exceeded', 'toomanyrequestsexception', 'maxspotinstancecount'],
  line(text) {
    if (/toomanyrequests:|pull rate limit|memory limit|docker\.com/i.test(text)) return undefined;
    const quota = LIMITS.find(([, pattern]) => pattern.test(text))?.[0];
    if (quota !== undefined) return { detail: { kind: 'quota', quota }, piece: text };
    if (QUOTA.test(text)) return { detail: { kind: 'quota' }, piece: text };
    if (!THROTTLED.test(text)) return undefined;
    const api = /throttled on ([\w-]{2,40})/i.exec(text)?.[1];
    return { detail: { kind: 'quota', throttled: true, ...(api === undefined ? {} : { quota: api }) }, piece: text };
  },
});
