import { asObject, asTexts } from '../../json';
import type { CheckRule } from '../check-context';
import type { CheckedContainer } from '../checked-definition';
import { type Finding, snippetOf } from '../finding';

type Severity = Finding['severity'];

/** What is wrong with the command, and the command that was probably meant. */
interface Problem {
  readonly severity: Severity;
  readonly what: string;
  readonly why: string;
  readonly meant?: string;
}

/** A health check whose command does not do what it says. It must begin with CMD or CMD-SHELL (HealthCheck of the API). */
export const healthCheckForm: CheckRule = ({ containers }) =>
  containers.flatMap((container) => {
    const problem = problemOf(container);
    if (problem === undefined) return [];
    const { name } = container.definition;
    return [
      {
        id: 'health-check-form',
        severity: problem.severity,
        container: name,
        what: `The health check of ${name} ${problem.what}.`,
        why: problem.why,
        fix: 'Write ["CMD-SHELL", "one line for the shell"], or ["CMD", "program", "argument", …] without a shell.',
        ...(problem.meant === undefined ? {} : { snippet: snippetOf({ command: ['CMD-SHELL', problem.meant] }) }),
        cause: 'container-health-check-failed',
      },
    ];
  });

const NO_SHELL = 'CMD starts the program without a shell';
const OPERATOR = /^(?:\|\||&&|\||;|>|<|2>&1|>.*)$/;

function problemOf({ raw }: CheckedContainer): Problem | undefined {
  const check = asObject(raw['healthCheck']);
  if (check === undefined) return undefined;
  if (!Array.isArray(check['command'])) {
    const text = check['command'];
    if (typeof text !== 'string')
      return { severity: 'error', what: 'has no command', why: 'ECS refuses a health check without a command.' };
    return {
      severity: 'error',
      what: 'has a text as its command',
      why: 'ECS takes a list of texts only.',
      meant: text.replace(/^CMD(?:-SHELL)?,? /, ''),
    };
  }
  const [first, ...rest] = asTexts(check['command']);
  const isPlain = rest.every((word) => !/[\s"']/.test(word));
  if (first === undefined)
    return { severity: 'error', what: 'has an empty command', why: 'ECS refuses a health check without a command.' };
  if (first === 'CMD') return cmdProblem(rest, isPlain);
  if (first === 'CMD-SHELL') return shellProblem(rest, isPlain);
  if (first === 'NONE') return undefined;
  return {
    // A program by its path is run by some agents, which AWS's own examples of the OpenTelemetry collector count on.
    severity: rest.length === 0 && /^\/\S*$/.test(first) ? 'warning' : 'error',
    what: `begins with ${first}, not with CMD or CMD-SHELL`,
    why: 'Docker knows no such kind of check and runs none: the container never becomes healthy.',
    ...(isPlain ? { meant: [first.replace(/^CMD(?:-SHELL)?,? /, ''), ...rest].join(' ') } : {}),
  };
}

function cmdProblem(rest: readonly string[], isPlain: boolean): Problem | undefined {
  const [program] = rest;
  if (program === undefined)
    return { severity: 'error', what: 'has nothing after CMD', why: 'There is nothing to run.' };
  if (rest.length === 1 && /\s/.test(program.trim()))
    return {
      severity: 'error',
      what: 'has a line for a shell after CMD',
      why: `${NO_SHELL}: it looks for a program of the whole name, finds none, and every check fails.`,
      meant: program,
    };
  const operator = rest.find((word) => OPERATOR.test(word));
  if (operator === undefined) return undefined;
  return {
    severity: 'error',
    what: `hands ${operator} to ${program}`,
    why: `${NO_SHELL}: ${operator} and what follows are arguments of ${program}, and it fails on them.`,
    ...(isPlain ? { meant: rest.join(' ') } : {}),
  };
}

function shellProblem(rest: readonly string[], isPlain: boolean): Problem | undefined {
  if (rest.length === 0)
    return { severity: 'error', what: 'has nothing after CMD-SHELL', why: 'There is nothing to run.' };
  if (rest.length === 1) return undefined;
  return {
    severity: 'warning',
    what: 'has several texts after CMD-SHELL',
    why: `Docker runs the first one only, ${rest[0]}, and hands the others to the shell as its arguments.`,
    ...(isPlain ? { meant: rest.join(' ') } : {}),
  };
}
