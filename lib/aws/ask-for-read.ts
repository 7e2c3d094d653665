import { known, type Read, unavailable } from '../domain/read';
import { refusalToPerson } from './ask-aws';
import type { Question } from './refusals';

/**
 * Makes a call for a person: what it found, or why nothing could be read. `answers` are errors that are answers: that a
 * thing is not there. Where nobody could be asked, for want of credentials, it throws: every other call would fare the
 * same.
 */
export async function askForRead<T, Answer = never>(
  question: Question,
  call: () => Promise<Read<T>>,
  answers: Readonly<Record<string, Answer>> = {},
): Promise<Read<T | Answer>> {
  try {
    return await call();
  } catch (error) {
    const name = error instanceof Error ? error.name : '';
    const answer = Object.hasOwn(answers, name) ? answers[name] : undefined;
    if (answer !== undefined) return known(answer);
    const refusal = refusalToPerson(error, question);
    if (refusal === undefined) throw error;
    if (refusal.kind === 'credentials') throw refusal;
    return unavailable(refusal.message);
  }
}
