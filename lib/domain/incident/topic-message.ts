/** An alert as the topic carries it: one publish, a body for each kind of reader, attributes for filter policies. */
export interface TopicMessage {
  readonly alertId: string;
  /** Of the e-mail: printable ASCII, one line, at most 100 characters. */
  readonly subject: string;
  /** Our versioned JSON, for queues and functions. */
  readonly json: string;
  /** Plain text. */
  readonly email: string;
  /** Custom notification of Amazon Q Developer in chat applications, JSON. */
  readonly amazonQ: string;
  /** `severity`, `kind`, `cause`, `cluster`, `service`: strings that are not empty. */
  readonly attributes: Readonly<Record<string, string>>;
}
