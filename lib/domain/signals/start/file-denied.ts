import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import { permissionDenied, SOMETHING_ELSE } from './permission-denied';

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
    {
      pattern: new RegExp(`\\[Errno (?:13|1|30)\\] [\\w -]{5,30}: ${PATH}`, 'i'),
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: new RegExp(`\\b(?:EACCES|EPERM|EROFS):? [\\w -]{5,30}, \\w{2,12} ${PATH}`),
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern:
        /\b(?:open|mkdir|stat|unlink|rename|create|chmod|chown|lstat|remove|readdirent|write)\s(\/[^\s:]{1,300}): (?:permission denied|operation not permitted|read-only file system)/i,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: /(?:FileNotFoundException|IOException):? (\/\S{1,300}) \((?:Permission denied|Read-only file system)\)/,
      detail: ([, path]) => permissionDenied(path),
    },
    { pattern: /AccessDeniedException: (\/[^\s:]{1,300})\s{0,4}$/, detail: ([, path]) => permissionDenied(path) },
    { pattern: /Errno::(?:EACCES|EROFS|EPERM).{0,120}? - (\/\S{1,300})/, detail: ([, path]) => permissionDenied(path) },
    {
      pattern: /(?:Permission denied|Read-only file system|Operation not permitted) @ \w{3,30}[^/]{0,20}(\/\S{1,300})/,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern:
        /(?:stream or file |fopen\(|mkdir\(|file_put_contents\(|include\(|require\()"?'?(\/[^\s"')]{1,300}).{0,200}(?:permission denied)/i,
      detail: ([, path]) => permissionDenied(path),
    },
    { pattern: /Access to the path '([^']{1,300})' is denied/i, detail: ([, path]) => permissionDenied(path) },
    {
      pattern: new RegExp(
        `\\b(?:mkdir|open|chown|unlink|rename|access)\\(\\)? "?${PATH}.{0,40}failed \\((?:13|1|30):`,
        'i',
      ),
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: new RegExp(
        `\\b(?:mkdir|touch|cp|mv|rm|ln|chown|chmod|cat|tee|install|sed|ls|find|initdb|tar):.{0,80}?${PATH}['’]?:? (?:Permission denied|Operation not permitted|Read-only file system)`,
        'i',
      ),
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: /cannot create (\/\S{1,300}): (?:Permission denied|Read-only file system)/i,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern:
        /could not (?:open|create|change permissions of|access|read|write)\b.{0,40}?["'](\/[^"']{1,300})["'].{0,60}?(?:permission denied|operation not permitted)/i,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: /(\/[^\s:"']{2,300})["']?(?: directory)? is not write?able/i,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern: /(?:su-exec|gosu|setpriv|s6-\w{2,20}|runuser|su):.{0,120}(?:operation not permitted|permission denied)/i,
      detail: () => permissionDenied(undefined),
    },
    {
      pattern:
        /(?:^|[\s"'(:])((?:\/[\w.@+-]{1,100}){1,12})["']?:? \(?(?:13: )?(?:permission denied|read-only file system)/i,
      detail: ([, path]) => permissionDenied(path),
    },
    {
      pattern:
        /PermissionError: \[Errno 13\]|Permission denied \(os error 13\)|\bEACCES: permission denied|EROFS: read-only|permission denied while trying to connect to the Docker daemon/i,
      detail: () => permissionDenied(undefined),
    },
  ],
});
