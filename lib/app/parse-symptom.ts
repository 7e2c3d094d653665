import type { DeploymentStateChange, EventHead, ServiceAction } from '../domain/ecs-events/ecs-event';
import { defined, type JsonObject } from '../domain/json';
import type { Deployment, LoadBalancerMapping, Service, ServiceMessage } from '../domain/service';
import type { Container, Stop, Task } from '../domain/stop';
import type { Symptom } from '../domain/symptom';
import type { Form } from './form';

const KINDS = ['stop', 'task', 'deployment', 'service-action', 'service'] as const;

/** A symptom as the responder asked about it, member by member; what is not known is left out. */
export function symptomIn(form: Form, value: unknown, path: string): Symptom {
  const symptom = form.object(value, path);
  const kind = form.oneOf(symptom['kind'], `${path}.kind`, KINDS);
  switch (kind) {
    case 'stop':
      return { kind, stop: stopIn(form, symptom['stop'], `${path}.stop`) };
    case 'task':
      return { kind, task: taskIn(form, symptom['task'], `${path}.task`) };
    case 'deployment':
      return { kind, event: deploymentIn(form, symptom['event'], `${path}.event`) };
    case 'service-action':
      return { kind, event: serviceActionIn(form, symptom['event'], `${path}.event`) };
    case 'service':
      return { kind, service: serviceIn(form, symptom['service'], `${path}.service`) };
  }
}

/** Names of the members of a form that may be absent. */
interface Members {
  readonly texts?: readonly string[];
  readonly numbers?: readonly string[];
}

function optional(form: Form, object: JsonObject, path: string, { texts = [], numbers = [] }: Members): object {
  return defined({
    ...Object.fromEntries(texts.map((key) => [key, form.optional(object, key, path, (one, at) => form.text(one, at))])),
    ...Object.fromEntries(
      numbers.map((key) => [key, form.optional(object, key, path, (one, at) => form.integer(one, at))]),
    ),
  });
}

const TASK: Members = {
  texts: [
    'clusterArn',
    'taskDefinitionArn',
    'family',
    'service',
    'group',
    'startedBy',
    'launchType',
    'capacityProvider',
    'lastStatus',
    'desiredStatus',
    'stopCode',
    'stoppedReason',
    'architecture',
    'availabilityZone',
    'containerInstanceArn',
    'subnet',
  ],
  numbers: [
    'revision',
    'memory',
    'cpu',
    'version',
    'createdAt',
    'pullStartedAt',
    'pullStoppedAt',
    'startedAt',
    'stoppingAt',
    'executionStoppedAt',
    'stoppedAt',
  ],
};

function taskIn(form: Form, value: unknown, path: string): Task {
  const task = form.object(value, path);
  return {
    ...optional(form, task, path, TASK),
    taskArn: form.text(task['taskArn'], `${path}.taskArn`),
    taskId: form.text(task['taskId'], `${path}.taskId`),
    cluster: form.text(task['cluster'], `${path}.cluster`),
    containers: form.list(task['containers'], `${path}.containers`, (one, at): Container => {
      const container = form.object(one, at);
      return {
        ...optional(form, container, at, {
          texts: ['image', 'lastStatus', 'reason', 'runtimeId'],
          numbers: ['exitCode'],
        }),
        name: form.text(container['name'], `${at}.name`),
        injected: form.flag(container['injected'], `${at}.injected`),
      };
    }),
  };
}

const stopIn = (form: Form, value: unknown, path: string): Stop => {
  const task = taskIn(form, value, path);
  return { ...task, lastStatus: form.oneOf(task.lastStatus, `${path}.lastStatus`, ['STOPPED'] as const) };
};

const EVENT: Members = {
  texts: ['id', 'account', 'region', 'cluster', 'eventType', 'reason', 'deploymentId', 'rollingBackTo'],
  numbers: ['time', 'desiredCount'],
};

function eventIn(form: Form, event: JsonObject, path: string): EventHead & { service: string; eventName: string } {
  return {
    ...optional(form, event, path, EVENT),
    replayed: form.flag(event['replayed'], `${path}.replayed`),
    service: form.text(event['service'], `${path}.service`),
    eventName: form.text(event['eventName'], `${path}.eventName`),
  };
}

const deploymentIn = (form: Form, value: unknown, path: string): DeploymentStateChange => ({
  ...eventIn(form, form.object(value, path), path),
  type: 'deployment',
});

function serviceActionIn(form: Form, value: unknown, path: string): ServiceAction {
  const event = form.object(value, path);
  return {
    ...eventIn(form, event, path),
    type: 'service-action',
    capacityProviders: form.list(event['capacityProviders'], `${path}.capacityProviders`, (one, at) =>
      form.line(one, at),
    ),
  };
}

const SERVICE: Members = {
  texts: ['arn', 'status', 'taskDefinitionArn', 'assignPublicIp', 'schedulingStrategy', 'deploymentController'],
  numbers: ['desiredCount', 'runningCount', 'pendingCount', 'healthCheckGracePeriod', 'createdAt'],
};
const DEPLOYMENT: Members = {
  texts: ['status', 'rolloutState', 'rolloutStateReason', 'taskDefinitionArn'],
  numbers: ['desiredCount', 'runningCount', 'failedTasks', 'createdAt', 'updatedAt'],
};

/** Its tags are a map, which JSON does not know: they are read again with the service itself. */
function serviceIn(form: Form, value: unknown, path: string): Service {
  const service = form.object(value, path);
  const listOf = <T>(key: string, read: (one: JsonObject, at: string) => T): readonly T[] =>
    form.list(service[key], `${path}.${key}`, (one, at) => read(form.object(one, at), at));
  return {
    ...optional(form, service, path, SERVICE),
    ...defined({
      circuitBreaker: form.optional(service, 'circuitBreaker', path, (one, at) => {
        const { enable, rollback } = form.object(one, at);
        return { enable: form.flag(enable, `${at}.enable`), rollback: form.flag(rollback, `${at}.rollback`) };
      }),
    }),
    name: form.text(service['name'], `${path}.name`),
    cluster: form.text(service['cluster'], `${path}.cluster`),
    deployments: listOf(
      'deployments',
      (one, at): Deployment => ({ ...optional(form, one, at, DEPLOYMENT), id: form.text(one['id'], `${at}.id`) }),
    ),
    loadBalancers: listOf(
      'loadBalancers',
      (one, at): LoadBalancerMapping =>
        optional(form, one, at, { texts: ['targetGroupArn', 'containerName'], numbers: ['containerPort'] }),
    ),
    messages: listOf(
      'messages',
      (one, at): ServiceMessage => ({
        ...optional(form, one, at, { numbers: ['at'] }),
        text: form.line(one['text'], `${at}.text`),
      }),
    ),
  };
}
