import type { ContainerDefinition } from '../definition/task-definition';
import { type Facts, signalsOf } from '../facts';
import { valueIn } from '../read';
import type { Quote } from '../text/passage';
import { startDuration } from './start-duration';

/** Why the check in the task definition fails, as far as definition and log tell. */
export interface ContainerCheck {
  readonly command: string;
  readonly fault?: 'program-missing' | 'wrong-port' | 'wrong-host' | 'too-early';
  /** A sentence without a full stop. */
  readonly because?: string;
  readonly quote?: Quote;
}

const LOCAL_URL = /(?:https?:\/\/)?(?:localhost|127\.0\.0\.1|\[::1\]|0\.0\.0\.0)(?::(\d{2,5}))?/i;

export function containerCheck(facts: Facts): ContainerCheck | undefined {
  const definition = facts.containerDefinition;
  const check = definition?.healthCheck;
  if (definition === undefined || check === undefined) return undefined;
  const command = check.command.filter((word) => word !== 'CMD-SHELL' && word !== 'CMD').join(' ');
  const found = programMissing(facts, command) ?? elsewhere(facts, definition, command) ?? tooEarly(facts, definition);
  return { command, ...(found ?? {}) };
}

type Found = Required<Pick<ContainerCheck, 'fault' | 'because'>> & { readonly quote?: Quote };

function programMissing(facts: Facts, command: string): Found | undefined {
  const missing = signalsOf(facts, 'health-command').find((signal) => wordsOf(command).includes(signal.command));
  if (missing === undefined) return undefined;
  const because = `the check calls ${missing.command}, which the image lacks or may not run`;
  return { fault: 'program-missing', because, quote: missing.quote };
}

const wordsOf = (command: string): readonly string[] =>
  command.split(/[\s;|&()]+/).map((word) => word.slice(word.lastIndexOf('/') + 1));

/** The check asks this machine, but the application listens on another port or only on the task's address. */
function elsewhere(facts: Facts, definition: ContainerDefinition, command: string): Found | undefined {
  const asked = LOCAL_URL.exec(command);
  if (asked === null) return undefined;
  const port = asked[1] === undefined ? (/https:/i.test(command) ? 443 : 80) : Number(asked[1]);
  const listens = signalsOf(facts, 'listening').filter(
    ({ quote: { origin } }) => origin.kind !== 'log' || origin.container === definition.name,
  );
  const first = listens[0];
  if (first === undefined) return undefined;
  const there = listens.find((one) => one.port === port);
  if (there === undefined) {
    const because = `the check asks port ${port}, but the log says that the application listens on ${first.port}`;
    return { fault: 'wrong-port', because, quote: first.quote };
  }
  if (there.host === undefined || isEveryAddress(there.host) || there.loopback === true) return undefined;
  const because = `the check asks localhost, but the application listens only on ${there.host}`;
  return { fault: 'wrong-host', because, quote: there.quote };
}

/** Only a name or address of one interface counts: `ip-10-0-1-2.ec2.internal`, `10.0.1.2`. */
const isEveryAddress = (host: string): boolean =>
  !/^ip-\d|^(?!0\.0\.0\.0)\d{1,3}(?:\.\d{1,3}){3}$|\.compute\.|\.internal$/i.test(host) ||
  /^(?:localhost|127\.)/i.test(host);

function tooEarly(facts: Facts, { name, healthCheck }: ContainerDefinition): Found | undefined {
  const log = (valueIn(facts.evidence.logs) ?? []).find(({ container }) => container === name);
  const up = signalsOf(facts, 'listening')[0]?.quote;
  const startsIn = startDuration(log, up?.text);
  if (startsIn === undefined || healthCheck === undefined) return undefined;
  const allowed = healthCheck.startPeriod + healthCheck.interval * healthCheck.retries;
  if (startsIn <= allowed) return undefined;
  const because = `the application needs ${Math.round(startsIn)} s to start, the check gives it ${allowed} s (startPeriod ${healthCheck.startPeriod} + ${healthCheck.retries} × ${healthCheck.interval})`;
  return { fault: 'too-early', because, ...(up === undefined ? {} : { quote: up }) };
}
