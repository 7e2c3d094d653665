import type { TokenFormat } from './token-format';

/** JSON web tokens, whole or cut, and their base64 forms. `eyJhbGciOi` is `{"alg":`, `eyJ0eXAiOi` is `{"typ":`, `eyJraWQiOi` is `{"kid":`. */
export const JSON_WEB_TOKENS: readonly TokenFormat[] = [
  {
    kind: 'jwt',
    keywords: ['eyj'],
    pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{10,4000}\.[A-Za-z0-9_-]{10,12000}(?:\.[A-Za-z0-9_-]{0,12000}){0,3}/g,
  },
  {
    kind: 'jwt',
    keywords: ['eyj'],
    pattern: /(?<![A-Za-z0-9_-])eyJ(?:hbGciOi|0eXAiOi|raWQiOi)[A-Za-z0-9_-]{6,4000}/g,
  },
  { kind: 'jwt', keywords: ['zxlk'], pattern: /(?<![A-Za-z0-9+/])ZXlK[A-Za-z0-9+/]{40,16000}={0,2}/g },
];
