import type { TFunction } from 'i18next';
import { readPhrases } from '../../../core/qci/deterministic/phrases.ts';

/** What a judge said, in the language of the screen where the deterministic judge said it; another's words stay as they are. */
export const judgeWords = (text: string, t: TFunction): string => {
  const phrases = readPhrases(text);
  return phrases === null ? text : phrases.map(({ id, ...numbers }) => t(`said.${id}`, numbers)).join(' ');
};
