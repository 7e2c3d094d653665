import { isRefusal } from '../access-refusal';
import { agentDetector } from '../agent-detector';
import { agentRefusal } from '../agent-refusal';
import type { Detector } from '../detector';
import type { SignalOf } from '../signal';
import { unreachedOf } from '../unreached';

type LogProblem = SignalOf<'log-driver'>['problem'];

const ABOUT_LOGS =
  /(?:initiali[sz]e|create|configure|validate|start|unable to \w{1,20}) (?:the )?(?:logging driver|log driver|logger|firelens|fluentd)|validate logger args|Cloudwatch log (?:stream|group)|firelens (?:s3 )?config|log[- ]opt|no log driver named|perform: logs:\w{1,40}|awslogs-[a-z-]{4,30}/i;

const GROUP_MISSING = /log group does not exist|ResourceNotFoundException|log group .{1,512} does not exist/i;
const GROUP_NOT_FOUND = /cannot find the Amazon CloudWatch log group/i;
const NO_CREDENTIALS =
  /CredentialsEndpointError|NoCredentialProviders|no valid providers|load credentials|169\.254\.170\.2|refresh cached credentials|EC2RoleRequestError|ExpiredToken|security token included/i;
const OPTION =
  /unknown log opt|must specify a value for log opt|invalid (?:value for )?log[- ]opt|MissingEndpoint|MissingRegion|could not find region|no log configuration specified|InvalidParameterException|failed validation|failed to satisfy constraint|logs\.(?:undefined|null|none)?\.amazonaws|logs\.(?![a-z]{2,5}(?:-[a-z]{2,12}){1,3}-\d)[\w${}.-]{0,80}\.amazonaws/i;
const CLOUDWATCH = /cloudwatch|logs\.[\w-]{1,40}\.amazonaws|logger args|awslogs|\blogs:/i;

const DRIVERS: readonly (readonly [string, RegExp])[] = [
  ['awslogs', /cloudwatch|awslogs|\blogs:|logs\.[\w-]{1,40}\.amazonaws/i],
  ['awsfirelens', /firelens/i],
  ['splunk', /splunk|services\/collector/i],
  ['gelf', /gelf|:12201\b/i],
  ['fluentd', /fluent|:24224\b/i],
  ['syslog', /syslog|:514\b|:6514\b/i],
  ['journald', /journald/i],
  ['logentries', /logentries/i],
];

/** The log driver of a container could not be set up: the container is not started. */
export const logDriver: Detector = agentDetector({
  id: 'log-driver',
  reads: ['reason', 'message'],
  hints: [
    'logging driver',
    'log driver',
    'logger args',
    'log stream',
    'log group',
    'log opt',
    'log-opt',
    'firelens',
    'perform: logs:',
    'awslogs-',
  ],
  find(text) {
    const about = ABOUT_LOGS.exec(text);
    if (about === null || /CannotPull|env(?:ironment)? files?\b/i.test(text)) return undefined;
    const { problem, mark } = problemOf(text);
    const driver = DRIVERS.find(([, one]) => one.test(text))?.[0];
    const group = groupIn(text);
    return {
      detail: {
        kind: 'log-driver',
        problem,
        ...(driver === undefined ? {} : { driver }),
        ...(group === undefined ? {} : { group }),
        ...(problem === 'access-denied' ? { access: agentRefusal(text) } : {}),
      },
      piece: mark?.exec(text)?.[0] ?? about[0],
    };
  },
});

function problemOf(text: string): { readonly problem: LogProblem; readonly mark?: RegExp } {
  if (/firelens/i.test(text)) return { problem: 'other' };
  if (isRefusal(text)) return { problem: 'access-denied', mark: /AccessDenied\w*|not authorized to perform/i };
  if (GROUP_MISSING.test(text)) return { problem: 'group-missing', mark: GROUP_MISSING };
  if (OPTION.test(text)) return { problem: 'option-invalid', mark: OPTION };
  if (NO_CREDENTIALS.test(text)) return { problem: 'no-credentials', mark: NO_CREDENTIALS };
  if (unreachedOf(text) !== undefined) return { problem: CLOUDWATCH.test(text) ? 'network' : 'other' };
  if (GROUP_NOT_FOUND.test(text)) return { problem: 'group-missing', mark: GROUP_NOT_FOUND };
  return { problem: 'other' };
}

const groupIn = (text: string): string | undefined =>
  /:log-group:([^\s:'",]{1,512})/.exec(text)?.[1] ?? /log group ['"]([^'"]{1,512})['"]/i.exec(text)?.[1];
