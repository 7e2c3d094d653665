import { prefixed, type TokenFormat } from '../token-format';

const SLUG = '[A-Za-z0-9_-]';

/** Tokens of chat, mail, telephony, payment and shop services. */
export const MESSAGING_AND_PAYMENT_TOKENS: readonly TokenFormat[] = [
  { kind: 'slack-token', keywords: ['xox'], pattern: /(?<![A-Za-z0-9])xox[a-z](?:\.xox[a-z])?-[A-Za-z0-9-]{10,250}/g },
  prefixed('slack-token', 'xapp-', '\\d-[A-Za-z0-9-]{10,250}'),
  {
    kind: 'slack-webhook',
    keywords: ['hooks.slack.com'],
    pattern: /hooks\.slack\.com\/(?:services|workflows|triggers)\/([A-Za-z0-9+/_-]{20,120})/g,
  },
  {
    kind: 'teams-webhook',
    keywords: ['.webhook.office.com'],
    pattern: /\.webhook\.office\.com\/webhookb2\/([A-Za-z0-9@/_-]{20,400})/g,
  },
  {
    kind: 'discord-webhook',
    keywords: ['/api/webhooks/'],
    pattern: /discord(?:app)?\.com\/api\/(?:v\d{1,2}\/)?webhooks\/(\d{10,25}\/[A-Za-z0-9_-]{40,120})/g,
  },
  {
    kind: 'discord-token',
    keywords: ['.'],
    pattern: /(?<![A-Za-z0-9_.-])[MNO][A-Za-z0-9]{23,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,45}(?![A-Za-z0-9_.-])/g,
  },
  { kind: 'telegram-token', keywords: [':a'], pattern: /(?<![A-Za-z0-9:])(?:bot)?\d{8,10}:A[A-Za-z0-9_-]{34}/g },
  { kind: 'stripe-key', keywords: ['k_'], pattern: /(?<![A-Za-z0-9])[srp]k_(?:test|live|prod)_[A-Za-z0-9]{10,250}/g },
  prefixed('stripe-webhook-secret', 'whsec_', '[A-Za-z0-9+/=]{24,100}'),
  { kind: 'twilio-key', keywords: ['sk'], pattern: /(?<![A-Za-z0-9])SK[0-9a-f]{32}(?![A-Za-z0-9])/g },
  prefixed('sendgrid-key', 'SG.', '[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{16,64}'),
  { kind: 'mailchimp-key', keywords: ['-us'], pattern: /(?<![A-Za-z0-9-])[0-9a-f]{32}-us\d{1,2}(?![A-Za-z0-9-])/g },
  { kind: 'mailgun-key', keywords: ['key-'], pattern: /(?<![A-Za-z0-9_-])key-[0-9a-f]{32}(?![A-Za-z0-9])/g },
  {
    kind: 'brevo-key',
    keywords: ['xkeysib-', 'xsmtpsib-'],
    pattern: /(?:xkeysib|xsmtpsib)-[a-f0-9]{64}-[A-Za-z0-9]{16}/g,
  },
  prefixed('resend-key', 're_', '[A-Za-z0-9]{6,12}_[A-Za-z0-9]{20,40}'),
  { kind: 'shopify-token', keywords: ['shp'], pattern: /(?<![A-Za-z0-9])shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}/g },
  { kind: 'square-token', keywords: ['sq0'], pattern: /(?<![A-Za-z0-9])sq0[a-z]{3}-[A-Za-z0-9_-]{22,43}/g },
  prefixed('square-token', 'EAAA', `${SLUG}{60}(?![A-Za-z0-9_-])`),
  {
    kind: 'paypal-token',
    keywords: ['access_token$'],
    pattern: /access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$([a-f0-9]{32})/g,
  },
  { kind: 'razorpay-key', keywords: ['rzp_'], pattern: /rzp_(?:live|test)_[A-Za-z0-9]{14,30}/g },
  { kind: 'flutterwave-key', keywords: ['flwseck'], pattern: /FLWSECK(?:_TEST|_LIVE)?-[A-Za-z0-9]{12,40}(?:-X)?/g },
];
