import { type Detector, lineDetector } from '../detector';

/** ECS says that it cannot start the tasks of a service. */
export const startImpaired: Detector = lineDetector({
  id: 'start-impaired',
  reads: ['reason', 'message'],
  hints: ['unable to consistently start', 'start_impaired', 'could not launch', 'configuration_failure'],
  line: (text) =>
    /unable to consistently start tasks|TASK_START_IMPAIRED|could not launch \S{1,20} tasks? for deployment|TASK_CONFIGURATION_FAILURE/i.test(
      text,
    )
      ? { detail: { kind: 'start-impaired' }, piece: text }
      : undefined,
});

/** ECS says no more than that a task failed to start. */
export const failedToStart: Detector = lineDetector({
  id: 'failed-to-start',
  reads: ['reason'],
  hints: ['failed to start', 'taskfailedtostart'],
  line: (text) =>
    /^\W{0,3}(?:TaskFailedToStart:?\s{0,3})?(?:Task ?failed ?to ?start)?\W{0,3}$/i.test(text)
      ? { detail: { kind: 'failed-to-start' }, piece: text }
      : undefined,
});

/** AWS says that the fault is its own. */
export const awsInternal: Detector = lineDetector({
  id: 'aws-internal',
  reads: ['reason', 'message'],
  hints: [
    'internalerror',
    'internal error',
    'internal service error',
    'internalservice',
    'internalfailure',
    'internalserverexception',
    'infrastructurehealth',
  ],
  line(text) {
    if (/normalize image reference|invalid reference|health checks failed due to an internal error/i.test(text))
      return undefined;
    return /\bInternalError\b|\bInternal error\b|internal service error|InternalService(?:Error|Exception)|\bInternalFailure\b|InternalServerException|^\s*InfrastructureHealth\s*$/i.test(
      text,
    )
      ? { detail: { kind: 'aws-internal' }, piece: text }
      : undefined;
  },
});
