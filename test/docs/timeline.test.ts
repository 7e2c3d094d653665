import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Ajv from 'ajv/dist/2020';
import { asObject, asObjects } from '../../lib/domain/json';
import { incidentTimeline } from '../../lib/domain/timeline/make-timeline';
import { plainPaint } from '../../lib/render/terminal/paint';
import { timelineText } from '../../lib/render/terminal/timeline-text';
import { timelineJson } from '../../lib/render/timeline/timeline-json';
import { factsOf, storyRecording } from '../app/story-recordings';

const project = resolve(__dirname, '..', '..');
const page = readFileSync(join(project, 'docs/timeline.md'), 'utf8');
const blocks = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));

async function story() {
  const facts = await factsOf(storyRecording('first-deploys.json'));
  const episode = facts.episodes.find(({ incidentId }) => incidentId === 'production/myapp#3');
  if (episode === undefined) throw new Error('no incident 3');
  return incidentTimeline(facts, episode);
}

describe('the guide to timelines', () => {
  it('shows what the command prints', async () => {
    const printed = timelineText({ width: 110, paint: plainPaint }, await story(), { timeZone: 'UTC' }).split('\n');
    const [shown = ''] = blocks.filter(({ kind }) => kind === '').map(({ text }) => text);
    const lines = shown
      .trimEnd()
      .split('\n')
      .filter((line) => line.trim() !== '…');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.filter((line) => !printed.includes(line))).toEqual([]);
    // In the order in which it prints them.
    const places = lines.filter((line) => line !== '').map((line) => printed.indexOf(line));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows JSON of the form that is described, and of the story', async () => {
    const shown = asObject(JSON.parse(blocks.find(({ kind }) => kind === 'json')?.text ?? '')) ?? {};
    const validate = new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
      JSON.parse(readFileSync(join(project, 'docs/timeline.schema.json'), 'utf8')),
    );
    expect({ isValid: validate(shown), errors: validate.errors }).toEqual({ isValid: true, errors: null });
    const { summary, entries, ...head } = shown;
    const printed = asObject(JSON.parse(timelineJson(await story(), { timeZone: 'UTC' }))) ?? {};
    expect(printed).toMatchObject(head);
    expect(String(printed['summary'])).toContain(String(summary).replace(' …', ''));
    expect(asObjects(printed['entries'])).toEqual(
      expect.arrayContaining(asObjects(entries).map((entry) => expect.objectContaining(entry))),
    );
  });
});
