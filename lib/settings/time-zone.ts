import type { Form } from './form';

/** The name of a time zone, as the IANA data base that comes with Node.js knows it. */
export const TIME_ZONE: Form<string> = {
  accepts: 'the name of a time zone, such as Europe/Berlin or UTC',
  parse(given) {
    try {
      new Intl.DateTimeFormat('en-US', { timeZone: given });
    } catch (error) {
      if (error instanceof RangeError) return undefined;
      throw error;
    }
    // An offset such as +02:00 is known too, but is wrong for half of the year.
    return /^[A-Za-z]/.test(given) ? given : undefined;
  },
};
