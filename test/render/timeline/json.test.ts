import { readFileSync } from 'node:fs';
import Ajv from 'ajv/dist/2020';
import type { TimelineFacts } from '../../../lib/domain/timeline/facts';
import { incidentTimeline, serviceTimeline } from '../../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../../lib/domain/timeline/timeline';
import { timelineJson } from '../../../lib/render/timeline/timeline-json';
import { factsOf, storyRecording } from '../../app/story-recordings';
import { entry, everywhere, everywhereInService, timelineOf } from './composed-timeline';
import { HOSTILE_TEXTS } from './hostile-texts';

let facts: TimelineFacts;
beforeAll(async () => {
  facts = await factsOf(storyRecording('first-deploys.json'));
}, 30_000);

const SCHEMA = JSON.parse(readFileSync('docs/timeline.schema.json', 'utf8'));
const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false }).compile(SCHEMA);

/** The export, read again, after a look at whether its form is the one that is described. */
function exported(timeline: Timeline, timeZone = 'UTC') {
  const text = timelineJson(timeline, { timeZone });
  const json = JSON.parse(text);
  expect({ isValid: validate(json), errors: validate.errors }).toEqual({ isValid: true, errors: null });
  return { text, json };
}

describe('the JSON of a timeline', () => {
  it('has every entry of an incident, in order, with all that is known of it', () => {
    for (const episode of facts.episodes) {
      const timeline = incidentTimeline(facts, episode);
      const { json } = exported(timeline);
      expect(json).toMatchObject({
        schema: 'ecs-medic.timeline/1',
        incidentId: episode.incidentId,
        durations: timeline.durations,
        causes: timeline.causes,
      });
      const again = json.entries.map(({ localTime: _, ...one }: Record<string, string>) => ({
        ...one,
        ...Object.fromEntries(
          ['occurredAt', 'recordedAt', 'lastAt'].flatMap((key) => (one[key] ? [[key, Date.parse(one[key])]] : [])),
        ),
      }));
      expect(again).toEqual(timeline.entries);
    }
  });

  it('has the incidents of a service, with the durations of each', () => {
    const { json } = exported(serviceTimeline(facts));
    expect(json.incidents.map(({ incidentId }: { incidentId: string }) => incidentId)).toEqual(
      [1, 2, 3, 4, 5].map((number) => `production/myapp#${number}`),
    );
    expect(json.incidents[0]).toEqual({
      incidentId: 'production/myapp#1',
      state: 'rolled-back',
      severity: 'critical',
      causes: ['image-placeholder'],
      stops: 3,
      openedAt: '2026-11-09T10:06:28.000Z',
      closedAt: '2026-11-09T10:16:58.000Z',
      durations: { detect: 0, diagnose: 0, act: 229_000, recover: 328_000, total: 630_000 },
    });
  });

  it('tells each time in UTC and by the clock of the zone that it names', () => {
    const timeline = timelineOf([
      entry('2026-10-25T00:30:00Z', { type: 'stop' }),
      entry('2026-10-25T01:30:00Z', { type: 'closed' }),
    ]);
    const { json } = exported(timeline, 'Europe/Berlin');
    expect(json.timeZone).toBe('Europe/Berlin');
    expect(json.entries.map(({ occurredAt, localTime }: Record<string, string>) => [occurredAt, localTime])).toEqual([
      ['2026-10-25T00:30:00.000Z', '2026-10-25T02:30:00.000+02:00'],
      ['2026-10-25T01:30:00.000Z', '2026-10-25T02:30:00.000+01:00'],
    ]);
    expect(json.summary).toContain('out of memory');
  });

  it('knows no zone that there is not', () => {
    expect(() => timelineJson(timelineOf([]), { timeZone: 'Mars' })).toThrow(RangeError);
  });

  it('is one line, whatever stands in it, of characters that steer nothing', () => {
    for (const [name, text] of Object.entries(HOSTILE_TEXTS))
      for (const make of [everywhere, everywhereInService]) {
        const { text: written } = exported(make((place) => `${text}${place}`));
        const visible =
          /^[^<>&\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]*\n$/u;
        expect({ name, isPlain: visible.test(written) }).toEqual({ name, isPlain: true });
      }
  });

  it('keeps a text that does no harm as it is', () => {
    const text = 'expected "a" & <b>, got \\ and ü 容器 🚀';
    const { json } = exported(everywhere(() => text));
    expect(json.entries[0].title).toBe(text);
    expect(json.entries[1].detail).toEqual([text, text]);
  });

  it('has another form than one that lacks what it must have', () => {
    const { json } = exported(everywhere(String));
    for (const key of SCHEMA.required) expect(validate({ ...json, [key]: undefined })).toBe(false);
    expect(validate({ ...json, entries: [{ ...json.entries[0], type: 'rumour' }] })).toBe(false);
    expect(validate({ ...json, openedAt: 1_700_000_000_000 })).toBe(false);
  });
});
