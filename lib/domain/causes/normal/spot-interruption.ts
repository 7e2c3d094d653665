import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const spotInterruption: Cause = {
  id: 'spot-interruption',
  title: 'Spot capacity was taken back',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'spot');
    if (signal === undefined) return undefined;
    return {
      confidence: 'certain',
      summary: `${subjectOf(facts)} was interrupted: AWS took the Spot capacity back, with two minutes of warning.`,
      quotes: [signal.quote],
      next: 'Nothing to do: the service starts another task when there is capacity.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The task ran on Spot capacity, which AWS may take back with a warning of two minutes. The first event comes while the task still runs.',
  impact: 'One task less until another is placed; a stand-alone task is gone and has to be started again.',
  fix: [
    'Nothing, if it is rare and the service has more than one task.',
    'Keep a base on On-Demand: `capacityProvider=FARGATE,base=1,weight=1`.',
    'Let the application finish within two minutes after SIGTERM, and set `stopTimeout` to 120.',
  ],
  confusedWith:
    '`host-terminated`: EC2 Spot without draining shows as a lost host. `fargate-capacity`: no new Spot capacity to start on.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-capacity-providers.html'],
};
