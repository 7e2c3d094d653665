import { awsCommandsToRestore, awsCommandToDeploy, commandsToRestore, ownCommand } from '../../domain/action/commands';
import { ACTION_WORDS } from '../../domain/action/decision-rows';
import type { ActionState, Decision, GuardAnswer } from '../../domain/action/guard';
import { OVERRULABLE } from '../../domain/action/guards';
import { primaryIn, serviceIn } from '../../domain/action/guards/service-in';
import type { Intent } from '../../domain/action/intent';
import type { ScalableTarget } from '../../domain/action/scalable-target';
import { nameOfArn } from '../../domain/ecs-events/ecs-arn';
import { nameOf } from '../alert/alert-title';
import { labelled, layOut, type Paragraph } from './block';
import type { Screen } from './paint';

/** What is about to be done, for the person who asked for it. */
export interface ShownPlan {
  readonly action: Intent['action'];
  readonly state: ActionState;
  readonly decision: Decision;
  /** Absent where there is nothing that could be done. */
  readonly intent?: Intent;
  /** Objections that a person may overrule do not count. */
  readonly despiteSafeguards: boolean;
  /** Stack whose table remembers what ran before; absent where nothing does. */
  readonly stack?: string;
  readonly region?: string;
  /** Sentences to know beside it. */
  readonly remarks: readonly string[];
}

/** The plan: what is so now, the calls, what is remembered, how it is undone, and what each safeguard says. */
export function actionPlanText(screen: Screen, plan: ShownPlan): string {
  const { action, state, region, remarks } = plan;
  const where = region === undefined ? '' : ` in ${region}`;
  const title = `${ACTION_WORDS[action]}: ${nameOf(state.record.subject)}${where}`;
  return [
    ...layOut(screen, { text: title, styles: ['bold'] }),
    ...labelled(screen, 'now', nowOf(state)),
    ...labelled(screen, 'calls', callsOf(plan)),
    ...labelled(screen, 'keeps', keepsOf(plan)),
    ...labelled(screen, 'undo', undoOf(plan)),
    ...labelled(
      screen,
      'note',
      remarks.map((text) => ({ text })),
    ),
    ...labelled(
      screen,
      'checks',
      toldAnswers(plan.decision.answers).map((answer) => answerLine(answer, plan)),
    ),
    ...verdictOf(screen, plan),
    '',
  ].join('\n');
}

function nowOf(state: ActionState): readonly Paragraph[] {
  const service = serviceIn(state);
  if (service === undefined) return [];
  const { desiredCount = '?', runningCount = '?', taskDefinitionArn } = service;
  const rollout = primaryIn(state)?.rolloutState;
  const facts = [
    `desired count ${desiredCount}, ${runningCount} running`,
    ...(taskDefinitionArn === undefined ? [] : [nameOfArn(taskDefinitionArn)]),
    ...(rollout === undefined ? [] : [`deployment ${rollout}`]),
  ];
  return [{ text: facts.join(' · ') }];
}

/** In their order. */
function callsOf({ intent }: ShownPlan): readonly Paragraph[] {
  if (intent === undefined) return [];
  const { action, desired, to, hold, rollsBackFrom, rollsBackTo = '' } = intent;
  if (action === 'roll-back')
    return numbered([
      `ecs:StopServiceDeployment with ROLLBACK: ${rollsBackFrom === undefined ? '' : `${nameOfArn(rollsBackFrom)} → `}${nameOfArn(rollsBackTo)}`,
    ]);
  const count = `ecs:UpdateService: desired count ${desired} → ${to}`;
  const target = hold?.scalableTarget;
  if (target === undefined) return numbered([count]);
  const scaling = 'application-autoscaling:RegisterScalableTarget';
  return numbered(
    action === 'scale-to-zero'
      ? [`${scaling}: min ${target.min} → 0, all scaling suspended`, count]
      : [count, `${scaling}: back to ${targetWords(target)}, where nobody changed it meanwhile`],
  );
}

const numbered = (calls: readonly string[]): readonly Paragraph[] =>
  calls.map((text, index) => ({ text, mark: `${index + 1}. `, markStyles: ['dim'] }));

function keepsOf({ intent, stack }: ShownPlan): readonly Paragraph[] {
  if (intent?.action !== 'scale-to-zero' || intent.hold === undefined) return [];
  const { remembered, scalableTarget } = intent.hold;
  const what = `desired count ${remembered}${scalableTarget === undefined ? '' : `, auto scaling ${targetWords(scalableTarget)}`}`;
  return [
    stack === undefined
      ? { text: `nothing: without a deployed stack only you can know that it was ${what}`, styles: ['yellow'] }
      : { text: `${what}, in the table of ${stack}` },
  ];
}

function targetWords({ min, max, suspended }: ScalableTarget): string {
  const off = [
    ...(suspended.dynamicIn ? ['scale-in'] : []),
    ...(suspended.dynamicOut ? ['scale-out'] : []),
    ...(suspended.scheduled ? ['scheduled scaling'] : []),
  ];
  return `${min} to ${max}${off.length === 0 ? '' : ` with ${off.join(' and ')} suspended`}`;
}

function undoOf({ action, intent, state, stack, region }: ShownPlan): readonly Paragraph[] {
  if (intent === undefined) return [];
  const { subject } = state.record;
  const { hold, rollsBackFrom } = intent;
  if (action === 'restore') return commandLines([ownCommand('scale-to-zero', subject, region, stack)]);
  if (action === 'roll-back')
    return rollsBackFrom === undefined ? [] : commandLines([awsCommandToDeploy(subject, rollsBackFrom, region)]);
  if (hold === undefined) return [];
  return commandLines(
    stack === undefined
      ? awsCommandsToRestore(subject, hold, region)
      : commandsToRestore(subject, { ...hold, stack }, region),
  );
}

/** Commands to paste. What the AWS CLI does instead stands below our own. */
export function commandLines(commands: readonly string[]): readonly Paragraph[] {
  const own = commands.filter((command) => !command.startsWith('aws '));
  const aws = commands.filter((command) => command.startsWith('aws '));
  const asLine = (text: string): Paragraph => ({ text, mark: '$ ', markStyles: ['dim'], command: true });
  const or: readonly Paragraph[] =
    own.length === 0 || aws.length === 0 ? [] : [{ text: 'or with the AWS CLI', styles: ['dim'] }];
  return [...own.map(asLine), ...or, ...aws.map(asLine)];
}

/** Of a service that could not be read no other answer says anything. */
function toldAnswers(answers: readonly GuardAnswer[]): readonly GuardAnswer[] {
  const unread = answers.filter(({ guard, agrees }) => guard === 'unreadable' && !agrees);
  return unread.length === 0 ? answers : unread;
}

function answerLine({ agrees, says, guard }: GuardAnswer, { despiteSafeguards }: ShownPlan): Paragraph {
  if (agrees) return { text: says, mark: '✓ ', markStyles: ['green'] };
  if (!OVERRULABLE.has(guard)) return { text: `${says} (${guard})`, mark: '✗ ', markStyles: ['red'] };
  return despiteSafeguards
    ? { text: `${says} (${guard}, overruled)`, mark: '! ', markStyles: ['yellow'] }
    : { text: `${says} (${guard}, a person may overrule it)`, mark: '✗ ', markStyles: ['red'] };
}

function verdictOf(screen: Screen, plan: ShownPlan): readonly string[] {
  const { decision, intent, action } = plan;
  if (decision.decision === 'do')
    return intent === undefined ? refusal(screen, 'what is to be changed is not known') : [];
  return [
    ...refusal(screen, decision.reason),
    ...(canBeOverruled(plan)
      ? layOut(screen, { text: '--despite-safeguards goes on all the same.' }, VERDICT.length)
      : []),
    ...(action === 'roll-back' && decision.guard === 'nothing-to-roll-back' ? byHand(screen, plan) : []),
  ];
}

const VERDICT = '  refused   ';

const refusal = (screen: Screen, reason: string): readonly string[] =>
  labelled(screen, 'refused', [{ text: `${reason}.`, styles: ['bold', 'red'] }]);

const canBeOverruled = ({ decision: { answers }, despiteSafeguards }: ShownPlan): boolean =>
  !despiteSafeguards && answers.every(({ agrees, guard }) => agrees || OVERRULABLE.has(guard));

/** No deployment is under way that could be stopped: only a new one brings an earlier revision back. */
function byHand(screen: Screen, { state, region }: ShownPlan): readonly string[] {
  const { lastGood, subject } = state.record;
  const current = serviceIn(state)?.taskDefinitionArn;
  if (current === undefined) return [];
  const isKnown = lastGood !== undefined && lastGood !== current;
  const text = isKnown
    ? `${nameOfArn(lastGood)} was the last revision that ran well. This deploys it:`
    : 'No other revision is remembered as good. This deploys the one that you name:';
  const revision = isKnown ? lastGood : `${nameOfArn(current).replace(/:\d+$/, '')}:REVISION`;
  return [
    ...layOut(screen, { text }, VERDICT.length),
    ...commandLines([awsCommandToDeploy(subject, revision, region)]).flatMap((one) =>
      layOut(screen, one, VERDICT.length),
    ),
  ];
}
