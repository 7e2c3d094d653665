/** A registry's host as people call it. */
export const registryWords = (host: string | undefined): string =>
  host === undefined ? 'the registry' : /(?:^|\.)docker\.(?:io|com)$/.test(host) ? 'Docker Hub' : host;

/** The same at the start of a sentence; a host keeps its lower case. */
export const registryAtStart = (host: string | undefined): string =>
  host === undefined ? 'The registry' : registryWords(host);

/** The same sentence with its first letter in upper case. */
export const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
