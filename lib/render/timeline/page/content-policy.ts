import { sha256 } from '@noble/hashes/sha2';

/** What a page may load and run, as the content of its Content-Security-Policy: these texts of style and script alone. */
export const contentPolicy = (styles: readonly string[], scripts: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src ${styles.map(sourceOf).join(' ')}`,
    `script-src ${scripts.map(sourceOf).join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

const sourceOf = (text: string): string => `'sha256-${Buffer.from(sha256(text)).toString('base64')}'`;
