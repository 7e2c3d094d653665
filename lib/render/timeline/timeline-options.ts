/** How a timeline is shown. */
export interface TimelineOptions {
  /** Name of an IANA time zone, such as `Europe/Berlin`: every clock time is of it, and it is named. */
  readonly timeZone: string;
  /** Every entry, noise included, instead of the story of at most 25 lines. */
  readonly all?: boolean;
}
