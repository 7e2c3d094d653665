import { type HeldService, listHolds, type SuspendedService, type UnsettledService } from '../lib/app/list-holds';
import type { StorePorts } from '../lib/app/ports';
import { awsCommandForTarget, ownCommand } from '../lib/domain/action/commands';
import { ACTION_WORDS } from '../lib/domain/action/decision-rows';
import { dayAndTime } from '../lib/domain/action/words';
import { cleanText } from '../lib/render/clean-text';
import { HOLDER } from '../lib/render/terminal/hold-lines';
import { counted } from '../lib/render/words';

/** The deployment that is to be removed. */
export interface Removal {
  readonly stack: string;
  readonly region: string;
  readonly store: Pick<StorePorts, 'readDue' | 'readRecord'>;
}

/**
 * Why a deployment must not be removed yet, a line each; none where nothing stands against it. Nobody brings back what
 * it holds at zero once it is gone. Throws where its table cannot be read.
 */
export async function removalProblems({ stack, region, store }: Removal): Promise<readonly string[]> {
  const { held, suspended, unsettled } = await listHolds(store);
  return [
    ...(held.length === 0
      ? []
      : [
          `${stack} holds ${counted(held.length, 'service')} at zero, and nobody would bring ${held.length === 1 ? 'it' : 'them'} back:`,
        ]),
    ...held.flatMap((one) => heldLines(one, stack, region)),
    ...suspended.flatMap((one) => suspendedLines(one, region)),
    ...unsettled.map(unsettledLine),
    ...(held.length < 2
      ? []
      : [`All of them: ecs-medic restore --all --schedules --stack ${stack} --region ${region}`]),
  ];
}

const heldLines = ({ subject, hold }: HeldService, stack: string, region: string): readonly string[] => [
  `  ${cleanText(`${subject.cluster}/${subject.name}: ${hold.remembered} before, at 0 since ${dayAndTime(hold.since)}, by ${HOLDER[hold.owner]}`)}`,
  `    ${cleanText(ownCommand('restore', subject, region, stack))}`,
];

const suspendedLines = ({ subject, scalableTarget }: SuspendedService, region: string): readonly string[] => [
  `  ${cleanText(`${subject.cluster}/${subject.name}: its auto scaling is suspended still, and nobody would put it back:`)}`,
  `    ${cleanText(awsCommandForTarget(subject, scalableTarget, region))}`,
];

const unsettledLine = ({ subject, intent }: UnsettledService): string =>
  `  ${cleanText(`${subject.cluster}/${subject.name}: it is not settled yet how an attempt to ${ACTION_WORDS[intent.action]} ended; that takes a few minutes`)}`;
