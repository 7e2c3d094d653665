import { type Detector, lineDetector } from '../detector';

const SAYS =
  /error "?AGENT\b|^\s*(?:TaskFailedToStart:\s)?AGENT\s*$|(?:doesn[’']t|does not|not) have the agent connected|agent (?:is )?(?:not connected|disconnected)|agent was (?:not connected|disconnected)|Timed out waiting for Amazon ECS Agent|Agent disconnected since/i;

/** The container agent of an instance does not answer. */
export const agent: Detector = lineDetector({
  id: 'agent',
  reads: ['reason', 'message'],
  hints: ['agent'],
  line: (text) => (SAYS.test(text) ? { detail: { kind: 'agent-disconnected' }, piece: text } : undefined),
});
