import { ruleDetector } from '../application/rule-detector';
import type { Detector } from '../detector';
import { permissionDenied, SOMETHING_ELSE } from './permission-denied';

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
      detail: ([, path]) => permissionDenied(path, true),
    },
    {
      pattern: /\bexec\s(\S{1,300}?):? (?:failed: )?permission denied/i,
      detail: ([, path]) => permissionDenied(path, true),
    },
    {
      pattern: /exec user process caused:?\s\\{0,3}["“]?permission denied/i,
      detail: () => permissionDenied(undefined, true),
    },
    {
      pattern:
        /(?:^|[\s|/])(?:ba|da|a|z)?sh:(?: line)? ?(?:\d{1,5}: )?(?:exec: )?([\w./+-]{1,200}): Permission denied/i,
      detail: ([, path]) => permissionDenied(path, true),
    },
    {
      pattern: /\.sh:(?: line)? ?\d{1,5}: (?:exec: )?([\w./+-]{1,200}): Permission denied/i,
      detail: ([, path], text) => permissionDenied(path, !/cannot create/.test(text)),
    },
    {
      pattern: /unable to find (?:user|group) ([\w.-]{1,64}): (?:no matching entries|invalid)/i,
      detail: ([, user]) => permissionDenied(user),
    },
    {
      pattern: /(?:fork\/exec|spawn)\s(\S{1,200}?):? (?:permission denied|EACCES)/i,
      detail: ([, path]) => permissionDenied(path, true),
    },
    { pattern: /\bspawn (\S{1,200}) EACCES/, detail: ([, path]) => permissionDenied(path, true) },
    { pattern: /OCI runtime create failed.{0,600}?permission denied/i, detail: () => permissionDenied(undefined) },
  ],
});
