import { prefixed, type TokenFormat } from '../token-format';

const SLUG = '[A-Za-z0-9_-]';

/** Tokens of code hosts, package registries and build tools. */
export const DEVELOPMENT_TOKENS: readonly TokenFormat[] = [
  { kind: 'github-token', keywords: ['gh'], pattern: /(?<![A-Za-z0-9_-])gh[pousr]_[A-Za-z0-9]{36,255}/g },
  prefixed('github-token', 'github_pat_', '[A-Za-z0-9_]{60,255}'),
  {
    kind: 'gitlab-token',
    keywords: ['gl'],
    pattern: /(?<![A-Za-z0-9_-])gl(?:pat|rt|dt|ft|soat|agent|ffct|imt|rtr|wt)-[A-Za-z0-9_.-]{20,300}/g,
  },
  {
    kind: 'gitlab-token',
    keywords: ['glcbt-', 'glptt-', 'gloas-'],
    pattern: /(?<![A-Za-z0-9_-])gl(?:cbt|ptt|oas)-[A-Za-z0-9_.-]{20,300}/g,
  },
  prefixed('gitlab-token', 'GR1348941', `${SLUG}{20,50}`),
  prefixed('bitbucket-token', 'ATBB', '[A-Za-z0-9_=.-]{24,64}'),
  prefixed('npm-token', 'npm_', '[A-Za-z0-9]{36}'),
  { kind: 'npm-token', keywords: [':_authtoken'], pattern: /:_authToken\s{0,2}=\s{0,2}["']?([^\s"'$]{8,400})/g },
  prefixed('pypi-token', 'pypi-AgE', `${SLUG}{50,1000}`),
  prefixed('rubygems-key', 'rubygems_', '[a-f0-9]{48}'),
  prefixed('clojars-token', 'CLOJARS_', '[A-Za-z0-9]{60}'),
  prefixed('docker-token', 'dckr_pat_', `${SLUG}{27}`),
  prefixed('docker-token', 'dckr_oat_', `${SLUG}{27,40}`),
  prefixed('artifactory-key', 'AKCp', '[A-Za-z0-9]{60,80}'),
  prefixed('artifactory-token', 'cmVmd', '[A-Za-z0-9]{59}'),
  prefixed('nuget-key', 'oy2', '[a-z0-9]{43}(?![A-Za-z0-9])'),
  prefixed('crates-token', 'cio', '[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  prefixed('sonar-token', 'sqp_', '[a-f0-9]{40}'),
  prefixed('sonar-token', 'squ_', '[a-f0-9]{40}'),
  prefixed('sonar-token', 'sqa_', '[a-f0-9]{40}'),
  prefixed('buildkite-token', 'bkua_', '[a-z0-9]{40}'),
  prefixed('circleci-token', 'CCIPAT_', '[A-Za-z0-9_]{40,90}'),
  prefixed('postman-key', 'PMAK-', '[a-f0-9]{24}-[a-f0-9]{34}'),
  prefixed('atlassian-token', 'ATATT3', '[A-Za-z0-9_=-]{100,260}'),
  prefixed('linear-key', 'lin_api_', '[A-Za-z0-9]{32,64}'),
  prefixed('linear-key', 'lin_oauth_', '[a-f0-9]{64}'),
  prefixed('notion-token', 'ntn_', '[A-Za-z0-9]{40,60}'),
  prefixed('notion-token', 'secret_', '[A-Za-z0-9]{43}(?![A-Za-z0-9])'),
  prefixed('figma-token', 'figd_', `${SLUG}{40,200}`),
  prefixed('airtable-token', 'pat', '[A-Za-z0-9]{14}\\.[a-f0-9]{64}'),
];
