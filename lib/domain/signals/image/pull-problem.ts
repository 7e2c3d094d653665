import { isRefusal } from '../access-refusal';
import type { SignalOf } from '../signal';
import { unreachedOf } from '../unreached';

export type PullProblem = SignalOf<'image-pull'>['problem'];

const MARKS: readonly (readonly [PullProblem, RegExp])[] = [
  [
    'rate-limited',
    /toomanyrequests|too many requests|pull rate limit|:\s*429\b|\b429 Too|ThrottlingException|Rate exceeded/i,
  ],
  [
    'platform',
    /descriptor matching platform|no matching manifest for|find a descriptor for platform|no match for platform|no child with platform|does not match the (?:specified|detected)[^.]{0,40}platform|cannot be used on this platform|unsupported platform/i,
  ],
  [
    'reference-invalid',
    /invalid reference format|normalize image reference|(?:parse|parsing) (?:image )?reference|must be lower-?case|invalid (?:tag format|repository name|image name|checksum digest)|invalid port .{0,80} after host|InvalidImageName/i,
  ],
  [
    'registry-secret',
    /asm fetching (?:secret|authorization|username|password)|registry auth from asm|container's registry auth data/i,
  ],
  [
    'unauthorized',
    /authorization token has expired|no basic auth credentials|incorrect username or password|ecr:[A-Z]\w+/i,
  ],
  [
    'repository-not-found',
    /\bname unknown|NAME_UNKNOWN|repository with name .{1,300}? does not exist|RepositoryNotFound|repository name not known/i,
  ],
  [
    'denied-or-missing',
    /pull access denied|insufficient_scope|requested access to the resource is denied|no pull access|repository does not exist or may require/i,
  ],
  ['repository-not-found', /\brepository \S{1,300} not found|API error \(404\)\W*$/i],
  [
    'tag-not-found',
    /manifest for \S{1,400} not found|manifest unknown|MANIFEST_UNKNOWN|tag \S{1,200} not found|image \S{1,400} not found|image not found|no such image|No such manifest|manifest .{1,200}does not exist|(?:404 )?\bnot found\W*(?:$|: manifest|: exit|request id)|\b404\b/i,
  ],
];

/** The client never got an answer, though the text (or what is left of it) does not say why. */
const NO_ANSWER =
  /failed to do request|send request failed|context cancell?ed|Could not reach any registry endpoint|inactivity|transition to pulled|nil pointer dereference|proxyconnect|connection issue/i;
const REFUSED =
  /\b40[13]\b|Unauthorized|Forbidden|authentication required|\bdenied\b|failed to authorize|failed to fetch (?:anonymous|oauth) token|AuthError|NoCredentialProviders|no valid providers/i;
const CORRUPT =
  /unexpected commit digest|failed size validation|layer verification failed|digest mismatch|did not match|unexpected media type|mediatype|unsupported MediaType|invalid (?:tar header|checksum)|archive\/tar|error creating aufs|duplicates of file paths/i;
const SERVER_FAULT =
  /\b50[0234] (?:Internal|Bad|Service|Gateway)|(?:status(?: code)?|HTTP status):? ?5\d\d\b|Service Unavailable|Bad Gateway/i;

/** What went wrong, the most telling mark first. Undefined where the disk was full: that is no fault of the pull. */
export function pullProblem(text: string): { readonly problem: PullProblem; readonly piece: string } | undefined {
  if (/no space left on device|disk quota exceeded/i.test(text)) return undefined;
  const found = (problem: PullProblem, mark: RegExp) => ({ problem, piece: mark.exec(text)?.[0] ?? '' });
  const refused = isRefusal(text);
  const mark = firstMark(text, refused);
  if (mark !== undefined && mark.problem !== 'tag-not-found') return mark;
  if (refused) return found('unauthorized', /AccessDenied\w*|not authorized to perform/i);
  if (/no such host/i.test(text)) return found('host-unknown', /no such host/i);
  if (unreachedOf(text) !== undefined || NO_ANSWER.test(text)) return found('network', NO_ANSWER);
  if (mark !== undefined) return mark;
  if (REFUSED.test(text)) return found('unauthorized', REFUSED);
  if (SERVER_FAULT.test(text)) return found('registry-error', SERVER_FAULT);
  if (CORRUPT.test(text)) return found('corrupt', CORRUPT);
  return { problem: 'unspecified', piece: '' };
}

function firstMark(
  text: string,
  refused: boolean,
): { readonly problem: PullProblem; readonly piece: string } | undefined {
  for (const [problem, mark] of MARKS) {
    if (problem === 'denied-or-missing' && refused) continue;
    const piece = mark.exec(text)?.[0];
    if (piece !== undefined) return { problem, piece };
  }
  return undefined;
}
