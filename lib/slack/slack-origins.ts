/** Where requests go: to Slack, and to nothing else. */
export interface SlackOrigins {
  /** Of webhooks. */
  readonly hooks: string;
  /** Base of the Web API's methods. */
  readonly api: string;
}

const LOOPBACK = new Set(['127.0.0.1', 'localhost', '[::1]']);

/**
 * Slack's own addresses, or for tests a server on this machine: it gets both webhooks and, under `/api`, the Web API.
 * Throws for an address elsewhere, so that no setting can send alerts and credentials to a stranger.
 */
export function slackOrigins(endpoint?: string): SlackOrigins {
  if (endpoint === undefined) return { hooks: 'https://hooks.slack.com', api: 'https://slack.com/api' };
  if (!URL.canParse(endpoint) || !LOOPBACK.has(new URL(endpoint).hostname))
    throw new TypeError(
      `ECS_MEDIC_SLACK_ENDPOINT: expected an address on this machine (http://127.0.0.1:8080), got ${endpoint.slice(0, 100)}: leave it out to reach Slack`,
    );
  const { origin } = new URL(endpoint);
  return { hooks: origin, api: `${origin}/api` };
}
