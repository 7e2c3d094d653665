/** What was done, decided or found about an incident's service, as a reader sees it. */
export interface ActionNote {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** What it comes to, for a title, without the service's name: `put to zero, 3 before`. */
  readonly title?: string;
  /** Sentences, past tense. */
  readonly text: string;
  /** Commands to paste that undo or continue it, one a line. */
  readonly command?: string;
  /** People are called for it (alert of kind `action`); else it only edits the message. */
  readonly loud: boolean;
  readonly told: boolean;
}
