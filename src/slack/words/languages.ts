import { english } from './en.ts';

/** What the bot must be able to say in any language; English is the measure. */
export type Words = typeof english;

/** The languages there are, by the values of `BOT_LANGUAGE`. One more is one more module and its entry here. */
export const LANGUAGES = { en: english } satisfies Readonly<Record<string, Words>>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[];
