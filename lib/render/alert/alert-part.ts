/** One part of a message: every sink lays it out its own way, in the same order. Texts are single clean lines. */
export interface AlertPart {
  readonly name:
    | 'over'
    | 'why'
    | 'proof'
    | 'changed'
    | 'next'
    | 'also'
    | 'done'
    | 'checked'
    | 'else'
    | 'unseen'
    | 'told'
    | 'command';
  /** Empty where the part before goes on. */
  readonly label: string;
  /** Stands behind the label: how sure, where found, since when. */
  readonly aside?: string;
  readonly lines: readonly PartLine[];
  /** Like the lines, but not among them. */
  readonly unlisted?: number;
  /** Verbatim lines of the world, or commands to paste. */
  readonly code?: readonly string[];
}

export interface PartLine {
  readonly text: string;
  /** When it was, milliseconds since 1970; it stands before the text, as each reader's sink writes it. */
  readonly at?: number;
  readonly bullet?: true;
  /** What matters most among its like. */
  readonly strong?: true;
}
