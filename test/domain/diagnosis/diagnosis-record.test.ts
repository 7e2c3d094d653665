import { noEvidence } from '../../../lib/app/collect-evidence';
import { recordOf } from '../../../lib/domain/diagnosis/diagnosis-record';
import type { Symptom } from '../../../lib/domain/symptom';
import { missingSettings } from '../../render/example-story';

const symptom: Symptom = { kind: 'text', text: 'pasted' };
const record = (more: object) => recordOf({ ...missingSettings, ...more }, symptom, noEvidence('not asked'));

describe('the record of a diagnosis', () => {
  it('hides secrets in the headline too', () => {
    const { headline, hidden } = record({ headline: 'https://bob:hunter2secret@db.example.com cannot be reached' });
    expect(headline).not.toContain('hunter2secret');
    expect(headline).toContain('cannot be reached');
    expect(hidden).toBeGreaterThan(0);
  });

  it('has no headline where its cause has none', () => {
    expect(record({})).not.toHaveProperty('headline');
  });

  it('is bounded in every text', () => {
    const { headline, summary, changed } = record({ headline: 'x'.repeat(9_000), summary: '😀'.repeat(9_000) });
    expect(headline).toHaveLength(600);
    expect(summary).toMatch(/^(?:😀)+…$/u);
    expect(changed?.changes).toHaveLength(6);
    expect(changed?.more).toBe(2);
  });
});
