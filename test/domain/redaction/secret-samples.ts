import type { SeededRandom } from './seeded-random';

/** One way in which a secret is written. `secret` is what must not survive; `written` is the secret in its place, where it needs one. */
export interface SecretForm {
  readonly name: string;
  readonly secret: (random: SeededRandom) => string;
  readonly written?: (secret: string) => string;
}

type Draw = SeededRandom['of'];

const token = (name: string, prefix: readonly string[], rest: (of: Draw) => string): SecretForm => ({
  name,
  secret: (random) => `${prefix.join('')}${rest(random.of)}`,
});

const keyed = (name: string, secret: (of: Draw) => string, written: (secret: string) => string): SecretForm => ({
  name,
  secret: (random) => secret(random.of),
  written,
});

// Prefixes are in pieces so that no secret scanner takes this file for a leak.
export const TOKEN_FORMS: readonly SecretForm[] = [
  token('AWS access key id', ['AK', 'IA'], (of) => of('base32', 16)),
  token('AWS temporary access key id', ['AS', 'IA'], (of) => of('base32', 16)),
  token('AWS session token', ['IQoJb3', 'JpZ2lu'], (of) => `${of('base64', 300)}=`),
  token('Bedrock key', ['AB', 'SK'], (of) => of('base64', 128)),
  token('GitHub personal token', ['gh', 'p_'], (of) => of('alnum', 36)),
  token('GitHub OAuth token', ['gh', 'o_'], (of) => of('alnum', 36)),
  token('GitHub app token', ['gh', 's_'], (of) => of('alnum', 36)),
  token('GitHub refresh token', ['gh', 'r_'], (of) => of('alnum', 76)),
  token('GitHub fine-grained token', ['github', '_pat_'], (of) => `${of('alnum', 22)}_${of('alnum', 59)}`),
  token('GitLab personal token', ['gl', 'pat-'], (of) => of('slug', 20)),
  token('GitLab deploy token', ['gl', 'dt-'], (of) => of('slug', 20)),
  token('GitLab runner token', ['gl', 'rt-'], (of) => of('slug', 20)),
  token('GitLab trigger token', ['gl', 'ptt-'], (of) => of('hex', 40)),
  token('GitLab runner registration', ['GR13', '48941'], (of) => of('slug', 20)),
  token('Slack bot token', ['xo', 'xb-'], (of) => `${of('digit', 12)}-${of('digit', 13)}-${of('alnum', 24)}`),
  token(
    'Slack user token',
    ['xo', 'xp-'],
    (of) => `${of('digit', 12)}-${of('digit', 12)}-${of('digit', 12)}-${of('hex', 32)}`,
  ),
  token('Slack app token', ['xa', 'pp-1-'], (of) => `A${of('upper', 10)}-${of('digit', 13)}-${of('hex', 64)}`),
  token('Telegram bot token', [], (of) => `6${of('digit', 9)}:AA${of('slug', 33)}`),
  token('Stripe secret key', ['sk', '_live_'], (of) => of('alnum', 24)),
  token('Stripe restricted key', ['rk', '_test_'], (of) => of('alnum', 99)),
  token('Stripe webhook secret', ['wh', 'sec_'], (of) => of('alnum', 32)),
  token('Twilio key', ['S', 'K'], (of) => of('hex', 32)),
  token('SendGrid key', ['S', 'G.'], (of) => `${of('slug', 22)}.${of('slug', 43)}`),
  token('Mailchimp key', [], (of) => `${of('hex', 32)}-us12`),
  token('Brevo key', ['xkey', 'sib-'], (of) => `${of('hex', 64)}-${of('alnum', 16)}`),
  token('Google API key', ['AI', 'za'], (of) => of('slug', 35)),
  token('Google access token', ['ya', '29.'], (of) => of('slug', 120)),
  token('Google client secret', ['GOC', 'SPX-'], (of) => of('slug', 28)),
  token('Azure client secret', [], (of) => `${of('alnum', 3)}8Q~${of('slug', 34)}`),
  token('OpenAI project key', ['sk', '-proj-'], (of) => `${of('slug', 74)}T3BlbkFJ${of('slug', 74)}`),
  token('OpenAI old key', ['sk', '-'], (of) => `${of('alnum', 20)}T3BlbkFJ${of('alnum', 20)}`),
  token('Anthropic key', ['sk', '-ant-api03-'], (of) => `${of('slug', 93)}AA`),
  token('Hugging Face token', ['h', 'f_'], (of) => of('alnum', 34)),
  token('Perplexity key', ['pp', 'lx-'], (of) => of('alnum', 48)),
  token('Groq key', ['gs', 'k_'], (of) => of('alnum', 52)),
  token('npm token', ['np', 'm_'], (of) => of('alnum', 36)),
  token('PyPI token', ['pypi-', 'AgEIcHlwaS5vcmc'], (of) => of('slug', 100)),
  token('RubyGems key', ['ruby', 'gems_'], (of) => of('hex', 48)),
  token('Clojars token', ['CLO', 'JARS_'], (of) => of('lower', 60)),
  token('Docker Hub token', ['dckr', '_pat_'], (of) => of('slug', 27)),
  token('Artifactory key', ['AK', 'Cp'], (of) => of('alnum', 69)),
  token('Vault service token', ['hv', 's.'], (of) => of('slug', 95)),
  token('Vault batch token', ['hv', 'b.'], (of) => of('slug', 160)),
  token('Terraform Cloud token', [], (of) => `${of('alnum', 14)}.atlasv1.${of('alnum', 64)}`),
  token('DigitalOcean token', ['dop', '_v1_'], (of) => of('hex', 64)),
  token('Databricks token', ['da', 'pi'], (of) => of('hex', 32)),
  token('Grafana service token', ['gl', 'sa_'], (of) => `${of('alnum', 32)}_${of('hex', 8)}`),
  token('Grafana cloud token', ['gl', 'c_'], (of) => of('base64', 80)),
  token('Sentry user token', ['snt', 'ryu_'], (of) => of('hex', 64)),
  token('New Relic user key', ['NR', 'AK-'], (of) => of('upper', 27)),
  token('Dynatrace token', ['dt0', 'c01.'], (of) => `${of('base32', 24)}.${of('base32', 64)}`),
  token('Atlassian token', ['ATA', 'TT3'], (of) => of('slug', 186)),
  token('Linear key', ['lin', '_api_'], (of) => of('alnum', 40)),
  token('Notion token', ['nt', 'n_'], (of) => of('alnum', 46)),
  token('Figma token', ['fi', 'gd_'], (of) => of('slug', 40)),
  token('Airtable token', ['pa', 't'], (of) => `${of('alnum', 14)}.${of('hex', 64)}`),
  token('Postman key', ['PM', 'AK-'], (of) => `${of('hex', 24)}-${of('hex', 34)}`),
  token('Shopify token', ['shp', 'at_'], (of) => of('hex', 32)),
  token('Square token', ['sq0', 'atp-'], (of) => of('slug', 22)),
  token('PlanetScale password', ['pscale', '_pw_'], (of) => of('slug', 43)),
  token('Pulumi token', ['pu', 'l-'], (of) => of('hex', 40)),
  token('Prefect key', ['pn', 'u_'], (of) => of('lower', 36)),
  token('Infracost key', ['ic', 'o-'], (of) => of('alnum', 32)),
  token('Doppler token', ['dp', '.pt.'], (of) => of('alnum', 43)),
  token('Cloudflare origin key', ['v1', '.0-'], (of) => `${of('hex', 24)}-${of('hex', 146)}`),
  token('Tailscale key', ['ts', 'key-auth-'], (of) => `${of('alnum', 12)}-${of('alnum', 32)}`),
  token('Fly token', ['fo', '1_'], (of) => of('slug', 43)),
  token('Heroku key', ['HR', 'KU-AA'], (of) => of('slug', 58)),
  token('OpenShift token', ['sha', '256~'], (of) => of('slug', 43)),
  token('age secret key', ['AGE-SECRET', '-KEY-1'], (of) => of('upper', 58)),
  token('JSON web token', ['eyJhbGciOi', 'JIUzI1NiJ9.eyJzdWIi'], (of) => `${of('slug', 60)}.${of('slug', 43)}`),
  token('LangSmith key', ['lsv2', '_pt_'], (of) => `${of('hex', 32)}_${of('hex', 10)}`),
];

export const PLACED_FORMS: readonly SecretForm[] = [
  keyed(
    'AWS secret key',
    (of) => of('base64', 40),
    (s) => `aws_secret_access_key=${s}`,
  ),
  keyed(
    'Datadog key',
    (of) => of('hex', 32),
    (s) => `DD_API_KEY=${s}`,
  ),
  keyed(
    'password in dotenv',
    (of) => of('slug', 20),
    (s) => `DB_PASSWORD=${s}`,
  ),
  keyed(
    'password in JSON',
    (of) => of('base64', 24),
    (s) => `{"user":"app","password":"${s}","port":5432}`,
  ),
  keyed(
    'client secret in YAML',
    (of) => of('alnum', 32),
    (s) => `client_secret: ${s}`,
  ),
  keyed(
    'API key header',
    (of) => of('alnum', 32),
    (s) => `X-Api-Key: ${s}`,
  ),
  keyed(
    'bearer header',
    (of) => of('slug', 40),
    (s) => `Authorization: Bearer ${s}`,
  ),
  keyed(
    'basic header',
    (of) => of('base64', 32),
    (s) => `Authorization: Basic ${s}`,
  ),
  keyed(
    'session cookie',
    (of) => of('alnum', 32),
    (s) => `Cookie: sid=${s}; Path=/`,
  ),
  keyed(
    'Postgres URL',
    (of) => of('alnum', 20),
    (s) => `postgres://app:${s}@db.internal:5432/orders`,
  ),
  keyed(
    'Redis URL without name',
    (of) => of('alnum', 24),
    (s) => `redis://:${s}@cache.internal:6379/0`,
  ),
  keyed(
    'AMQP URL',
    (of) => of('alnum', 20),
    (s) => `amqps://app:${s}@mq.internal/vhost`,
  ),
  keyed(
    'Mongo URL',
    (of) => of('alnum', 20),
    (s) => `mongodb+srv://app:${s}@cluster0.example.net/orders`,
  ),
  keyed(
    'Sentry DSN',
    (of) => of('hex', 32),
    (s) => `https://${s}@o42.ingest.sentry.io/17`,
  ),
  keyed(
    'connection string',
    (of) => of('alnum', 20),
    (s) => `Server=db,1433;User Id=app;Password=${s};Encrypt=true`,
  ),
  keyed(
    'libpq keywords',
    (of) => of('alnum', 20),
    (s) => `host=db user=app password=${s} dbname=orders`,
  ),
  keyed(
    'storage account key',
    (of) => `${of('base64', 86)}==`,
    (s) => `AccountName=app;AccountKey=${s};EndpointSuffix=core`,
  ),
  keyed(
    'presigned signature',
    (of) => of('hex', 64),
    (s) => `https://b.s3.amazonaws.com/k?X-Amz-Expires=900&X-Amz-Signature=${s}`,
  ),
  keyed(
    'shared access signature',
    (of) => `${of('alnum', 42)}%3D`,
    (s) => `https://a.blob.core.windows.net/c?sv=2022-11-02&sig=${s}`,
  ),
  keyed(
    'Slack webhook',
    (of) => `T${of('upper', 8)}/B${of('upper', 8)}/${of('alnum', 24)}`,
    (s) => `https://hooks.slack.com/services/${s}`,
  ),
  keyed(
    'Discord webhook',
    (of) => `${of('digit', 18)}/${of('slug', 68)}`,
    (s) => `https://discord.com/api/webhooks/${s}`,
  ),
  keyed(
    'long flag',
    (of) => of('alnum', 20),
    (s) => `app --password ${s} --port 80`,
  ),
  keyed(
    'curl login',
    (of) => of('alnum', 20),
    (s) => `curl -sf -u app:${s} https://example.com/health`,
  ),
  keyed(
    'query parameter',
    (of) => of('alnum', 32),
    (s) => `GET /v1/orders?access_token=${s}&page=2`,
  ),
  keyed(
    'container authorization token',
    (of) => of('slug', 64),
    (s) => `AWS_CONTAINER_AUTHORIZATION_TOKEN=${s}`,
  ),
  keyed(
    'variable object',
    (of) => of('alnum', 24),
    (s) => `{"name":"DB_PASSWORD","value":"${s}"}`,
  ),
];
