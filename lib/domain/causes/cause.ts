import type { Facts } from '../facts';
import type { Quote } from '../text/passage';
import type { CauseGroup, CauseId } from './cause-id';

/**
 * `doomed` does not heal by itself; `transient` may; `unknown` is the honest general answer of its group; `normal` is
 * no incident and belongs on a timeline, never in an alert.
 */
export type CauseKind = 'doomed' | 'transient' | 'unknown' | 'normal';

/** `certain` needs a quote that proves it. A wrong answer costs more than silence. */
export type Confidence = 'certain' | 'likely' | 'possible';

/** One reason why tasks stop. One file, one cause, one page in `docs/causes/`, one folder in `events/`. */
export interface Cause {
  readonly id: CauseId;
  /** What is wrong, as a headline after a service's name: no value of this stop, no full stop. */
  readonly title: string;
  readonly group: CauseGroup;
  readonly kind: CauseKind;
  /** General causes that this one makes redundant when both are found. */
  readonly supersedes?: readonly CauseId[];
  /** Pure and total: no clock, no throw. Undefined when this is not the cause. */
  explain(facts: Facts): Finding | undefined;
}

/** What a cause says about this symptom. */
export interface Finding {
  readonly confidence: Confidence;
  /** One sentence: what happened, with the values of this stop. */
  readonly summary: string;
  /** The cause's title with the one value of this stop that matters: `image tag 1.4.2 does not exist`. Same form. */
  readonly headline?: string;
  /** The texts that prove it, strongest first. */
  readonly quotes: readonly Quote[];
  /** One sentence: the first thing to do, with real names. */
  readonly next: string;
  /** The command for it, ready to paste. */
  readonly command?: string;
  /** From the symptom back to the root: `exit 1`, `SECRET_KEY is missing`, `revision 9 dropped it from secrets`. */
  readonly chain?: readonly string[];
  /** Settings, secrets, parameters or JSON keys that are missing, invalid or unreadable: the container's variable where the definition maps it, else the name in the text. */
  readonly variables?: readonly string[];
  /** Keys of the definition's changes that this cause blames, most to blame first (`changeKey`). */
  readonly blames?: readonly string[];
  /** Findings of the cross-checks: a sentence each. */
  readonly notes?: readonly string[];
  /** What would have to be read to be surer. */
  readonly unchecked?: readonly Unchecked[];
}

export interface Unchecked {
  /** What was not looked at: `the log of container app`. */
  readonly what: string;
  /** Why, with the permission to add where one is missing. */
  readonly reason: string;
}

/** The page of a cause, for people. No part of what runs in a Lambda. Markdown in all texts. */
export interface CausePage {
  /** What it means, in two or three sentences for somebody who has never seen it. */
  readonly meaning: string;
  /** What it does to users and to the deployment. */
  readonly impact: string;
  /** Steps, first things first; commands where there are any. */
  readonly fix: readonly string[];
  /** Causes that look alike, by id, and how to tell them apart. */
  readonly confusedWith: string;
  readonly links: readonly string[];
}
