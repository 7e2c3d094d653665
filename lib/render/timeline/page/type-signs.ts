import type { EntryType } from '../../../domain/timeline/timeline';

/** A sign before the word for a type, so that the eye finds it; its colour is never the only difference. */
export const TYPE_SIGNS: Readonly<Record<EntryType, string>> = {
  deployment: '↑',
  start: '▸',
  stop: '✕',
  service: '●',
  diagnosis: '◆',
  alert: '!',
  decision: '○',
  action: '→',
  verification: '✓',
  schedule: '◷',
  recovery: '✓',
  mute: '–',
  closed: '■',
  note: '·',
  correction: '↺',
};
