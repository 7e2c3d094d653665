import { isRefusal } from '../access-refusal';
import { agentDetector } from '../agent-detector';
import type { Detector } from '../detector';
import type { SignalOf } from '../signal';
import { unreachedOf } from '../unreached';

const ABOUT =
  /(?:download|fetch|retrieve|parse|read|load)\w{0,4} (?:the )?env(?:ironment)?(?: variable)? files?|environment file resource|specified in environmentFile|envfile resource|download command: non[- ]empty error stream/i;
const DENIED = /\b403\b|Forbidden|Access ?Denied|unable to find execution role credentials/i;
const MISSING = /NoSuchBucket|NoSuchKey|NotFound|not found|\b404\b|does not exist|no such key/i;
const MALFORMED =
  /invalid s3 arn|unable to parse|malformed|invalid (?:path|format|environment)|PermanentRedirect|must end with|\b301\b/i;

/** An `environmentFiles` entry: the file in S3 could not be read, or is none. */
export const environmentFile: Detector = agentDetector({
  id: 'environment-file',
  reads: ['reason', 'message'],
  hints: ['env file', 'environment file', 'environment variable file', 'environmentfile', 'envfile', 'error stream'],
  find(text) {
    const about = ABOUT.exec(text);
    if (about === null) return undefined;
    const bucket =
      /from bucket ([\w.-]{3,63})/i.exec(text)?.[1] ?? /arn:[\w-]{1,30}:s3:::([\w.-]{3,63})\//.exec(text)?.[1];
    const key =
      /with key (\S{1,1024}?) from bucket/i.exec(text)?.[1] ??
      /arn:[\w-]{1,30}:s3:::[\w.-]{3,63}\/([^\s,'"]{1,1024})/.exec(text)?.[1] ??
      /failed to download file (\S{1,1024}?):/i.exec(text)?.[1];
    return {
      detail: {
        kind: 'environment-file',
        problem: problemOf(text),
        ...(bucket === undefined ? {} : { bucket }),
        ...(key === undefined ? {} : { key: key.replace(/[.,:]+$/, '') }),
      },
      piece: about[0],
    };
  },
});

function problemOf(text: string): SignalOf<'environment-file'>['problem'] {
  if (isRefusal(text) || DENIED.test(text)) return 'access-denied';
  if (MISSING.test(text)) return 'not-found';
  if (unreachedOf(text) !== undefined) return 'network';
  return MALFORMED.test(text) ? 'malformed' : 'unspecified';
}
