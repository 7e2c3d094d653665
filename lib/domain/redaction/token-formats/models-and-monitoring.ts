import { prefixed, type TokenFormat } from '../token-format';

const SLUG = '[A-Za-z0-9_-]';

/** Tokens of model providers and of monitoring services. */
export const MODEL_AND_MONITORING_TOKENS: readonly TokenFormat[] = [
  {
    kind: 'openai-key',
    keywords: ['sk-'],
    pattern: /(?<![A-Za-z0-9_-])sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{20,300}/g,
  },
  { kind: 'openai-key', keywords: ['sk-'], pattern: /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9]{20,100}(?![A-Za-z0-9_-])/g },
  prefixed('anthropic-key', 'sk-ant-', `${SLUG}{20,200}`),
  prefixed('openrouter-key', 'sk-or-v1-', '[a-f0-9]{64}'),
  { kind: 'langfuse-key', keywords: ['k-lf-'], pattern: /(?<![A-Za-z0-9_-])[sp]k-lf-[0-9a-f-]{36}/g },
  prefixed('huggingface-token', 'hf_', '[A-Za-z0-9]{30,60}'),
  prefixed('huggingface-token', 'api_org_', '[A-Za-z0-9]{34}'),
  prefixed('perplexity-key', 'pplx-', '[A-Za-z0-9]{40,64}'),
  prefixed('groq-key', 'gsk_', '[A-Za-z0-9]{40,64}'),
  prefixed('xai-key', 'xai-', '[A-Za-z0-9]{60,100}'),
  prefixed('replicate-token', 'r8_', '[A-Za-z0-9]{37}'),
  prefixed('langsmith-key', 'lsv2_', '(?:pt|sk)_[a-f0-9]{32}_[a-f0-9]{10}'),
  prefixed('tavily-key', 'tvly-', '[A-Za-z0-9-]{20,60}'),
  prefixed('grafana-token', 'glsa_', '[A-Za-z0-9]{32}_[A-Fa-f0-9]{8}'),
  prefixed('grafana-token', 'glc_', '[A-Za-z0-9+/=]{32,400}'),
  prefixed('grafana-token', 'eyJrIjoi', '[A-Za-z0-9+/=_-]{40,400}'),
  prefixed('sentry-token', 'sntrys_', '[A-Za-z0-9+/=_-]{40,500}'),
  prefixed('sentry-token', 'sntryu_', '[a-f0-9]{64}'),
  {
    kind: 'new-relic-key',
    keywords: ['nr'],
    pattern: /(?<![A-Za-z0-9])NR(?:AK|JS|II|IQ|RA|SP|BR)-[A-Za-z0-9_-]{16,64}/g,
  },
  { kind: 'new-relic-key', keywords: ['nral'], pattern: /(?<![A-Za-z0-9])[a-f0-9]{36}NRAL(?![A-Za-z0-9])/g },
  prefixed('dynatrace-token', 'dt0', '[a-z]\\d{2}\\.[A-Z0-9]{24}\\.[A-Z0-9]{64}'),
  { kind: 'posthog-key', keywords: ['phx_'], pattern: /(?<![A-Za-z0-9])phx_[A-Za-z0-9]{40,60}/g },
  prefixed('honeycomb-key', 'hcaik_', '[a-z0-9]{50,70}'),
  prefixed('launchdarkly-key', 'sdk-', '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'),
];
