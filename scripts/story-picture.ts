import { readFileSync } from 'node:fs';
import { DEFAULT_TAIL } from '../lib/app/rehearse';
import { rehearseTimeline } from '../lib/cli/rehearse-timeline';
import { asObject } from '../lib/domain/json';
import { serviceTimeline } from '../lib/domain/timeline/make-timeline';
import { parseRecording } from '../lib/memory/recording';
import { timelineSvg } from '../lib/render/timeline/timeline-svg';

/** The picture of a recording of one service, as `npm start` writes it to `out`. */
export async function storyPicture(path: string): Promise<string> {
  const recording = parseRecording(asObject(JSON.parse(readFileSync(path, 'utf8'))), path);
  if ('problem' in recording) throw new Error(`${path}: ${recording.problem}`);
  const [facts, other] = (await rehearseTimeline(recording, DEFAULT_TAIL)).facts;
  if (facts === undefined || other !== undefined) throw new Error(`${path}: expected a recording of one service`);
  return timelineSvg(serviceTimeline(facts), { timeZone: 'UTC' });
}
