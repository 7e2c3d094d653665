import { type Detector, lineDetector } from '../detector';

const SUBNET = /\bsubnet-[0-9a-z]{4,40}\b/;
const FULL =
  /InsufficientFreeAddressesInSubnet|insufficient free addresses|(?:not|n't) (?:have )?enough free (?:private )?(?:IP )?addresses|no (?:free|available) (?:private )?IP addresses|insufficient IP addresses|InsufficientCidrBlocks/i;

/** The network interface of a task was not made, not attached, or not in time. */
export const networkInterface: Detector = lineDetector({
  id: 'network-interface',
  reads: ['reason', 'message'],
  hints: [
    'network interface',
    'resource:eni',
    'device index',
    ' eni',
    'eni:',
    'netplugin',
    'netlink',
    'network namespace',
    'networkinterface',
    'containernetworkingerror',
    'attachmentlimitexceeded',
    'securitygrouplimitexceeded',
  ],
  line(text) {
    const subnet = SUBNET.exec(text)?.[0];
    const problem = problemOf(text);
    if (problem === undefined) return undefined;
    return { detail: { kind: 'network-interface', problem, ...(subnet === undefined ? {} : { subnet }) }, piece: text };
  },
});

function problemOf(text: string): 'timeout' | 'limit' | 'failed' | undefined {
  if (FULL.test(text)) return undefined;
  if (
    /\bRESOURCE:ENI\b|unused device index|no available network interfaces?|AttachmentLimitExceeded|NetworkInterfaceLimitExceeded|(?:maximum|limit).{0,60}(?:number of )?network interfaces|(?:network interface|ENI).{0,40}limit/i.test(
      text,
    )
  )
    return 'limit';
  if (
    /time(?:d )?[ -]?out.{0,80}(?:network interface|\beni\b)|(?:network interface|\beni\b).{0,120}timed? ?out/i.test(
      text,
    )
  )
    return 'timeout';
  if (
    /Unexpected EC2 error while attempting to|(?:failed|unable) to (?:configure|set ?up|create|attach)\b.{0,40}(?:\beni\b|network interface|network namespace|task network)|netplugin failed|netlink (?:failure|error)|ContainerNetworkingError|SecurityGroupLimitExceeded|network interface .{0,80}(?:failed|error|not found)/i.test(
      text,
    )
  )
    return 'failed';
  return undefined;
}

/** The subnet has no free address. */
export const subnetFull: Detector = lineDetector({
  id: 'subnet-full',
  reads: ['reason', 'message'],
  hints: ['address', 'create network interface', 'insufficientcidr'],
  line(text) {
    const subnet = SUBNET.exec(text)?.[0];
    const named = subnet === undefined ? {} : { subnet };
    if (FULL.test(text)) return { detail: { kind: 'subnet-full', ...named }, piece: text };
    // EC2's error is cut off: with public addresses it is nearly always the one about free addresses.
    if (
      /Create Network Interface with public IP assignment enabled in subnet '?[^\s':]{1,60}'?\s*[:.]?\s*(?:\.{3}|…)?\s*$/i.test(
        text,
      )
    )
      return { detail: { kind: 'subnet-full', ...named, weak: true }, piece: text };
    return undefined;
  },
});
