import { signalOf } from '../../facts';
import type { Signal } from '../../signals/signal';
import type { Cause, CausePage } from '../cause';
import { messagesCommand } from './aws-commands';
import { tellingReasons } from './reason-texts';

export const unknownFailedToStart: Cause = {
  id: 'unknown-failed-to-start',
  title: 'the task failed to start, no reason given',
  group: 'service',
  kind: 'unknown',
  explain(facts) {
    const { stop } = facts;
    const signal = signalOf(facts, 'failed-to-start');
    if (signal === undefined || facts.signals.some(isOfReason) || tellingReasons(facts).length > 0) return undefined;
    if (stop !== undefined && stop.stopCode !== undefined && stop.stopCode !== 'TaskFailedToStart') return undefined;
    const reached =
      stop?.pullStoppedAt !== undefined
        ? 'after its image was pulled'
        : stop?.pullStartedAt !== undefined
          ? 'while its image was pulled'
          : 'before an image was pulled';
    return {
      confidence: 'likely',
      summary:
        stop === undefined
          ? 'A task failed to start, and ECS says no more.'
          : `The task failed to start ${reached}, and ECS says no more.`,
      quotes: [signal.quote],
      next: 'Look at the messages of the service and at the next stopped task; a start that fails once for no reason is mostly a fault of the platform that passes.',
      ...messagesCommand(facts),
      ...(stop === undefined
        ? {}
        : {
            unchecked: [
              {
                what: 'the attachments of the task',
                reason: 'their status is not read; DescribeTasks shows whether the network interface was attached',
              },
            ],
          }),
    };
  },
};

/** A rule understood a reason of ECS: then ECS does say more. */
const isOfReason = ({ kind, quote: { origin } }: Signal): boolean =>
  kind !== 'failed-to-start' && (origin.kind === 'task-reason' || origin.kind === 'container-reason');

export const page: CausePage = {
  meaning:
    'ECS stopped the task before it ran, and neither the task nor a container carries a reason. Often the network interface could not be made in time.',
  impact:
    'One task is missing; a service starts another. If it goes on, something in the definition or the network is wrong.',
  fix: [
    '`aws ecs describe-tasks --cluster CLUSTER --tasks ARN` within an hour: containers[].reason and attachments[].status.',
    'How far it got: without `pullStartedAt` it is the network or placement; without `pullStoppedAt` it is the image.',
    'The AWS runbook `AWSSupport-TroubleshootECSTaskFailedToStart` checks roles, network and image.',
  ],
  confusedWith:
    '`other`: there is a text, only nobody knows it yet. `eni-timeout`: ECS says that the interface was late.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/failed-to-start-error.html'],
};
