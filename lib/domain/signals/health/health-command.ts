import { type Detector, lineDetector } from '../detector';

/** Programs that health checks call and that small images lack. */
const PROGRAM =
  '(curl|wget|nc|netcat|ncat|grpc_health_probe|grpcurl|pgrep|ps|pg_isready|redis-cli|mysqladmin|httpie|http)';
const BY_SHELL = new RegExp(
  `(?:^|[\\s/])(?:ba|da|a|z)?sh: (?:line )?(?:\\d{1,4}: )?(?:/\\S{1,60}/)?${PROGRAM}: (?:command not found|not found|permission denied)`,
  'i',
);
const BY_RUNTIME = new RegExp(
  `exec: \\\\{0,3}"(?:/\\S{1,60}/)?${PROGRAM}\\\\{0,3}": (?:executable file not found|permission denied|stat )`,
  'i',
);

/** A shell or the runtime did not find a program of the kind that health checks call. */
export const healthCommand: Detector = lineDetector({
  id: 'health-command',
  reads: ['log', 'reason'],
  hints: ['not found', 'permission denied', 'no such file'],
  line(text) {
    const match = BY_SHELL.exec(text) ?? BY_RUNTIME.exec(text);
    const command = match?.[1];
    if (match === null || command === undefined) return undefined;
    return { detail: { kind: 'health-command', command }, piece: text };
  },
});
