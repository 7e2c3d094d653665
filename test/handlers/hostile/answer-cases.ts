/** What becomes of a message that a chat or a network treated badly. */
export type Fate = 'posted' | 'owed' | 'refused';

export interface SlackAnswer {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface AnswerCase {
  readonly what: string;
  readonly answer: SlackAnswer | 'hangs up' | 'never answers' | 'cut in the middle';
  readonly fate: Fate;
  /** Seconds until the next attempt, where it is owed. */
  readonly wait?: number;
  /** Requests for this message; 2 where it is sent once more, in plain form or with a fresh credential. */
  readonly requests?: number;
}

const answer = (status: number, text: string, headers?: Readonly<Record<string, string>>): SlackAnswer =>
  headers === undefined ? { status, text } : { status, text, headers };

/** 78: what Slack, a proxy before it or the network answers to a webhook. */
export const answerCases: readonly AnswerCase[] = [
  { what: '200 ok', answer: answer(200, 'ok'), fate: 'posted' },
  {
    what: '200 with a page of a proxy',
    answer: answer(200, '<html>Sign in</html>', { 'content-type': 'text/html' }),
    fate: 'owed',
    wait: 30,
  },
  { what: '400 invalid_blocks', answer: answer(400, 'invalid_blocks'), fate: 'refused', requests: 2 },
  { what: '400 msg_blocks_too_long', answer: answer(400, 'msg_blocks_too_long'), fate: 'refused', requests: 2 },
  { what: '403 action_prohibited', answer: answer(403, 'action_prohibited'), fate: 'refused' },
  { what: '404 no_service', answer: answer(404, 'no_service'), fate: 'refused' },
  { what: '410 channel_is_archived', answer: answer(410, 'channel_is_archived'), fate: 'refused' },
  { what: '429 for 30 s', answer: answer(429, 'rate_limited', { 'retry-after': '30' }), fate: 'owed', wait: 30 },
  { what: '429 for a word', answer: answer(429, 'rate_limited', { 'retry-after': 'abc' }), fate: 'owed', wait: 30 },
  {
    what: '429 for 99,999 s',
    answer: answer(429, 'rate_limited', { 'retry-after': '99999' }),
    fate: 'owed',
    wait: 900,
  },
  { what: '429 without a time', answer: answer(429, ''), fate: 'owed', wait: 30 },
  { what: '500', answer: answer(500, 'rollup_error'), fate: 'owed', wait: 30 },
  { what: '503 with 1 MB of text', answer: answer(503, 'x'.repeat(1_000_000)), fate: 'owed', wait: 30 },
  { what: 'a redirect', answer: answer(302, '', { location: 'REDIRECT' }), fate: 'refused' },
  { what: 'silence', answer: 'never answers', fate: 'owed', wait: 30 },
  { what: 'a closed connection', answer: 'hangs up', fate: 'owed', wait: 30 },
  { what: 'an answer that is cut', answer: 'cut in the middle', fate: 'owed', wait: 30 },
];
