import { defined } from '../json';
import type { Service } from '../service';
import { parseDayOrTime } from '../timestamp';
import type { ServiceRecord } from './service-record';

/** `true`, or a time until which nothing is told: `2026-12-01`, `2026-12-01T18:00:00Z`. */
export const MUTE_TAG = 'ecs-medic:mute';
/** Slack channel of the service's own: `#team-orders`, `C0123456789`. */
export const CHANNEL_TAG = 'ecs-medic:channel';

/** A mute without an end is renewed at each look, so that it ends soon after the tag is gone. */
const UNTIL_THE_NEXT_LOOK = 60 * 60_000;
const CHANNEL = /^(?:#?[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}|[CG][A-Z0-9]{8,12})$/u;

/** What the tags of the service say about telling. A mute by command outlives a look at the tags. */
export function withTags(record: ServiceRecord, tags: ReadonlyMap<string, string>, now: number): ServiceRecord {
  const until = muteUntil(tags.get(MUTE_TAG), now);
  const byCommand = record.mute?.by === 'command' && record.mute.until > now ? record.mute : undefined;
  const channel = tags.get(CHANNEL_TAG)?.trim();
  return defined({
    ...record,
    mute: until === undefined ? byCommand : ({ until, by: 'tag' } as const),
    channel: channel !== undefined && CHANNEL.test(channel) ? channel : undefined,
  }) as ServiceRecord;
}

export const isMutedByTag = ({ tags }: Service, now: number): boolean =>
  muteUntil(tags?.get(MUTE_TAG), now) !== undefined;

/** It says whether it mutes, and until when. */
export const isReadableMute = (value: string): boolean =>
  FOR_NOW.test(value.trim()) || NOT.test(value.trim()) || parseDayOrTime(value.trim()) !== undefined;

const FOR_NOW = /^(?:true|yes|on)$/i;
const NOT = /^(?:false|no|off)$/i;

/** Undefined where the tag says nothing that mutes: an unreadable value must not silence a service. */
function muteUntil(value: string | undefined, now: number): number | undefined {
  const text = value?.trim();
  if (text === undefined || text === '') return undefined;
  if (FOR_NOW.test(text)) return now + UNTIL_THE_NEXT_LOOK;
  const until = parseDayOrTime(text);
  return until !== undefined && until > now ? until : undefined;
}
