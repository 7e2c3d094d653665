import type { Detector } from '../detector';
import { settingDetector } from './setting-finding';

/** Libraries of Node.js that do not start without a key, and mostly do not say which variable should have held it. */
export const nodeLibraryKeys: Detector = settingDetector(
  'node-library-keys',
  [
    'secret',
    'supabase',
    'config.authenticator',
    'api key',
    'apikey',
    'client password must be a string',
    'dialect needs to be',
    'openuri()',
    'invalid scheme, expected connection',
    'clientid option',
    'publishablekey',
    'app keys are required',
    'apitoken.salt',
    'accountsid must',
    'service account object',
    '.keys required',
    'must provide a',
  ],
  [
    { reader: 'jsonwebtoken', pattern: /secretOrPrivateKey must have a value|secretOrPublicKey must be provided/i },
    { reader: 'passport-jwt', pattern: /JwtStrategy requires a secret or key/ },
    { reader: 'passport', pattern: /Strategy requires a (?:clientID|clientSecret|consumerKey) option/ },
    { reader: 'NextAuth', pattern: /\[next-auth\]\[error\]\[NO_SECRET\]/i, impliedName: 'NEXTAUTH_SECRET' },
    {
      reader: 'Auth.js',
      pattern: /\[auth\]\[error\] MissingSecret|MissingSecret: Please define a `?secret/,
      impliedName: 'AUTH_SECRET',
    },
    { reader: 'Supabase', pattern: /supabaseUrl is required|supabaseKey is required/ },
    { reader: 'Supabase', pattern: /project's URL and (?:API )?[Kk]ey are required to create a Supabase client/ },
    { reader: 'Stripe', pattern: /Neither apiKey nor config\.authenticator provided/ },
    {
      reader: 'OpenAI',
      pattern: /(?<names>[A-Z][A-Z0-9]{1,20}_API_KEY) environment variable is missing or empty/,
    },
    {
      reader: 'OpenAI',
      pattern: /api_key client option must be set .{0,120}setting the (?<names>\w{1,60}) environment/,
    },
    { reader: 'Resend', pattern: /Missing API key\. Pass it to the constructor/ },
    {
      reader: 'Clerk',
      pattern: /Missing (?:publishableKey|secretKey)|Publishable key is missing|Clerk: .{0,40}key is missing/i,
    },
    { reader: 'express-session', pattern: /secret option required for sessions/, weak: true },
    { reader: 'cookie-session', pattern: /Error: \.keys required/ },
    { reader: 'node-postgres', pattern: /SASL: .{0,60}client password must be a string/ },
    { reader: 'Sequelize', pattern: /Dialect needs to be explicitly supplied/ },
    { reader: 'Mongoose', pattern: /`uri` parameter to `openUri\(\)` must be a string, got "?undefined/ },
    {
      reader: 'MongoDB driver',
      pattern: /Invalid scheme, expected connection string to start with/,
      problem: 'invalid',
    },
    { reader: 'Twilio', pattern: /accountSid must start with AC/, problem: 'invalid' },
    {
      reader: 'Firebase',
      pattern: /Service account object must contain a string "?\w{1,40}"? property/,
      problem: 'invalid',
    },
    { reader: 'Strapi', pattern: /App keys are required\. Please set app\.keys/, impliedName: 'APP_KEYS' },
    { reader: 'Strapi', pattern: /Missing jwtSecret\. Please,? set configuration variable/, impliedName: 'JWT_SECRET' },
    { reader: 'Strapi', pattern: /Missing apiToken\.salt/, impliedName: 'API_TOKEN_SALT' },
    { reader: 'Strapi', pattern: /Missing (?:admin\.)?auth\.secret configuration/, impliedName: 'ADMIN_JWT_SECRET' },
  ],
);
