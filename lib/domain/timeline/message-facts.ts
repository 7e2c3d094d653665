import type { DeploymentStep } from '../incident/happening';
import type { Subject } from '../incident/subject';
import { defined } from '../json';
import { redact } from '../redaction/redact';
import type { ServiceMessage } from '../service';
import { shortHash } from '../text/short-hash';
import { titled } from './entry-title';
import type { EntryFact } from './facts';

const FORMS: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['SERVICE_STEADY_STATE', /has reached a steady state/i],
  ['SERVICE_TASK_START_IMPAIRED', /unable to consistently start tasks successfully/i],
  ['SERVICE_TASK_PLACEMENT_FAILURE', /was unable to place a task/i],
  ['SERVICE_DEPLOYMENT_FAILED', /deployment failed/i],
  ['SERVICE_DEPLOYMENT_COMPLETED', /deployment completed/i],
];

const STATES: ReadonlyMap<string, DeploymentStep['state']> = new Map([
  ['SERVICE_DEPLOYMENT_FAILED', 'failed'],
  ['SERVICE_DEPLOYMENT_COMPLETED', 'completed'],
]);

/**
 * What the messages of a service tell, where no event does. With `deployments: false` those of deployments are left
 * out: they are known from elsewhere.
 */
export function messageFacts(
  subject: Subject,
  messages: readonly ServiceMessage[],
  { deployments }: { readonly deployments: boolean },
): readonly EntryFact[] {
  return messages.flatMap(({ text, at }): readonly EntryFact[] => {
    if (at === undefined) return [];
    const what = FORMS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'message';
    const id = /deployment (ecs-svc\/\d{1,30})/.exec(text)?.[1];
    const state = STATES.get(what);
    if (state !== undefined && (!deployments || id === undefined)) return [];
    const words = redact(titled(text.replace(/^\(service [^)]{1,255}\)\s*/, ''))).text;
    return [
      defined({
        type: 'entry',
        subject,
        entryId: `message/${at}/${shortHash(text)}`,
        at,
        what,
        title: words,
        cause:
          what === 'SERVICE_TASK_START_IMPAIRED'
            ? 'service-start-impaired'
            : what === 'SERVICE_TASK_PLACEMENT_FAILURE'
              ? 'placement-no-capacity'
              : undefined,
        deployment: state === undefined || id === undefined ? undefined : { id, state },
        source: 'DescribeServices',
      }) as EntryFact,
    ];
  });
}
