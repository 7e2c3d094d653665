import {
  awsCommandForTarget,
  awsCommandsToRestore,
  awsCommandToDeploy,
  ownCommand,
} from '../../domain/action/commands';
import { ACTION_WORDS } from '../../domain/action/decision-rows';
import type { Decision } from '../../domain/action/guard';
import type { Intent } from '../../domain/action/intent';
import type { Outcome } from '../../domain/action/outcome';
import { nameOfArn } from '../../domain/ecs-events/ecs-arn';
import type { Subject } from '../../domain/incident/subject';
import { nameOf } from '../alert/alert-title';
import { commandLines } from './action-plan';
import { labelled, layOut } from './block';
import type { Screen, Style } from './paint';

/** What became of a change that a person asked for. */
export interface ShownResult {
  readonly subject: Subject;
  readonly action: Intent['action'];
  readonly decision: Decision;
  /** Absent where nothing was begun. */
  readonly intent?: Intent;
  /** Absent where it cannot be said yet how it ended. */
  readonly outcome?: Outcome;
  /** Stack whose functions settle what is left open; absent where there is none. */
  readonly stack?: string;
  readonly region?: string;
}

interface Words {
  readonly mark: string;
  readonly style: Style;
  readonly text: string;
}

/** One sentence by what was read back, then what is to be known beside it, and the way back. */
export function actionResultText(screen: Screen, result: ShownResult): string {
  const { mark, style, text } = wordsOf(result);
  return [
    ...layOut(screen, { text, mark: `${mark} `, markStyles: [style], styles: ['bold'] }),
    ...(result.outcome?.remarks ?? []).flatMap((remark) => layOut(screen, { text: remark }, 2)),
    ...labelled(screen, 'undo', commandLines(undoOf(result))),
    '',
  ].join('\n');
}

function wordsOf({ subject, action, decision, intent, outcome, stack }: ShownResult): Words {
  const name = nameOf(subject);
  if (intent === undefined)
    return { mark: '✗', style: 'red', text: `${name}: nothing was changed: ${decision.reason}.` };
  const words = ACTION_WORDS[action];
  if (outcome === undefined) {
    const next =
      stack === undefined
        ? 'Look at the service before you try again.'
        : `${stack} settles it within minutes; ecs-medic decisions tells how.`;
    return {
      mark: '?',
      style: 'yellow',
      text: `${name}: began to ${words}; how that ended cannot be read yet. ${next}`,
    };
  }
  const because = outcome.because === '' ? '' : `: ${outcome.because}`;
  switch (outcome.word) {
    case 'verified':
      return { mark: '✓', style: 'green', text: `${name}: ${doneWords(intent)}${because}.` };
    case 'reverted':
      return outcome.isLeftAtZero === true
        ? { mark: '✗', style: 'red', text: `${name}: put to zero, and could not be taken back${because}.` }
        : { mark: '▲', style: 'yellow', text: `${name}: put to zero and brought back to ${intent.desired}${because}.` };
    case 'failed':
      return { mark: '✗', style: 'red', text: `${name}: could not ${words}${because}.` };
    case 'released':
      return { mark: '▲', style: 'yellow', text: `${name}: left as somebody else has set it${because}.` };
  }
}

function doneWords({ action, desired, to, rollsBackTo = '' }: Intent): string {
  if (action === 'scale-to-zero') return `put to zero, ${desired} before`;
  if (action === 'restore') return `brought back to ${to}`;
  return `its deployment was stopped and goes back to ${nameOfArn(rollsBackTo)}`;
}

function undoOf({ subject, action, intent, outcome, stack, region }: ShownResult): readonly string[] {
  if (intent === undefined) return [];
  if (outcome?.leftSuspended !== undefined) return [awsCommandForTarget(subject, outcome.leftSuspended, region)];
  if (outcome?.word === 'failed' || outcome?.word === 'released') return [];
  const { hold, rollsBackFrom } = intent;
  if (action === 'roll-back')
    return rollsBackFrom === undefined ? [] : [awsCommandToDeploy(subject, rollsBackFrom, region)];
  const isAtZero = outcome === undefined || outcome.word === 'verified' || outcome.isLeftAtZero === true;
  if (action === 'restore' || hold === undefined || !isAtZero) return [];
  return stack === undefined
    ? awsCommandsToRestore(subject, hold, region)
    : [ownCommand('restore', subject, region, stack)];
}
