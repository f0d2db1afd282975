import { describe, expect, it } from 'vitest';
import { faultOfDraft, readDraft, writeDraft, type PromptDraft } from './draft.ts';
import { LONGEST_PROMPT, LONGEST_PROMPT_NOTE } from './prompt.ts';

const draft: PromptDraft = { basedOn: { id: '00000004-0000-4000-8000-000000000001', version: 7 }, seenVersion: 8, content: 'Be kind.\u202e\n{{name}}', note: 'calmer', begunAt: '2026-11-30T12:00:00.000Z' };

describe('a draft of a prompt', () => {
  it('comes back from the draft book as it was', () => expect(readDraft(writeDraft(draft))).toEqual(draft));

  it('without a letter is still one', () => expect(readDraft(writeDraft({ ...draft, content: '' }))?.content).toBe(''));

  it.each([null, '', 'words', '{}', '[]', '{"content": 7}', writeDraft({ ...draft, seenVersion: -1 })])('that cannot be read is none: %j', (text) => expect(readDraft(text)).toBeNull());

  it.each([
    ['', '', 'old', 'empty'], [' \n\t', '', 'old', 'empty'], ['x'.repeat(LONGEST_PROMPT), '', 'old', null], ['x'.repeat(LONGEST_PROMPT + 1), '', 'old', 'too-long'],
    ['new', 'x'.repeat(LONGEST_PROMPT_NOTE + 1), 'old', 'note-too-long'], ['old', 'a note', 'old', 'unchanged'], ['old ', '', 'old', null], ['a\nb', '', 'a\r\nb', 'unchanged'], ['old', '', null, null],
  ] as const)('says why it cannot become a version', (content, note, base, fault) => expect(faultOfDraft({ content, note }, base)).toBe(fault));
});
