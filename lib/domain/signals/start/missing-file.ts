import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';

const missing = (path: string | undefined, folder = false): SignalDetail => ({
  kind: 'missing-file',
  ...(path === undefined || path === '' ? {} : { path: path.replace(/(?::\d{1,6}){0,2}[.,;:]?$/, '') }),
  ...(folder ? { folder } : {}),
});

/** Sockets, process files, memory: the kernel's files, and names that stand for a database or a service. */
const SOMETHING_ELSE =
  /favicon|robots\.txt|\bHTTP\/1|\.sock\b|server through socket|\bno such (?:host|container|image|table|column|key|bucket)|\/proc\/|\/sys\/fs\/cgroup|client: \d|warn(?:ing)?:.{0,20}(?:source ?map|\.env)|\.pid\b|bad interpreter|\bexec[: ]|locale|\benv: |\.so(?:\.\d+)*: cannot open shared/i;

/** A file or folder that the application, a server or the container runtime wants is not in the image. */
export const missingFile: Detector = ruleDetector({
  id: 'missing-file',
  reads: ['log'],
  hints: [
    'no such file',
    'enoent',
    'filenotfound',
    'nosuchfileexception',
    'not found',
    'does not exist',
    'cannot find the file',
    'unable to access jarfile',
    "can't open",
    'could not find file',
    'could not find a part of the path',
    'os error 2)',
    'cannot access',
    'config file',
    "couldn't find",
    'could not locate',
    'cannot find module',
    'templatenotfound',
  ],
  unless: SOMETHING_ELSE,
  rules: [
    { pattern: /Unable to access jarfile (\S{1,300})/i, detail: ([, path]) => missing(path) },
    { pattern: /can't open file ['"]([^'"]{1,300})['"]: \[Errno 2\]/i, detail: ([, path]) => missing(path) },
    {
      pattern: /FileNotFoundError: \[(?:Errno|WinError) [23]\] [^:]{5,80}: ['"]([^'"]{1,300})['"]/,
      detail: ([, path]) => missing(path),
    },
    { pattern: /\[Errno 2\] No such file or directory: ['"]?([^'"\s]{1,300})/, detail: ([, path]) => missing(path) },
    {
      pattern: /\bENOENT:? no such file or directory, (\w{2,12}) ['"]?([^'"]{1,300})/,
      detail: ([, call, path]) => missing(path, call === 'scandir' || call === 'mkdir' || call === 'chdir'),
    },
    {
      pattern:
        /\b(?:open|stat|lstat|read|readdir|openat|CreateFile) ((?:\/|\.{0,2}\/|[A-Za-z]:\\)[^\s:]{1,300}|[\w.-]{1,80}\.\w{1,8}): (?:no such file or directory|The system cannot find the (?:file|path) specified)/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern: /\bchdir\b.{0,40}?["' (](\/[^\s"':)]{1,300}).{0,80}?no such file/i,
      detail: ([, path]) => missing(path, true),
    },
    { pattern: /\bopen\(\) "([^"]{1,300})" failed \(2: No such file/, detail: ([, path]) => missing(path) },
    {
      pattern: /cannot load certificate(?: key)? "([^"]{1,300})":.{0,80}No such file/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern:
        /(?:FileNotFoundException|NoSuchFileException):? ((?:\/|\.\/|[A-Za-z]:\\|class path resource |file:)\S{1,300})/,
      detail: ([, path]) => missing(path),
    },
    {
      pattern: /class path resource \[([^\]]{1,300})\] cannot be (?:opened|resolved)/,
      detail: ([, path]) => missing(path),
    },
    { pattern: /Could not find file '([^']{1,300})'/, detail: ([, path]) => missing(path) },
    { pattern: /Could not find a part of the path '([^']{1,300})'/, detail: ([, path]) => missing(path, true) },
    {
      pattern: /configuration file '([^']{1,300})' was not found and is not optional/i,
      detail: ([, path]) => missing(path),
    },
    { pattern: /No such file or directory @ \w{3,30}.{0,20}? - (\S{1,300})/, detail: ([, path]) => missing(path) },
    {
      pattern: /(?:require|include)(?:_once)?\(([^)]{1,300})\): failed to open stream: No such file/i,
      detail: ([, path]) => (/vendor\/autoload/.test(path ?? '') ? undefined : missing(path)),
    },
    { pattern: /Could not open input file: (\S{1,300})/, detail: ([, path]) => missing(path) },
    {
      pattern: /Cannot find module '(\/[^']{1,300}|[A-Za-z]:\\[^']{1,300})'/,
      detail: ([, path]) => (/node_modules/.test(path ?? '') ? undefined : missing(path)),
    },
    {
      pattern: /\bsh: (?:\d{1,4}: )?(?:can't open|0: cannot open|cannot open) ['"]?([^\s'":]{1,300})/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern: /(?:^|[\s|:])(?:sh|bash|dash): 0: [Cc](?:an't|annot) open (\S{1,300})/,
      detail: ([, path]) => missing(path),
    },
    {
      pattern:
        /\b(?:cat|ls|cp|mv|chmod|chown|cd|source|tail|sed|head|grep|ln|\.):.{0,60}?['‘"]?(\/[^\s'’":]{1,300})['’"]?: No such file or directory/,
      detail: ([, path]) => missing(path),
    },
    {
      pattern:
        /(?:config(?:uration)?|settings|credentials?|key|certificate|template|properties) file:? ?['"]?((?:\/|\.\/)[^\s'"]{1,300})['"]?:? (?:was |is |could )?(?:not (?:be )?found|does not exist|missing|doesn't exist)/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern:
        /(?:config(?:uration)?|settings) file (?:not found|does not exist|is missing|missing)(?: at| in|:)? ?['"]?([^\s'"]{0,300})/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern:
        /(?:couldn't|could not|can't|cannot|unable to) (?:find|open|load|read|locate) (?:the )?(?:config(?:uration)?|settings)? ?file:? ['"]?((?:\/|\.\/)[^\s'"]{1,300})/i,
      detail: ([, path]) => missing(path),
    },
    {
      pattern: /Could not find a (?:production build|valid build) in the '?([^\s']{0,200})/i,
      detail: ([, path]) => missing(path, true),
    },
    { pattern: /Couldn't find (?:a |any )?[`'"]?(pages|app|package\.json)\b/i, detail: ([, path]) => missing(path) },
    { pattern: /Could not locate (Gemfile)\b/, detail: ([, path]) => missing(path) },
    { pattern: /TemplateNotFound: (\S{1,200})/, detail: ([, path]) => missing(path) },
    {
      pattern:
        /(?:^|[\s"'(=])((?:\/[\w.@+-]{1,100}){1,12})["']?\)?: (?:No such file or directory|file not found|does not exist|not found)\b/,
      detail: ([, path]) => (/\/(?:api|v\d|health|status|metrics)\b/.test(path ?? '') ? undefined : missing(path)),
    },
    { pattern: /\bNo such file or directory \(os error 2\)/, detail: () => missing(undefined) },
    {
      pattern: /\bENOENT\b.{0,80}(?:spawn|open|stat|scandir)|FileNotFoundError\b|Errno::ENOENT/,
      detail: () => missing(undefined),
    },
  ],
});
