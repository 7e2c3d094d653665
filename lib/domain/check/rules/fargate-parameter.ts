import { asArray, asObject, asObjects, asText, asTexts, type JsonObject } from '../../json';
import { type CheckRule, isForFargate } from '../check-context';
import type { CheckedContainer, CheckedDefinition } from '../checked-definition';

/**
 * Parameters that Fargate does not have: fargate-tasks-services of the developer guide. `tmpfs` has been supported since
 * January 2026 and is not among them.
 */
export const fargateParameter: CheckRule = (checked, context) => {
  if (!isForFargate(checked, context)) return [];
  const ofTask = taskParameters(checked).map((one) => ({ ...one, container: undefined }));
  const ofContainers = checked.containers.flatMap((container) =>
    containerParameters(container).map((one) => ({ ...one, container: container.definition.name })),
  );
  return [...ofTask, ...ofContainers].map(({ parameter, fix, container }) => ({
    id: 'fargate-parameter',
    severity: 'error',
    ...(container === undefined ? {} : { container }),
    what: `${container ?? 'The task'} uses ${parameter}, which Fargate does not support.`,
    why: 'ECS refuses the definition for Fargate: the host of the task is not yours.',
    fix,
  }));
};

interface Parameter {
  readonly parameter: string;
  readonly fix: string;
}

const remove = (parameter: string): Parameter => ({ parameter, fix: `Remove ${parameter}.` });

function taskParameters({ definition, raw }: CheckedDefinition): readonly Parameter[] {
  const mode = definition.networkMode;
  const volumes = asObjects(raw['volumes']);
  return [
    ...(mode === 'awsvpc'
      ? []
      : [
          {
            parameter: mode === undefined ? 'the default network mode' : `the network mode ${mode}`,
            fix: 'Set "networkMode": "awsvpc".',
          },
        ]),
    ...(isFilled(raw['placementConstraints']) ? [remove('placementConstraints')] : []),
    ...(asText(raw['ipcMode']) === undefined ? [] : [remove('ipcMode')]),
    ...(volumes.some((one) => asText(asObject(one['host'])?.['sourcePath']) !== undefined)
      ? [
          {
            parameter: 'a folder of the host (host.sourcePath)',
            fix: 'Use an EFS volume, or a bind mount without sourcePath.',
          },
        ]
      : []),
    ...(volumes.some((one) => asObject(one['dockerVolumeConfiguration']) !== undefined)
      ? [{ parameter: 'dockerVolumeConfiguration', fix: 'Use an EFS volume, or a bind mount without sourcePath.' }]
      : []),
  ];
}

const LISTS = ['links', 'dnsServers', 'dnsSearchDomains', 'dockerSecurityOptions', 'extraHosts'];

function containerParameters({ raw }: CheckedContainer): readonly Parameter[] {
  const linux = asObject(raw['linuxParameters']) ?? {};
  const added = asTexts(asObject(linux['capabilities'])?.['add']).filter((one) => !/^(?:CAP_)?SYS_PTRACE$/.test(one));
  return [
    ...(raw['privileged'] === true ? [remove('privileged')] : []),
    ...(raw['disableNetworking'] === true ? [remove('disableNetworking')] : []),
    ...LISTS.filter((name) => isFilled(raw[name])).map((name) =>
      name === 'links'
        ? { parameter: name, fix: 'Remove links: the containers of the task reach each other at localhost.' }
        : remove(name),
    ),
    ...(asObjects(raw['resourceRequirements']).some(({ type }) => type === 'GPU') ? [remove('a GPU')] : []),
    ...(isFilled(linux['devices']) ? [remove('linuxParameters.devices')] : []),
    ...['sharedMemorySize', 'maxSwap', 'swappiness']
      .filter((name) => isSet(linux, name))
      .map((name) => remove(`linuxParameters.${name}`)),
    ...(added.length > 0
      ? [{ parameter: `the capability ${added.join(', ')}`, fix: 'Remove it: only SYS_PTRACE can be added.' }]
      : []),
  ];
}

const isFilled = (value: unknown): boolean => asArray(value).length > 0;
const isSet = (object: JsonObject, name: string): boolean => typeof object[name] === 'number' && object[name] !== 0;
