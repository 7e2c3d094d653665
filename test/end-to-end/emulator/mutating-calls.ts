/** Calls to AWS that may change something, whatever it is: all but those that read. */
export const MUTATING = /^(?!unknown:|sts:|kms:)[\w-]+:(?!Describe|List|Get|BatchGet|Query|Scan)/;
