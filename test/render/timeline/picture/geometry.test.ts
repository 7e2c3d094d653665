import fc from 'fast-check';
import type { TimelineFacts } from '../../../../lib/domain/timeline/facts';
import { incidentTimeline, serviceTimeline } from '../../../../lib/domain/timeline/make-timeline';
import type { Timeline } from '../../../../lib/domain/timeline/timeline';
import { timelineSvg } from '../../../../lib/render/timeline/timeline-svg';
import { factsOf, storyRecording } from '../../../app/story-recordings';
import { randomTimeline } from './random-timeline';
import { type Box, overlapping, readPicture, signBoxes, textBoxes } from './read-picture';

let stories: readonly Timeline[];
beforeAll(async () => {
  const facts: readonly TimelineFacts[] = [
    await factsOf(storyRecording('first-deploys.json')),
    await factsOf(storyRecording('node-on-ec2.json')),
  ];
  stories = facts.flatMap((one) => [
    serviceTimeline(one),
    ...one.episodes.map((episode) => incidentTimeline(one, episode)),
  ]);
}, 60_000);

/** What is wrong with where things stand: nothing, in a good picture. */
function problemsOf(timeline: Timeline, timeZone: string, all: boolean): readonly string[] {
  const elements = readPicture(timelineSvg(timeline, { timeZone, all }));
  const [svg] = elements;
  const [, , width, height] = (svg?.attributes.get('viewBox') ?? '').split(' ').map(Number);
  const texts = textBoxes(elements);
  const signs = signBoxes(elements);
  /** A letter stands in its sign, a label in its bar. */
  const lettered = texts.filter(({ name }) => name.length > 2);
  const apart = signs.filter(({ name }) => !/tl-(?:wide|incident-over)/.test(name));
  return [
    ...[...texts, ...signs]
      .filter(({ x0, x1, y0, y1 }) => !(x0 >= 2 && y0 >= 2 && x1 <= (width ?? 0) - 2 && y1 <= (height ?? 0) - 2))
      .map(({ name, x0, x1 }) => `${name} runs out of the picture: ${x0} ${x1}`),
    ...overlapping(texts),
    ...overlapping(lettered, apart),
    ...overlapping(signs.filter(isMark)),
    ...overlapping(signs.filter(({ name }) => name.includes('tl-bar'))),
    ...overlapping(signs.filter(({ name }) => name.includes('tl-incident-over'))),
  ];
}

const isMark = ({ name }: Box): boolean => /tl-(?:sign|normal|bubble|action|icon)\b/.test(name);

it.each([
  ['UTC', false],
  ['UTC', true],
  ['Asia/Kathmandu', true],
])('no text or sign of the stories lies on another or runs out of the picture (%s, all: %s)', (timeZone, all) => {
  expect(stories.length).toBe(9);
  for (const story of stories) expect(problemsOf(story, timeZone, all)).toEqual([]);
});

it.each([4, 30, 400])('neither does any of a random story of up to %i entries', (most) => {
  fc.assert(
    fc.property(randomTimeline(most), fc.constantFrom('UTC', 'Europe/Berlin'), fc.boolean(), (timeline, zone, all) => {
      expect(problemsOf(timeline, zone, all)).toEqual([]);
    }),
    { numRuns: most > 100 ? 15 : 80 },
  );
});
