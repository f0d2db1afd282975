import { describe, expect, it } from 'vitest';
import { PHRASES, say, type PhraseId } from '../../../core/qci/deterministic/phrases.ts';
import en from './en.json';
import { judgeWords } from './judge-words.ts';
import { startI18n } from './index.ts';

const english = Object.fromEntries(Object.entries(PHRASES).map(([id, text]) => [id, text.replaceAll(/\{([nm])\}/gu, '{{$1}}')]));

describe('the words of a judge', () => {
  it('are in English what scores keep', () => {
    expect(en.said).toEqual(english);
  });

  it.each(['en', 'ru'] as const)('of the deterministic one are said in the language of the screen: %s', async (language) => {
    const t = (await startI18n('en')).getFixedT(language);
    for (const id of Object.keys(PHRASES) as PhraseId[]) {
      const kept = say(id, { n: 12, m: 34 });
      const shown = judgeWords(kept, t);
      expect(shown === kept).toBe(language === 'en');
      for (const number of ['12', '34']) expect(shown.includes(number), `${id}: ${shown}`).toBe(kept.includes(number));
    }
  });

  it('of another one stay as they are', async () => {
    expect(judgeWords('Nothing is agreed, and <b>nobody</b> minds.', (await startI18n('en')).getFixedT('ru'))).toBe('Nothing is agreed, and <b>nobody</b> minds.');
  });
});
