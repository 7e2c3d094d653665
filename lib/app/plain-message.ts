import type { ChatMessage } from './ports';

/** Slack takes 3,000 characters in one section. */
const LONGEST_SECTION = 3_000;

/** The message without form, for a chat that refuses its blocks. Its text is escaped already. */
export function plainMessage({ alertIds, text }: ChatMessage): ChatMessage {
  const section = { type: 'section', text: { type: 'mrkdwn', text: cut(text), verbatim: true } };
  return { text: cut(text), blocks: [section], ...(alertIds === undefined ? {} : { alertIds }) };
}

/** Never within a pair of units or an entity. */
const cut = (text: string): string =>
  text.length <= LONGEST_SECTION
    ? text
    : `${text.slice(0, LONGEST_SECTION - 1).replace(/(?:[\ud800-\udbff]|&[a-z]{0,3})$/, '')}…`;
