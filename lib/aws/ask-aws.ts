import { type Question, RefusedError, refusalOf } from './refusals';

const WHO = 'whoever runs this command';
const NO_CREDENTIALS = /^(?:CredentialsProviderError|TokenProviderError)$/;
const NO_REGION = /region is missing/i;

/** Makes a call for a person; throws a `RefusedError` that says what to do where AWS refuses. */
export async function askAws<Answer>(question: Question, call: () => Promise<Answer>): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    throw refusalToPerson(error, question) ?? error;
  }
}

/** What stood in the way, for the person at the terminal; undefined for a fault of our own. */
export function refusalToPerson(error: unknown, question: Question = ANY): RefusedError | undefined {
  if (error instanceof Error && NO_CREDENTIALS.test(error.name))
    return new RefusedError(
      'credentials',
      'no AWS credentials were found: log in (aws sso login) or name a profile (AWS_PROFILE)',
      { cause: error },
    );
  if (error instanceof Error && NO_REGION.test(error.message))
    return new RefusedError('credentials', 'no AWS Region is known: name it with --region or AWS_REGION', {
      cause: error,
    });
  return refusalOf(error, question, WHO);
}

const ANY: Question = { action: 'the call', about: 'the deployment' };
