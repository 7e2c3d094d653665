import type { MuteChange } from '../app/mute-subject';
import type { ServiceRecord } from '../domain/incident/service-record';
import { MUTE_TAG } from '../domain/incident/tags';
import { nameOf } from '../render/alert/alert-title';
import { localTime } from './local-time';

/** What a change of a mute did, sentence by sentence. */
export function muteWords({ before, after }: MuteChange, now: number): readonly string[] {
  const name = nameOf(after.subject);
  const was = runningMute(before, now);
  if (after === before)
    return was === undefined
      ? [`${name} is not muted.`]
      : [`${name} is muted by its tag ${MUTE_TAG} until ${localTime(was.until)}: remove the tag from the service.`];
  if (after.mute === undefined) {
    const ended = was === undefined ? '' : ` It was muted until ${localTime(was.until)}.`;
    return [`${name} is not muted any more.${ended}`, 'What is open and was not told is told within a minute.'];
  }
  return [
    `${name} is muted until ${localTime(after.mute.until)}.`,
    'Nothing is told of it until then; its stops are counted, and what is still open then is told then.',
    ...(was?.by === 'tag' ? [`Its tag ${MUTE_TAG} mutes it too, and counts as long as it is there.`] : []),
    ...(was?.by === 'command' ? [`It was muted until ${localTime(was.until)}.`] : []),
    ...(before.version === 0 ? ['ecs-medic has not heard of it yet: check the name and the cluster.'] : []),
  ];
}

function runningMute({ mute }: ServiceRecord, now: number): ServiceRecord['mute'] {
  return mute !== undefined && mute.until > now ? mute : undefined;
}
