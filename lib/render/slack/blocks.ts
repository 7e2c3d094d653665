import type { ContextBlock, HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';

/** What the chat ports take: `text` is all that notifications and screen readers show. */
export interface SlackMessage {
  readonly text: string;
  readonly blocks: readonly KnownBlock[];
}

/** Slack's own limits, in UTF-16 units after escaping. */
export const LONGEST_HEADER = 150;
export const LONGEST_SECTION = 3000;
export const MOST_BLOCKS = 50;
/** Slack refuses messages near 13,200 characters of JSON, whatever its other limits. */
export const LARGEST_MESSAGE = 9_900;

export const header = (escaped: string): HeaderBlock => ({
  type: 'header',
  text: { type: 'plain_text', text: escaped, emoji: true },
});

/** `verbatim`: Slack makes no links and mentions of its own out of the text. */
export const section = (mrkdwn: string): SectionBlock => ({
  type: 'section',
  text: { type: 'mrkdwn', text: mrkdwn, verbatim: true },
});

/** Small print. */
export const context = (mrkdwn: string): ContextBlock => ({
  type: 'context',
  elements: [{ type: 'mrkdwn', text: mrkdwn, verbatim: true }],
});

export const sizeOf = (message: SlackMessage): number => JSON.stringify(message).length;

/** Lines until one would not fit, in at most `longest` units; what is left out is counted, `unlisted` with it. */
export function linesWithin(lines: readonly string[], longest: number, unlisted = 0): readonly string[] {
  const kept: string[] = [];
  let used = 0;
  for (const line of lines) {
    used += line.length + 1;
    if (used > longest - LEFT_OUT && kept.length > 0) break;
    kept.push(line);
  }
  const missing = lines.length - kept.length + unlisted;
  return missing === 0 ? kept : [...kept, `_and ${missing.toLocaleString('en-US')} more_`];
}

const LEFT_OUT = 30;
