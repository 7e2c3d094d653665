import fc from 'fast-check';
import { CAUSE_IDS } from '../../../../lib/domain/causes/cause-id';
import { compareEntries } from '../../../../lib/domain/timeline/compare-entries';
import type { EntryType, Timeline, TimelineEntry } from '../../../../lib/domain/timeline/timeline';

const TYPES: readonly EntryType[] = [
  'deployment',
  'deployment',
  'start',
  'stop',
  'stop',
  'stop',
  'service',
  'service',
  'diagnosis',
  'alert',
  'alert',
  'decision',
  'action',
  'verification',
  'schedule',
  'recovery',
  'mute',
  'closed',
  'note',
  'correction',
];
const BEGIN = Date.UTC(2026, 9, 23, 18);
const CAUSES = Object.values(CAUSE_IDS).flat().slice(0, 40);

/** Moments that come in bursts, days apart, over at most a month. */
const time = fc
  .tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 900_000 }))
  .map(([burst, within]) => BEGIN + burst * burst * 17_000_000 + within);

const entry = fc
  .record(
    {
      type: fc.constantFrom(...TYPES),
      at: time,
      later: fc.integer({ min: 0, max: 4_000_000 }),
      importance: fc.constantFrom('key' as const, 'normal' as const, 'noise' as const),
      words: fc.string({ unit: 'grapheme', maxLength: 60 }),
      cause: fc.constantFrom(...CAUSES),
      revision: fc.integer({ min: 1, max: 40 }),
      outcome: fc.constantFrom('in-progress' as const, 'completed' as const, 'failed' as const, 'rolled-back' as const),
      running: fc.integer({ min: 0, max: 5000 }),
      desired: fc.integer({ min: 0, max: 5000 }),
      count: fc.constantFrom(1, 1, 2, 49, 123_456),
      incident: fc.integer({ min: 1, max: 12 }),
      change: fc.boolean(),
    },
    { requiredKeys: ['type', 'at', 'importance', 'words', 'count', 'later'] },
  )
  .map(
    ({ type, at, later, importance, words, cause, revision, outcome, running, desired, count, incident, change }) => ({
      entryId: '',
      occurredAt: at,
      type,
      importance,
      title: `Something of it: ${words}`,
      actor: 'unknown' as const,
      source: 'composed',
      count,
      ...(count > 1 ? { lastAt: at + later } : {}),
      ...(cause === undefined ? {} : { cause }),
      ...(revision === undefined ? {} : { revision, deploymentId: `ecs-svc/${revision}` }),
      ...(type === 'deployment' && outcome !== undefined ? { outcome } : {}),
      ...(running === undefined || desired === undefined ? {} : { running, desired }),
      ...(incident === undefined ? {} : { incidentId: `production/composed#${incident}` }),
      ...(change === true ? { before: String(desired ?? 1), after: String(running ?? 0) } : {}),
    }),
  );

/** A story that nobody lived through: composed, of up to so many entries of every type, in their order. */
export const randomTimeline = (mostEntries: number): fc.Arbitrary<Timeline> =>
  fc
    .tuple(
      fc.array(entry, { maxLength: mostEntries, size: 'max' }),
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.boolean(),
    )
    .map(
      ([entries, name, isOne]): Timeline => ({
        schema: 1,
        ...(isOne ? { incidentId: 'production/composed#1', state: 'resolved' as const } : {}),
        subject: { kind: 'service', cluster: 'production', name: name === '' ? 'composed' : name },
        causes: [],
        stops: entries.filter(({ type }) => type === 'stop').length,
        durations: {},
        entries: entries
          .map((one, index): TimelineEntry => ({ ...one, entryId: `${one.type}/${index}` }))
          .sort(compareEntries),
      }),
    );
