/** What stands for the container where no name is known. */
export const UNNAMED_CONTAINER = 'the container';

/** `container app`; just `the container` where no name is known. */
export const containerWords = (name: string): string => (name === UNNAMED_CONTAINER ? name : `container ${name}`);

/** The same at the start of a sentence: `Container app`, `The container`. */
export const containerAtStart = (name: string): string => {
  const words = containerWords(name);
  return words.charAt(0).toUpperCase() + words.slice(1);
};
