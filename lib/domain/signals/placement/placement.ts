import { type Detector, lineDetector } from '../detector';
import type { SignalDetail } from '../signal';

type Placement = Extract<SignalDetail, { readonly kind: 'placement' }>;

/** `RESOURCE:CPU` and its kind, in an event's reason, in `encountered error "…"`, in a failure of RunTask. */
const RESOURCE = /\bRESOURCE:([A-Z_*]{2,20}|\*)/;
const SHORT_OF =
  /insufficient (CPU|memory|GPU|FPGA)\b|not enough (CPU|memory|GPU)|(CPU|memory|GPU) (?:units )?(?:is|are) (?:in)?sufficient/i;
const INSTANCE = /container[- ]instance \[?([0-9a-f]{8}[0-9a-f-]{8,40})/i;

/** ECS found no place for a task, and says why. */
export const placement: Detector = lineDetector({
  id: 'placement',
  reads: ['reason', 'message'],
  hints: [
    'resource:',
    'container instance',
    'container-instance',
    'capacity',
    'attribute',
    'constraint',
    'active instances',
    'container_instances',
    'service_task_placement_failure',
    'compute strategy',
    'already using a port',
    'location',
  ],
  line(text) {
    const found = placementIn(text);
    if (found === undefined) return undefined;
    const instance = INSTANCE.exec(text)?.[1];
    return { detail: { kind: 'placement', ...found, ...(instance === undefined ? {} : { instance }) }, piece: text };
  },
});

function placementIn(text: string): Pick<Placement, 'problem' | 'resource'> | undefined {
  const resource = RESOURCE.exec(text)?.[1];
  if (resource === 'ENI') return undefined;
  if (resource === 'FARGATE') return { problem: 'fargate-capacity' };
  if (/^PORTS/.test(resource ?? '')) return { problem: 'port' };
  if (resource !== undefined) return { problem: 'capacity', resource };
  if (
    /limit on the number of|above your limit|provisioning capacity limit|UnauthorizedOperation|is not authorized to perform/i.test(
      text,
    )
  )
    return undefined;
  if (/already using a port required/i.test(text)) return { problem: 'port' };
  if (
    /No (?:active )?container instances? (?:were|was|are) found|NO[ _]ACTIVE[ _]INSTANCES|NO_CONTAINER_INSTANCES|EMPTY CAPACITY PROVIDER|no container instances? (?:are )?registered/i.test(
      text,
    )
  )
    return { problem: 'no-instances' };
  if (
    /missing an attribute required|placement constraints? (?:unsatisfied|violated|not met)|constraint unsatisfied|PLACEMENT_CONSTRAINT_VIOLATED|^\s*(?:ATTRIBUTE|LOCATION|MemberOf)\s*$|error "?(?:ATTRIBUTE|LOCATION)\b|not compatible with the selected compute strategy|not an? attribute of|TaskFailedToStart: (?:ATTRIBUTE|LOCATION)\b/.test(
      text,
    )
  )
    return { problem: 'constraint' };
  const short = SHORT_OF.exec(text);
  if (short !== null) return { problem: 'capacity', resource: (short[1] ?? short[2] ?? short[3] ?? '').toUpperCase() };
  if (
    /Capacity is unavailable at this time|Fargate (?:Spot )?capacity (?:is )?(?:un|not )available|insufficient Fargate/i.test(
      text,
    )
  )
    return { problem: 'fargate-capacity' };
  if (
    /UnfulfillableCapacity|InsufficientInstanceCapacity|InsufficientHostCapacity|Unable to launch instance/i.test(text)
  )
    return { problem: 'capacity' };
  if (/SERVICE_TASK_PLACEMENT_FAILURE/.test(text)) return { problem: 'unspecified' };
  const tail = /no container[- ]instances? met all of its requirements\b(.{0,300})/i.exec(text)?.[1];
  return tail === undefined || /agent|RESOURCE:ENI/i.test(tail) ? undefined : { problem: 'unspecified' };
}
