import type { StopFact } from '../../../lib/domain/timeline/facts';
import { stopEntries } from '../../../lib/domain/timeline/stop-entries';

/** Composed: rows as the responder writes them. */
const START = Date.parse('2026-11-09T10:00:00Z');
const stop = (number: number, minutes: number, more: Partial<StopFact> = {}): StopFact => ({
  type: 'stop',
  subject: { kind: 'service', cluster: 'production', name: 'orders-api' },
  taskId: String(number).padStart(32, '0'),
  version: 5,
  at: START + minutes * 60_000,
  episode: 1,
  cause: 'image-tag-not-found',
  container: 'app',
  revision: 7,
  ...more,
});

const shown = (stops: readonly StopFact[]) =>
  stopEntries(stops, []).map(
    ({ title, count, importance }) => `${importance} ${title}${count > 1 ? ` ×${count}` : ''}`,
  );

describe('stops on a timeline', () => {
  it('are one entry where they are equal, and say until when', () => {
    const [entry, ...others] = stopEntries([stop(1, 0), stop(2, 1), stop(3, 2)], []);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ count: 3, occurredAt: START, lastAt: START + 120_000, importance: 'key' });
    expect(entry?.taskIds).toHaveLength(3);
  });

  it('are told again after an hour without one, and of another revision', () => {
    expect(shown([stop(1, 0), stop(2, 60), stop(3, 121)])).toEqual([
      'key Task 00000000 of revision 7 stopped: the image tag does not exist ×2',
      'noise Task 00000000 of revision 7 stopped: the image tag does not exist',
    ]);
    expect(shown([stop(1, 0), stop(2, 1, { revision: 8 })])).toEqual([
      'key Task 00000000 of revision 7 stopped: the image tag does not exist',
      'key Task 00000000 of revision 8 stopped: the image tag does not exist',
    ]);
  });

  it('count once a task, by its highest version', () => {
    const general = stop(1, 0, { version: 4, cause: 'unknown-failed-to-start' });
    expect(stopEntries([stop(1, 0), general, stop(1, 0)], [])).toHaveLength(1);
    expect(stopEntries([general, stop(1, 0)], [])[0]?.cause).toBe('image-tag-not-found');
  });

  it('are normal life where their cause is, and unexplained ones are told without a cause', () => {
    const { episode: _e, cause: _c, ...untold } = stop(2, 1);
    expect(shown([stop(1, 0, { cause: 'scale-in' }), untold])).toEqual([
      'normal Task 00000000 of revision 7 stopped: the service scaled in',
      'normal Task 00000000 of revision 7 stopped',
    ]);
  });

  it('say how long the task had run, and with what it ended', () => {
    const [entry] = stopEntries([stop(1, 1, { exitCode: 1, startedAt: START + 56_000 })], []);
    expect(entry?.detail).toEqual(['Exit code 1 of container app', 'It had run for 4 s']);
  });
});
