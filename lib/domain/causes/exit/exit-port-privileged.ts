import { containerAtStart, containerWords } from '../../container-words';
import { namesOf, signalsOf } from '../../facts';
import type { Cause, CausePage } from '../cause';
import { strongest } from './log-evidence';
import { changesOf, logCommand, withCode } from './reading';

export const exitPortPrivileged: Cause = {
  id: 'exit-port-privileged',
  title: 'the process may not open its port',
  group: 'exit',
  kind: 'doomed',
  supersedes: ['exit-application-error', 'exit-permission-denied'],
  explain(facts) {
    const found = strongest(facts, signalsOf(facts, 'port-privileged'));
    if (found === undefined) return undefined;
    const { container } = namesOf(facts);
    const { port, quote } = found.signal;
    const named = port === undefined ? 'its port' : `port ${port}`;
    const user = facts.containerDefinition?.user;
    return {
      confidence: found.confidence,
      summary: `${containerAtStart(container)} was refused ${named}: a process without root may not open ports below 1024${withCode(facts)}.`,
      quotes: [quote],
      next: `Let ${containerWords(container)} listen on a port above 1023, such as 8080, and map that one.`,
      command: logCommand(facts),
      chain: [...(facts.exitCode === undefined ? [] : [`exit ${facts.exitCode}`]), `no right to open ${named}`],
      notes: user === undefined ? [] : [`The definition runs the container as user ${user}.`],
      blames: changesOf(facts, ['user', 'port', 'image', 'variable']),
    };
  },
};

export const page: CausePage = {
  meaning:
    'The program wants to listen on a port below 1024, mostly 80 or 443, but runs as a user without that right. Linux keeps those ports for root or processes with CAP_NET_BIND_SERVICE.',
  impact: 'The container ends at once, and every task of this revision does the same.',
  fix: [
    'Listen on a port above 1023 (8080) and change `containerPort` and the port of the target group to it; clients still use 80 or 443 at the load balancer.',
    'For nginx use the image `nginxinc/nginx-unprivileged`, which listens on 8080.',
    'On EC2 the capability can be added in `linuxParameters.capabilities.add` (`NET_BIND_SERVICE`); Fargate does not offer it.',
  ],
  confusedWith: '`exit-permission-denied`: the same words about a file. `exit-port-in-use`: the port is taken.',
  links: ['https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_KernelCapabilities.html'],
};
