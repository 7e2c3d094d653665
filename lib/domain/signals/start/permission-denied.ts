import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import type { SignalDetail } from '../signal';

const denied = (path: string | undefined, execute = false): SignalDetail => ({
  kind: 'permission-denied',
  ...(path === undefined || path === '' ? {} : { path }),
  ...(execute ? { execute } : {}),
});

/** A bind on a port, an AWS call, a refusal by a database or a shell's call of a health check: not about a file. */
const SOMETHING_ELSE =
  /\bbind\b|\bbind\(|make_sock|\blisten(?:ing)?\b.{0,60}(?:EACCES|denied)|arn:aws|AccessDenied(?:Exception)?:? (?:User|when)|permission denied for (?:table|schema|relation|database|sequence|function|view|language)|\b(?:curl|wget|nc|pg_isready): permission denied|publickey/i;

/** The container runtime or a shell may not execute a program. */
export const executeDenied: Detector = ruleDetector({
  id: 'execute-denied',
  reads: ['reason', 'message', 'log'],
  hints: [
    'permission denied',
    'operation not permitted',
    'no matching entries in passwd',
    'unable to find user',
    'unable to find group',
  ],
  unless: SOMETHING_ELSE,
  rules: [
    {
      pattern: /exec:?\s\\{0,4}["'“]([^"'”\\]{1,300})\\{0,4}["'”]:?\s(?:stat \S{1,300}: )?permission denied/i,
      detail: ([, path]) => denied(path, true),
    },
    { pattern: /\bexec\s(\S{1,300}?):? (?:failed: )?permission denied/i, detail: ([, path]) => denied(path, true) },
    { pattern: /exec user process caused:?\s\\{0,3}["“]?permission denied/i, detail: () => denied(undefined, true) },
    {
      pattern:
        /(?:^|[\s|/])(?:ba|da|a|z)?sh:(?: line)? ?(?:\d{1,5}: )?(?:exec: )?([\w./+-]{1,200}): Permission denied/i,
      detail: ([, path]) => denied(path, true),
    },
    {
      pattern: /\.sh:(?: line)? ?\d{1,5}: (?:exec: )?([\w./+-]{1,200}): Permission denied/i,
      detail: ([, path], text) => denied(path, !/cannot create/.test(text)),
    },
    {
      pattern: /unable to find (?:user|group) ([\w.-]{1,64}): (?:no matching entries|invalid)/i,
      detail: ([, user]) => denied(user),
    },
    {
      pattern: /(?:fork\/exec|spawn)\s(\S{1,200}?):? (?:permission denied|EACCES)/i,
      detail: ([, path]) => denied(path, true),
    },
    { pattern: /\bspawn (\S{1,200}) EACCES/, detail: ([, path]) => denied(path, true) },
    { pattern: /OCI runtime create failed.{0,600}?permission denied/i, detail: () => denied(undefined) },
  ],
});

const PATH = '["\'`‘]?(\\/[\\w./@+-]{1,300})';

/** The application may not read, write or make a file or folder. */
export const fileDenied: Detector = ruleDetector({
  id: 'file-denied',
  reads: ['log'],
  hints: [
    'permission denied',
    'permissionerror',
    'eacces',
    'eperm',
    'operation not permitted',
    'accessdeniedexception: /',
    'unauthorizedaccessexception',
    'read-only file system',
    'erofs',
    'is not writable',
    'not writeable',
  ],
  unless: SOMETHING_ELSE,
  rules: [
    { pattern: new RegExp(`\\[Errno (?:13|1|30)\\] [\\w -]{5,30}: ${PATH}`, 'i'), detail: ([, path]) => denied(path) },
    {
      pattern: new RegExp(`\\b(?:EACCES|EPERM|EROFS):? [\\w -]{5,30}, \\w{2,12} ${PATH}`),
      detail: ([, path]) => denied(path),
    },
    {
      pattern:
        /\b(?:open|mkdir|stat|unlink|rename|create|chmod|chown|lstat|remove|readdirent|write)\s(\/[^\s:]{1,300}): (?:permission denied|operation not permitted|read-only file system)/i,
      detail: ([, path]) => denied(path),
    },
    {
      pattern: /(?:FileNotFoundException|IOException):? (\/\S{1,300}) \((?:Permission denied|Read-only file system)\)/,
      detail: ([, path]) => denied(path),
    },
    { pattern: /AccessDeniedException: (\/[^\s:]{1,300})\s{0,4}$/, detail: ([, path]) => denied(path) },
    { pattern: /Errno::(?:EACCES|EROFS|EPERM).{0,120}? - (\/\S{1,300})/, detail: ([, path]) => denied(path) },
    {
      pattern: /(?:Permission denied|Read-only file system|Operation not permitted) @ \w{3,30}[^/]{0,20}(\/\S{1,300})/,
      detail: ([, path]) => denied(path),
    },
    {
      pattern:
        /(?:stream or file |fopen\(|mkdir\(|file_put_contents\(|include\(|require\()"?'?(\/[^\s"')]{1,300}).{0,200}(?:permission denied)/i,
      detail: ([, path]) => denied(path),
    },
    { pattern: /Access to the path '([^']{1,300})' is denied/i, detail: ([, path]) => denied(path) },
    {
      pattern: new RegExp(
        `\\b(?:mkdir|open|chown|unlink|rename|access)\\(\\)? "?${PATH}.{0,40}failed \\((?:13|1|30):`,
        'i',
      ),
      detail: ([, path]) => denied(path),
    },
    {
      pattern: new RegExp(
        `\\b(?:mkdir|touch|cp|mv|rm|ln|chown|chmod|cat|tee|install|sed|ls|find|initdb|tar):.{0,80}?${PATH}['’]?:? (?:Permission denied|Operation not permitted|Read-only file system)`,
        'i',
      ),
      detail: ([, path]) => denied(path),
    },
    {
      pattern: /cannot create (\/\S{1,300}): (?:Permission denied|Read-only file system)/i,
      detail: ([, path]) => denied(path),
    },
    {
      pattern:
        /could not (?:open|create|change permissions of|access|read|write)\b.{0,40}?["'](\/[^"']{1,300})["'].{0,60}?(?:permission denied|operation not permitted)/i,
      detail: ([, path]) => denied(path),
    },
    { pattern: /(\/[^\s:"']{2,300})["']?(?: directory)? is not write?able/i, detail: ([, path]) => denied(path) },
    {
      pattern: /(?:su-exec|gosu|setpriv|s6-\w{2,20}|runuser|su):.{0,120}(?:operation not permitted|permission denied)/i,
      detail: () => denied(undefined),
    },
    {
      pattern:
        /(?:^|[\s"'(:])((?:\/[\w.@+-]{1,100}){1,12})["']?:? \(?(?:13: )?(?:permission denied|read-only file system)/i,
      detail: ([, path]) => denied(path),
    },
    {
      pattern:
        /PermissionError: \[Errno 13\]|Permission denied \(os error 13\)|\bEACCES: permission denied|EROFS: read-only|permission denied while trying to connect to the Docker daemon/i,
      detail: () => denied(undefined),
    },
  ],
});
