import type { Passage } from '../../text/passage';
import { isHarmless, levelOf } from '../configuration/log-level';
import { isCalm } from './calm';

/** The program says itself that it lived with the error, or only quotes one. */
const HANDLED =
  /\((?:handled|ignored|ignoring|recovered|non-fatal|expected|continuing|skipped)\)|\b(?:was |been )?(?:handled (?:in|by|gracefully)|caught and (?:ignored|handled))\b|\b(?:error|exception) (?:was )?(?:handled|ignored|swallowed|suppressed)\b|\bnon-?fatal\b|^\s{0,4}Exception ignored in\b/i;
/** The mark of a quiet level, and not the word in a sentence (`could not read info from`). */
const QUIET_MARK = /\b(?:TRACE|DEBUG|INFO|NOTICE)\b|^[\d\sTZ:.,+/-]{0,40}(?:trace|debug|info|notice)\b/;
/** Supervisors tell of the end of a process at level info. */
const ENDED = /\bnot expected\b|\bterminated by SIG/;
/** Some libraries print their errors at level info, with the real level inside (Liquibase: `INFO … : ERROR: …`). */
const LOUD_INSIDE = /[:\]]\s{1,12}(?:ERROR|FATAL|SEVERE):\s/;
/** Runtimes say this of an error that nobody handled. */
const UNHANDLED = /\b(?:unhandled|un-?caught|not handled|not be handled)\b/i;

/**
 * A line of a log that tells of an error in passing: at level info or lower, a warning of something that the program
 * does without, or an error that it says to have handled. ECS has no levels: its texts are never asides.
 */
export function isAsideAt({ lines, origin }: Passage, index: number): boolean {
  const line = lines[index];
  if (line === undefined || (origin.kind !== 'log' && origin.kind !== 'pasted')) return false;
  const text = line.text.slice(0, 2000);
  if (ENDED.test(text) || LOUD_INSIDE.test(text)) return false;
  if (isCalm(line)) return true;
  if (isHandled(text)) return true;
  const level = levelOf(line);
  if (level === 'quiet') return line.source !== line.text || QUIET_MARK.test(text.slice(0, 120));
  return level === 'warning' && isHarmless(text);
}

/** Whether a line says of its error that the program lived with it. */
export const isHandled = (text: string): boolean => HANDLED.test(text) && !UNHANDLED.test(text);
