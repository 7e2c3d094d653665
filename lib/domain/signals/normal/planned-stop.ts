import { type Detector, lineDetector } from '../detector';
import type { SignalDetail } from '../signal';

type Planned = Extract<SignalDetail, { readonly kind: 'planned' }>;

const TEXTS: readonly (readonly [Planned['by'], RegExp])[] = [
  ['deregistered', /deregistration forced by user|container instance (?:was |has been )?(?:forcibly )?deregistered/i],
  ['draining', /container[- ]instance .{0,80}DRAINING\b|instance is draining/i],
  ['az-rebalancing', /AZ rebalanc|Availability Zone rebalanc/i],
  [
    'retirement',
    /performing maintenance on|task (?:has been )?(?:scheduled for )?retire(?:d|ment)|platform (?:version )?(?:patch|retirement)/i,
  ],
  [
    'spot',
    /Spot Task was interrupted|Spot (?:capacity|instance)\b.{0,40}(?:reclaimed|interrupted|interruption)|^\W{0,3}SpotInterruption\b/i,
  ],
  [
    'host-terminated',
    /Host EC2 \(?instance [^)\s]{1,60}\)? ?(?:was |has been )?(?:terminated|stopp(?:ed|ing)|terminating|shutting)/i,
  ],
  ['scaling-or-deployment', /Scaling activity initiated by|scheduler initiated (?:an )?action by \(?deployment/i],
  ['person', /^\W{0,3}(?:task )?stopped by (?:the )?user\b|^\W{0,3}user (?:initiated|stopped)\b/i],
];

/** The reason of a stop says that somebody or something meant it. Never read from logs or messages. */
export const plannedStop: Detector = lineDetector({
  id: 'planned-stop',
  reads: ['reason'],
  hints: [
    'stopped by',
    'user ',
    'scaling activity',
    'scheduler initiated',
    'maintenance',
    'retire',
    'spot',
    'host ec2',
    'draining',
    'deregist',
    'rebalanc',
    'patch',
  ],
  line(text, _index, { origin }) {
    if (origin.kind === 'container-reason') return undefined;
    const by = TEXTS.find(([, pattern]) => pattern.test(text))?.[0];
    if (by === undefined) return undefined;
    // `service X has stopped 1 running tasks … due to AZ rebalancing` is a message of a service, pasted.
    if (origin.kind === 'pasted' && /\(?service \S/i.test(text)) return undefined;
    const deployment = /deployment:? \(?(ecs-svc\/[\w-]{1,40})/.exec(text)?.[1];
    const instance = /\b(i-[0-9a-f]{6,20})\b/.exec(text)?.[1];
    return {
      detail: {
        kind: 'planned',
        by,
        ...(deployment === undefined ? {} : { deployment }),
        ...(instance === undefined ? {} : { instance }),
        ...(by === 'person' ? { words: text } : {}),
      },
      piece: text,
    };
  },
});
