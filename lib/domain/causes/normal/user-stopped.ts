import { stopWords, tellsOfFailure } from '../../cross-checks/stop-words';
import type { Cause, CausePage } from '../cause';
import { exitNotes, plannedBy, subjectOf } from './planned-stop';

export const userStopped: Cause = {
  id: 'user-stopped',
  title: 'somebody stopped the task',
  group: 'normal',
  kind: 'normal',
  explain(facts) {
    const signal = plannedBy(facts, 'person');
    if (signal === undefined) return undefined;
    const words = stopWords(facts.stop);
    const overdue = words !== undefined && tellsOfFailure(words);
    return {
      confidence: overdue ? 'possible' : 'certain',
      summary: `${subjectOf(facts)} was stopped by a person or a tool (StopTask)${words === undefined ? '' : `, with the words: ${words.slice(0, 200)}`}.`,
      quotes: [signal.quote],
      next: 'Nothing to do if it was meant; CloudTrail (event StopTask) shows who it was.',
      ...exitNotes(facts),
    };
  },
};

export const page: CausePage = {
  meaning:
    'StopTask was called for this task: by a person, a pipeline, Step Functions, AWS Batch or another tool. Whatever exit code followed is the stop itself.',
  impact: 'None, if it was meant. A service starts another task at once.',
  fix: [
    'Who it was: CloudTrail, event name StopTask, at that time.',
    'The reason is free text of the caller; tools put their job or user there.',
    'To stop a service for good set its desired count to 0 instead of stopping tasks.',
  ],
  confusedWith:
    '`instance-deregistered`: same stop code, the whole instance was taken out. `exit-sigterm`: a caller that stopped a job because it overran its time.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_StopTask.html'],
};
