type Look = readonly [theme: 'light' | 'dark', language: 'en' | 'ru'];

const SOME: readonly Look[] = [['light', 'en'], ['dark', 'ru']];
const ALL: readonly Look[] = [...SOME, ['light', 'ru'], ['dark', 'en']];

const isAll = process.env['SIDETONE_LOOKS'] === 'all';

/** The looks in which screens are photographed: each theme and each language once, all pairs of them with `SIDETONE_LOOKS=all`. */
export const looks = isAll ? ALL : SOME;

/**
 * Whether axe looks at a picture, which takes longer than to take it: at all with `SIDETONE_LOOKS=all`; else at the wide ones of the
 * light look and the narrow ones of the dark look, so that what is taken in both is looked at in each theme, language and layout.
 */
export const isExamined = (look: string, width: number): boolean => isAll || look.startsWith('light') === width > 1200;
