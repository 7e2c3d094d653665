import type { Facts } from '../../facts';
import { passageOf, type Quote, quoteOf, SHORTEST_QUOTE } from '../../text/passage';
import type { Cause, CausePage, Finding } from '../cause';
import { messagesCommand, serviceName } from './aws-commands';
import { tellingReasons } from './reason-texts';

export const other: Cause = {
  id: 'other',
  title: 'ECS gives no reason that is known here',
  group: 'service',
  kind: 'unknown',
  explain(facts) {
    // Whatever a detector knows has a cause of its own.
    if (facts.signals.some(({ kind, quote }) => kind !== 'failed-to-start' && quote.origin.kind !== 'log'))
      return undefined;
    const quotes = unexplained(facts);
    const first = quotes[0];
    if (first === undefined) return saysNothing(facts);
    const said = first.text.length > 200 ? `${first.text.slice(0, 200)}…` : first.text;
    const subject = facts.stop === undefined ? serviceName(facts) : 'the task';
    return {
      confidence: 'possible',
      summary: `ECS says of ${subject}: ${said}`,
      quotes: quotes.slice(0, 3),
      next: 'Read the text as it stands: no rule knows it. Please report it, so that the next one is named.',
      ...messagesCommand(facts),
    };
  },
};

/** A task that was stopped by nobody, with no reason, no exit code and no log: that it stopped is all there is. */
function saysNothing({ stop, deep, signals, exitCode, culprit }: Facts): Finding | undefined {
  if (stop === undefined || !deep || signals.length > 0 || exitCode !== undefined) return undefined;
  const said = [stop.stoppedReason, stop.stopCode].find((text) => text !== undefined && text.length >= SHORTEST_QUOTE);
  return {
    confidence: 'possible',
    summary: `${culprit === undefined ? 'The task' : `The task with container ${culprit.name}`} stopped, and ECS tells neither an exit code nor a reason.`,
    quotes:
      said === undefined
        ? []
        : [{ text: said, origin: { kind: said === stop.stopCode ? 'stop-code' : 'task-reason' } }],
    next: 'Look at the task in DescribeTasks while ECS still knows it (about an hour), and at the messages of the service.',
  };
}

function unexplained(facts: Facts): readonly Quote[] {
  const { symptom } = facts;
  switch (symptom.kind) {
    case 'stop':
      return tellingReasons(facts);
    case 'service-action':
      return symptom.event.eventType === 'INFO'
        ? []
        : textOf('service-action', symptom.event.reason ?? symptom.event.eventName);
    case 'deployment':
      return symptom.event.eventType === 'INFO'
        ? []
        : textOf('deployment-reason', symptom.event.reason ?? symptom.event.eventName);
    case 'service':
      return textOf('service-message', symptom.service.messages[0]?.text).filter(({ text }) =>
        /fail|error|unable|cannot|could not|denied|invalid/i.test(text),
      );
    default:
      return [];
  }
}

function textOf(
  kind: 'service-action' | 'deployment-reason' | 'service-message',
  text: string | undefined,
): readonly Quote[] {
  if (text === undefined) return [];
  const { lines, origin } = passageOf({ kind }, text);
  return lines.flatMap((line) => quoteOf(line, line.text, origin) ?? []);
}

export const page: CausePage = {
  meaning: 'ECS, Docker or containerd gave a reason, and no rule knows it. It is quoted as it is.',
  impact: 'Unknown. If every task of the revision fails the same way, none will start.',
  fix: [
    'Read the quoted text; Docker and runc texts mostly name a file, a device or an option of the task definition.',
    'Devices, GPUs, capabilities and ulimits must exist on the host: compare AMI and instance type with the task definition.',
    'Compare with the last good revision.',
    'Report the text, so that it gets a rule.',
  ],
  confusedWith: '`unknown-failed-to-start`: ECS says nothing at all.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html'],
};
