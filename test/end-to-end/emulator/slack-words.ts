import { asObject, asText } from '../../../lib/domain/json';
import type { SlackPost } from './slack-server';

/** All that a reader can see of a post. */
export const wordsOf = ({ text, blocks }: SlackPost): string => `${text}\n${JSON.stringify(blocks)}`;

/** Messages about one service. */
export const aboutService = (posts: readonly SlackPost[], service: string): readonly SlackPost[] =>
  posts.filter(({ text }) => text.includes(`${service} (`));

/** The alerts that a message carries: their ids are those of its blocks. */
export const alertIdsIn = ({ blocks }: SlackPost): ReadonlySet<string> =>
  new Set(blocks.flatMap((block) => asText(asObject(block)?.['block_id']) ?? []));
