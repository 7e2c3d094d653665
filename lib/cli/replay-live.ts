import type { Engine } from '../app/diagnose-service';
import { replay } from '../app/replay';
import { rules } from '../domain/rules';
import { memoryPorts } from '../memory/memory-ports';
import { parseRecording } from '../memory/recording';

/** The engine of `replay`, on a recording that was read a moment ago. */
export const replayLive: Engine = (json) => {
  const recording = parseRecording(json, 'live');
  if ('problem' in recording) throw new Error(`a recording of our own cannot be used: ${recording.problem}`);
  return replay(recording, (now) => memoryPorts(recording, now), rules);
};
