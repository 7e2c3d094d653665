import { type Facts, signalsOf } from '../../facts';
import { levelOf } from '../../signals/configuration/log-level';
import type { Signal } from '../../signals/signal';
import { type Line, logPassage } from '../../text/passage';

/** Errors of a program's own code that nobody caught. */
const OWN_FAULT =
  /\b(?:ValueError|IndexError|AssertionError|ZeroDivisionError|RecursionError|UnboundLocalError|NameError|ReferenceError|RangeError|SyntaxError|IndentationError|NullPointerException|ArrayIndexOutOfBoundsException|IndexOutOfBoundsException|ArithmeticException|ClassCastException|NumberFormatException|IllegalArgumentException|NullReferenceException|DivideByZeroException|NoMethodError|index out of range|integer divide by zero)\b|^panic: |^(?:Runtime|Type)Error: /;
/** What is told when a program gives up because of something that it met before. */
const CONSEQUENCE =
  /connect|unreach|refused|time[ds]? ?out|database|redis|retr(?:y|ies)|attempt|giv(?:e|ing|en) up|start|init|boot|config|setting|environment|missing|required|permission|memory|disk|space|port|file|module|import|None\b|null|undefined|nil\b/i;
/** A try that is made again is no sign that the program went on. */
const AGAIN = /retr(?:y|ies|ying)|again|attempt|wait(?:ing|s)?\b|reconnect|shut(?:ting)? ?down|stopp(?:ing|ed)|exit/i;
const CHAINED = /During handling of the above exception|direct cause of the following exception|^\s{0,8}Caused by: /;

/**
 * The program went on after what a signal tells, saying so at level info or lower, and ended with a fault of its own
 * code, which has nothing to do with it.
 */
export function diedOfLaterFault(facts: Facts, { quote: { origin }, line }: Signal): boolean {
  const { logs } = facts.evidence;
  if (origin.kind !== 'log' || logs.state !== 'known') return false;
  const fault = signalsOf(facts, 'application-error').findLast(
    (other) => other.quote.origin.kind === 'log' && other.quote.origin.container === origin.container,
  );
  if (fault === undefined || fault.line <= line + 1) return false;
  const told = fault.error ?? fault.quote.text;
  if (!OWN_FAULT.test(told) || CONSEQUENCE.test(told)) return false;
  const log = logs.value.find(({ container, stream }) => container === origin.container && stream === origin.stream);
  const between = log === undefined ? [] : logPassage(origin, log.lines).lines.slice(line + 1, fault.line);
  return between.some(wentOn) && !between.some(({ text }) => CHAINED.test(text));
}

const wentOn = (line: Line): boolean => levelOf(line) === 'quiet' && !AGAIN.test(line.text);
