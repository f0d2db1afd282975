type Look = readonly [theme: 'light' | 'dark', language: 'en' | 'ru'];

const SOME: readonly Look[] = [['light', 'en'], ['dark', 'ru']];
const ALL: readonly Look[] = [...SOME, ['light', 'ru'], ['dark', 'en']];

/** The looks in which screens are photographed: each theme and each language once, all pairs of them with `SIDETONE_LOOKS=all`. */
export const looks = process.env['SIDETONE_LOOKS'] === 'all' ? ALL : SOME;
