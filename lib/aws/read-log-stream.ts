import { asObjects, asText, defined } from '../domain/json';
import { byteLength } from '../domain/text/fitting-json';
import { MOST_LINES } from '../domain/text/normalise';
import type { CloudWatchLogsClient } from './clients/cloudwatch-logs';
import type { Ask } from './reading';

/** Where a container writes. */
export interface LogStream {
  readonly container: string;
  readonly group: string;
  readonly stream: string;
  /** Where it is not that of the task. */
  readonly region?: string;
}

/** The engine reads no more lines of a log than head and tail together. */
const HEAD = MOST_LINES / 4;
const TAIL = MOST_LINES - HEAD;
/** GetLogEvents may answer pages without events before the one that has some. */
const MOST_PAGES = 3;
/** Bytes at which AWS cuts a page. */
const LONGEST_PAGE = 1_048_576;
/** UTF-16 units of all lines together. */
const LONGEST_LOG = 1_000_000;

interface Line {
  readonly text: string;
  readonly timestamp?: number;
}

/**
 * The last lines of a stream and, where there are more, the first ones: oldest first. A stream in which nothing stands,
 * or nothing yet, gives no lines. `mayAskMore` is asked before each call after the first.
 */
export async function readLogStream(
  client: CloudWatchLogsClient,
  stream: LogStream,
  ask: Ask,
  mayAskMore: () => boolean,
): Promise<readonly string[]> {
  const tail = await readTail(client, stream, ask, mayAskMore);
  const bytes = tail.reduce((sum, { text }) => sum + byteLength(text), 0);
  const isWhole = tail.length < TAIL && bytes < LONGEST_PAGE * 0.9;
  const first = tail[0]?.timestamp;
  if (isWhole || first === undefined || !mayAskMore()) return withinLength(tail);
  const head = await readPage(client, stream, ask, { limit: HEAD, startFromHead: true, endTime: first });
  return withinLength([...head.lines, ...tail]);
}

async function readTail(
  client: CloudWatchLogsClient,
  stream: LogStream,
  ask: Ask,
  mayAskMore: () => boolean,
): Promise<readonly Line[]> {
  let nextToken: string | undefined;
  for (let page = 1; ; page++) {
    const { lines, before } = await readPage(client, stream, ask, {
      limit: TAIL,
      startFromHead: false,
      ...(nextToken === undefined ? {} : { nextToken }),
    });
    const isEnd = before === undefined || before === nextToken;
    if (lines.length > 0 || isEnd || page === MOST_PAGES || !mayAskMore()) return lines;
    nextToken = before;
  }
}

async function readPage(
  client: CloudWatchLogsClient,
  { group, stream }: LogStream,
  ask: Ask,
  page: { limit: number; startFromHead: boolean; nextToken?: string; endTime?: number },
): Promise<{ readonly lines: readonly Line[]; readonly before?: string }> {
  const { GetLogEventsCommand } = await import('./clients/cloudwatch-logs');
  const answer = await ask({ action: 'logs:GetLogEvents', about: `log stream ${stream} of ${group}` }, (options) =>
    client.send(new GetLogEventsCommand({ logGroupName: group, logStreamName: stream, ...page }), options),
  );
  const lines = asObjects(answer.events).flatMap(({ message, timestamp }) =>
    typeof message === 'string'
      ? [defined({ text: message, timestamp: typeof timestamp === 'number' ? timestamp : undefined })]
      : [],
  );
  return defined({ lines, before: asText(answer.nextBackwardToken) });
}

/** The newest lines that have room. */
function withinLength(lines: readonly Line[]): readonly string[] {
  const kept: string[] = [];
  let room = LONGEST_LOG;
  for (let index = lines.length - 1; index >= 0 && room > 0; index--) {
    const text = (lines[index]?.text ?? '').slice(0, room);
    kept.push(text);
    room -= text.length;
  }
  return kept.reverse();
}
