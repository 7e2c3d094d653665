import type { Facts } from '../../facts';
import { signalsOf } from '../../facts';
import type { SignalOf } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';
import { messagesCommand } from '../service/aws-commands';
import { taskName, unplaced } from './unplaced';

export const fargateCapacity: Cause = {
  id: 'fargate-capacity',
  title: 'Fargate has no capacity at the moment',
  group: 'placement',
  kind: 'transient',
  supersedes: [
    'placement-no-capacity',
    'unknown-failed-to-start',
    'other',
    'service-start-impaired',
    'deployment-circuit-breaker',
  ],
  explain(facts) {
    const signal = unplaced(facts, 'fargate-capacity');
    const seen = signal ?? byProvider(facts);
    if (seen === undefined) return undefined;
    const spot = providersOf(facts).includes('FARGATE_SPOT') || facts.stop?.capacityProvider === 'FARGATE_SPOT';
    return {
      confidence: signal === undefined ? 'likely' : 'certain',
      summary: `${taskName(facts)} was not placed: ${spot ? 'Fargate Spot' : 'Fargate'} has no capacity in the Availability Zones of its subnets.`,
      quotes: [seen.quote],
      next: spot
        ? 'Wait, or add FARGATE to the capacity provider strategy so that On-Demand takes over.'
        : 'Wait, and give the service subnets in more Availability Zones.',
      ...messagesCommand(facts),
    };
  },
};

const providersOf = ({ symptom }: Facts): readonly string[] =>
  symptom.kind === 'service-action'
    ? symptom.event.capacityProviders.map((one) => one.slice(one.lastIndexOf('/') + 1))
    : [];

/** The event gives no reason, but names the provider: Fargate has no limit of its own but its capacity. */
function byProvider(facts: Facts): SignalOf<'placement'> | undefined {
  if (!providersOf(facts).some((one) => /^FARGATE/.test(one))) return undefined;
  const placements = signalsOf(facts, 'placement');
  return placements.every(({ problem }) => problem === 'unspecified') ? placements[0] : undefined;
}

export const page: CausePage = {
  meaning:
    'AWS has no room for the task in the Availability Zones of the subnets, for Fargate or, far more often, for Fargate Spot. ECS keeps trying.',
  impact: 'The service runs with fewer tasks than desired. It heals by itself when capacity comes back.',
  fix: [
    'Give the service subnets in at least three Availability Zones.',
    'Mix: `--capacity-provider-strategy capacityProvider=FARGATE,base=1,weight=1 capacityProvider=FARGATE_SPOT,weight=3`.',
    'For a while run without Spot, or with ARM64 instead of X86_64 (or the other way round).',
  ],
  confusedWith:
    '`service-quota`: the limit of your account, which does not heal by waiting. `placement-no-capacity`: your own EC2 instances are full.',
  links: [
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html',
  ],
};
