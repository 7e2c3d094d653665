/** The code of a system's error. Not by `instanceof`: jest's tests have an `Error` of their own. */
export const errorCode = (error: unknown): unknown =>
  typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
