import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PHRASES, readPhrases, say, type PhraseId } from './phrases.ts';

const IDS = Object.keys(PHRASES) as PhraseId[];
const numbersOf = (id: PhraseId, n: number, m: number) => ({ ...(PHRASES[id].includes('{n}') && { n }), ...(PHRASES[id].includes('{m}') && { m }) });
const phrase = fc.tuple(fc.constantFrom(...IDS), fc.nat(999), fc.nat(999)).map(([id, n, m]) => ({ id, ...numbersOf(id, n, m) }));

describe('what the deterministic judge says', () => {
  it('is read back as it was said, one phrase or several', () => {
    fc.assert(
      fc.property(fc.array(phrase, { minLength: 1, maxLength: 4 }), (said) => {
        expect(readPhrases(said.map((one) => say(one.id, one)).join(' '))).toEqual(said);
      }),
    );
  });

  it('leaves no place for a number open', () => {
    for (const id of IDS) expect(say(id, numbersOf(id, 1, 2))).not.toMatch(/[{}]|undefined/u);
  });

  it.each(['', ' ', 'Nothing is agreed', 'Nothing is agreed. ', ' Nothing is agreed.', 'Nothing is agreed.Nothing is agreed.', 'Hears two of 3 objections.', 'Nothing is agreed. The agent was kind.', 'The customer objects loudly'])(
    'is not taken for somebody else’s words: %j',
    (text) => expect(readPhrases(text)).toBeNull(),
  );
});
