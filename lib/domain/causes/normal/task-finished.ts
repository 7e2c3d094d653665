import { type Facts, signalOf } from '../../facts';
import { valueIn } from '../../read';
import type { Quote } from '../../text/passage';
import type { Cause, CausePage } from '../cause';
import { subjectOf } from './planned-stop';

export const taskFinished: Cause = {
  id: 'task-finished',
  title: 'the task finished its work',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const { stop } = facts;
    if (stop === undefined || stop.service !== undefined || stop.stopCode !== 'EssentialContainerExited')
      return undefined;
    if (signalOf(facts, 'out-of-memory') !== undefined || signalOf(facts, 'planned') !== undefined) return undefined;
    const definition = valueIn(facts.evidence.definition);
    const isEssential = (name: string) => definition?.containers.find((one) => one.name === name)?.essential ?? true;
    const own = stop.containers.filter(({ injected, name }) => !injected && isEssential(name));
    const codes = own.flatMap(({ exitCode }) => exitCode ?? []);
    if (
      own.some(({ reason }) => reason !== undefined) ||
      codes.some((code) => code !== 0 && code !== 143 && code !== 137)
    )
      return undefined;
    if (codes.length > 0 && !codes.includes(0)) return undefined;
    const quotes = quotesOf(facts);
    const proved = codes.length > 0 && quotes.length > 0;
    return {
      confidence: proved ? 'certain' : codes.length > 0 ? 'likely' : 'possible',
      summary: `${subjectOf(facts)} ended by itself${codes.length > 0 ? ' with exit code 0' : '; no exit code was reported'}.`,
      quotes,
      next: 'Nothing to do: the job is done.',
    };
  },
};

function quotesOf({ stop }: Facts): readonly Quote[] {
  const text = stop?.stoppedReason?.trim();
  return text === undefined || text.length < 8 || /[\r\n]/.test(text)
    ? []
    : [{ text, origin: { kind: 'task-reason' } }];
}

export const page: CausePage = {
  meaning:
    'A task that belongs to no service ran its command to the end and exited with 0. ECS calls that "Essential container in task exited" as well.',
  impact: 'None: that is what a job does.',
  fix: ['Nothing.', 'If it should run for ever, run it as a service; if it ended too early, read its log.'],
  confusedWith:
    '`exit-zero-service`: the same end in a service, which starts it again and again. `exit-application-error`: another exit code than 0.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/developerguide/standalone-tasks.html'],
};
