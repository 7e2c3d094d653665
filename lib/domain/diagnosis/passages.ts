import type { ContainerLog } from '../evidence';
import type { Service, ServiceMessage } from '../service';
import type { Task } from '../stop';
import type { Symptom } from '../symptom';
import type { TargetHealth } from '../target-group';
import { logPassage, type Origin, type Passage, passageOf } from '../text/passage';

/** Messages of a service this much older than a stop, or younger, do not tell of it. */
const MESSAGE_WINDOW = 15 * 60_000;
const MOST_MESSAGES = 20;

/** The texts that the symptom itself brings: stop code and reasons, a deployment's reason, a service's messages. */
export function toldBy(symptom: Symptom): readonly Passage[] {
  switch (symptom.kind) {
    case 'stop':
      return reasonsOf(symptom.stop);
    case 'task':
      return reasonsOf(symptom.task);
    case 'deployment':
      return texts([symptom.event.eventName, symptom.event.reason]).map((text) =>
        passageOf({ kind: 'deployment-reason' }, text),
      );
    case 'service-action':
      return texts([symptom.event.eventName, symptom.event.reason]).map((text) =>
        passageOf({ kind: 'service-action' }, text),
      );
    case 'service':
      return messagesOf({ ...symptom.service, messages: sinceSteady(symptom.service.messages) });
    case 'text':
      return [passageOf({ kind: 'pasted' }, symptom.text)];
  }
}

function reasonsOf(task: Task): readonly Passage[] {
  const passages: Passage[] = [];
  const add = (origin: Origin, text: string | undefined): void => {
    if (text !== undefined && text !== '') passages.push(passageOf(origin, text));
  };
  add({ kind: 'stop-code' }, task.stopCode);
  add({ kind: 'task-reason' }, task.stoppedReason);
  for (const { name, reason, injected } of task.containers)
    if (!injected) add({ kind: 'container-reason', container: name }, reason);
  return passages;
}

/** Newest first; where deployments say why they failed, that is a message too. */
function messagesOf(service: Service): readonly Passage[] {
  return [
    ...service.messages
      .slice(0, MOST_MESSAGES)
      .map(({ text, at }) => passageOf({ kind: 'service-message', ...(at === undefined ? {} : { at }) }, text)),
    ...service.deployments
      .filter(({ rolloutState }) => rolloutState === 'FAILED')
      .flatMap(({ rolloutStateReason }) =>
        texts([rolloutStateReason]).map((text) => passageOf({ kind: 'deployment-reason' }, text)),
      ),
  ];
}

/** What was said before the newest steady state is over; messages are newest first. */
function sinceSteady(messages: readonly ServiceMessage[]): readonly ServiceMessage[] {
  const steady = messages.findIndex(({ text }) => /has reached a steady state/i.test(text));
  return steady < 0 ? messages : messages.slice(0, steady + 1);
}

/** What the service says around the time of a stop, of that task or of no task in particular. */
export function messagesAround(service: Service, task: Task | undefined): readonly Passage[] {
  const at = task?.stoppingAt ?? task?.stoppedAt;
  const near = service.messages.filter((message) => {
    if (at !== undefined && message.at !== undefined && Math.abs(message.at - at) > MESSAGE_WINDOW) return false;
    const named = /\(task ([0-9a-f-]{8,40})\)/.exec(message.text)?.[1];
    return named === undefined || task === undefined || named === task.taskId;
  });
  return messagesOf({ ...service, messages: near });
}

/** The log of the container that failed; of every container where none stands out. */
export const logsOf = (logs: readonly ContainerLog[], container: string | undefined): readonly Passage[] =>
  logs
    .filter((log) => container === undefined || log.container === container)
    .map((log) => logPassage({ kind: 'log', container: log.container, stream: log.stream }, log.lines));

/** What the load balancer says about targets that are not well. */
export const healthOf = (targets: readonly TargetHealth[]): readonly Passage[] =>
  [
    ...new Set(
      targets
        .filter(({ state }) => state !== 'healthy')
        .flatMap(({ reason, description }) => texts([texts([reason, description]).join('\n')])),
    ),
  ].map((text) => passageOf({ kind: 'target-health' }, text));

const texts = (values: readonly (string | undefined)[]): string[] =>
  values.filter((value): value is string => value !== undefined && value !== '');
