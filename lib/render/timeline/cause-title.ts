import { causes } from '../../domain/causes/index';

const TITLES: ReadonlyMap<string, string> = new Map(causes.map(({ id, title }) => [id, title]));

/** What a cause is called in words; of one that this version does not know, its id. */
export const causeTitle = (id: string): string => TITLES.get(id) ?? id;
