import { tellsOfFailure } from '../../../lib/domain/cross-checks/stop-words';

describe('the words given to StopTask', () => {
  it.each([
    'Migration step exceeded 720s timeout (deploy-pipeline/portal-api#2291)',
    'Job timed out',
    'Job attempt duration exceeded timeout',
  ])('tell of a failure: %s', (words) => {
    expect(tellsOfFailure(words)).toBe(true);
  });

  it.each([
    'stopped by alice because CannotPullContainerError: timed out',
    'Budget exceeded, stopping the demo',
    'End of job 4711',
    '',
  ])('tell of none: %s', (words) => {
    expect(tellsOfFailure(words)).toBe(false);
  });
});
