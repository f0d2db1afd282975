import { describe, expect, it } from 'vitest';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import { formOf } from '../../../../core/qci/rubric-form.ts';
import { drafted, draftOf, readDraft } from './draft.ts';

const form = formOf(DEFAULT_RUBRIC);
const kept = (draft: unknown) => readDraft(JSON.stringify(draft));

describe('the draft of a rubric', () => {
  it('keeps what was changed and no more, and gives the edited form back', () => {
    const edited = { ...form, pass: null, brandTerms: 'Acme\n', criteria: { ...form.criteria, flow: 'No loops.' }, tiers: { ...form.tiers, meeting: 26 } };
    const draft = draftOf(form, edited, 3, 'Why');
    expect(draft).toEqual({ base: 3, note: 'Why', pass: null, brandTerms: 'Acme\n', withoutObjection: {}, tiers: { meeting: 26 }, criteria: { flow: 'No loops.' } });
    expect(drafted(form, kept(draft))).toEqual(edited);
  });

  it('is none where nothing was changed, and a note alone is one', () => {
    expect(draftOf(form, { ...form }, 3, '')).toBeNull();
    expect(draftOf(form, form, 3, 'Why')).toMatchObject({ base: 3, note: 'Why' });
    expect(drafted(form, null)).toBe(form);
  });

  it.each([null, '', '{', '[]', '{"base":-1}', '{"base":1,"criteria":{"flow":3}}', '{"base":1,"other":true}'])('is none where %j was kept', (text) => {
    expect(readDraft(text)).toBeNull();
  });
});
