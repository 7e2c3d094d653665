import { networkInterface, subnetFull } from '../../../../lib/domain/signals/network/network-interface';
import { agent } from '../../../../lib/domain/signals/placement/agent';
import { placement } from '../../../../lib/domain/signals/placement/placement';
import { limits } from '../../../../lib/domain/signals/service/limits';
import { readReason } from '../read-log';

const all = [placement, agent, networkInterface, subnetFull, limits];
const NO = '(service orders) was unable to place a task because no container instance met all of its requirements.';
const CLOSEST = `${NO} The closest matching (container-instance 47d5cb9a-6e38-495e-9777-5ae6d02a3720)`;

describe('why a task was not placed', () => {
  it.each([
    [`${CLOSEST} has insufficient CPU units available.`, { kind: 'placement', problem: 'capacity', resource: 'CPU' }],
    [`${CLOSEST} has insufficient memory available.`, { kind: 'placement', problem: 'capacity', resource: 'MEMORY' }],
    [`${CLOSEST} is already using a port required by your task.`, { kind: 'placement', problem: 'port' }],
    [`${CLOSEST} is missing an attribute required by your task.`, { kind: 'placement', problem: 'constraint' }],
    [`${CLOSEST} encountered error "AGENT".`, { kind: 'agent-disconnected' }],
    [`${CLOSEST} doesn't have the agent connected.`, { kind: 'agent-disconnected' }],
    [`${CLOSEST} encountered error "RESOURCE:ENI".`, { kind: 'network-interface', problem: 'limit' }],
    [
      `${NO} Reason: No Container Instances were found in your cluster.`,
      { kind: 'placement', problem: 'no-instances' },
    ],
    ['TaskFailedToStart: RESOURCE:GPU', { kind: 'placement', problem: 'capacity', resource: 'GPU' }],
    ['RESOURCE:FARGATE', { kind: 'placement', problem: 'fargate-capacity' }],
    [
      '(service orders) was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.',
      { kind: 'placement', problem: 'fargate-capacity' },
    ],
    [
      '(service orders) was unable to place a task. Reason: You’ve reached the limit on the number of vCPUs you can run concurrently',
      { kind: 'quota', quota: 'Fargate vCPUs' },
    ],
    [
      '(service orders) was unable to place tasks in your cluster because the tasks provisioning capacity limit was exceeded.',
      { kind: 'quota' },
    ],
    [
      '(service orders) operations are being throttled on elb. Will try again later.',
      { kind: 'quota', throttled: true, quota: 'elb' },
    ],
    [
      'Timeout waiting for network interface provisioning to complete.',
      { kind: 'network-interface', problem: 'timeout' },
    ],
    [
      "Unexpected EC2 error while attempting to Create Network Interface with public IP assignment disabled in subnet 'subnet-0abc': InsufficientFreeAddressesInSubnet",
      { kind: 'subnet-full', subnet: 'subnet-0abc' },
    ],
    [
      'ResourceInitializationError: failed to configure ENI: failed to setup regular eni: netplugin failed with no error message',
      { kind: 'network-interface', problem: 'failed' },
    ],
  ])('%s', (text, expected) => {
    expect(readReason(all, text)).toMatchObject([expected]);
  });

  it('is left to others where the message wraps the reason of a stop', () => {
    expect(
      readReason(
        all,
        '(service orders) was unable to place a task. Reason: CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref app:1: not found.',
      ),
    ).toEqual([]);
    expect(readReason(all, 'toomanyrequests: You have reached your pull rate limit.')).toEqual([]);
  });
});
