/** Whether a run of characters reads like generated material and not like a word: long, with digits among letters or mixed case. */
export function looksRandom(run: string): boolean {
  if (run.length < 12) return false;
  if (/\d/.test(run)) return /[A-Za-z]/.test(run);
  return run.length >= 20 && mixesCase(run);
}

/** The weaker question, for a place where a secret is expected anyway. */
export function couldBeSecret(run: string): boolean {
  if (run.length < 6) return false;
  return run.length >= 20 || (/\d/.test(run) && /[A-Za-z]/.test(run)) || mixesCase(run);
}

function mixesCase(run: string): boolean {
  return /[a-z]/.test(run) && /[A-Z]/.test(run.slice(1));
}
