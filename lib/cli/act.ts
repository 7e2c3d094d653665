import { actByPerson, leaveAloneBy, type PersonsWish, type Proposal, proposeByPerson } from '../app/act-by-person';
import type { Attempt } from '../app/change-service';
import { watches } from '../app/responder-policy';
import { serviceIn } from '../domain/action/guards/service-in';
import { parseEcsArn } from '../domain/ecs-events/ecs-arn';
import type { Subject } from '../domain/incident/subject';
import { actionPlanText } from '../render/terminal/action-plan';
import { actionResultText } from '../render/terminal/action-result';
import type { Screen } from '../render/terminal/paint';
import type { ActionWorld } from './action-world';
import { confirm } from './confirm';
import { localTime } from './local-time';
import { complain, EXIT, print } from './output';

export interface ActOptions {
  readonly screen: Screen;
  /** Nobody is asked. */
  readonly yes: boolean;
  /** Nothing but the plan. */
  readonly dryRun: boolean;
}

/** Shows the plan, asks, and carries it out; answers the exit code. */
export async function act(wish: PersonsWish, where: ActionWorld, options: ActOptions): Promise<number> {
  const proposal = await proposeByPerson(wish, where.ports, where.acting);
  const world = withRegion(where, proposal);
  await print(planText(proposal, world, options.screen));
  const { decision } = proposal;
  if (decision.decision !== 'do' && decision.guard === 'unreadable') return EXIT.unusable;
  if (options.dryRun) {
    await print('\nDry run: nothing was changed.\n');
    return EXIT.fine;
  }
  if (decision.decision !== 'do' || proposal.intent === undefined) return EXIT.refused;
  const answer = await agree('Go on?', options);
  if (answer !== true) return answer;
  const attempt = await actByPerson(proposal, world.ports, world.acting);
  await print(`\n${resultText(wish.subject, wish.action, attempt, world, options.screen)}`);
  return exitCodeOf(attempt);
}

/** The Region that the service itself names, where nobody else does: commands to paste are exact with it. */
function withRegion(world: ActionWorld, { state }: Proposal): ActionWorld {
  const region = world.region ?? parseEcsArn(serviceIn(state)?.arn ?? '')?.region;
  return region === undefined ? world : { ...world, region };
}

/** True, or the exit code of somebody who does not agree. */
export async function agree(question: string, { yes }: Pick<ActOptions, 'yes'>): Promise<true | number> {
  if (yes) return true;
  const answer = await confirm(`\n${question}`);
  if (answer === true) return true;
  if (answer === 'nobody') {
    complain('there is no terminal on which to ask: nothing was changed; --yes goes on without asking');
    return EXIT.unusable;
  }
  await print('Nothing was changed.\n');
  return EXIT.refused;
}

function planText(proposal: Proposal, { stack, region, acting }: ActionWorld, screen: Screen): string {
  const { wish, state, decision, intent } = proposal;
  const { cluster } = wish.subject;
  const left = leaveAloneBy(proposal, Date.now());
  return actionPlanText(screen, {
    action: wish.action,
    state,
    decision,
    ...(intent === undefined ? {} : { intent }),
    despiteSafeguards: wish.despiteSafeguards,
    ...(stack === undefined ? {} : { stack }),
    ...(region === undefined ? {} : { region }),
    remarks: [
      ...(stack === undefined || watches(acting, cluster)
        ? []
        : [`${stack} does not watch the cluster ${cluster}: nobody looks after what is done there.`]),
      ...(left === undefined
        ? []
        : [
            left.until === Number.MAX_SAFE_INTEGER
              ? 'By its schedule it is to sleep: it is left alone as long as the schedule stays as it is.'
              : `By its schedule it is to sleep until ${localTime(left.until)}: it is left alone until then.`,
          ]),
    ],
  });
}

export const resultText = (
  subject: Subject,
  action: PersonsWish['action'],
  { decision, intent, outcome }: Attempt,
  { stack, region }: ActionWorld,
  screen: Screen,
): string =>
  actionResultText(screen, {
    subject,
    action,
    decision,
    ...(intent === undefined ? {} : { intent }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(stack === undefined ? {} : { stack }),
    ...(region === undefined ? {} : { region }),
  });

/** Done; refused or failed; or nobody can say yet. */
export function exitCodeOf({ intent, outcome }: Attempt): number {
  if (intent === undefined) return EXIT.refused;
  if (outcome === undefined) return EXIT.unusable;
  return outcome.word === 'verified' ? EXIT.fine : EXIT.refused;
}
