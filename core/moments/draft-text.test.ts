import { describe, expect, it } from 'vitest';
import { readCommentDraft, readMomentWordsDraft, readNewMomentDraft, writeDraft } from './draft-text.ts';

const ID = '5d0a0000-0000-4000-8000-000000000001';

describe('a draft', () => {
  it('comes back as it was kept', () => {
    const marked = { startMs: 61_200, endMs: null, label: 'Цена “вперёд”\u202E' };
    const words = { label: 'a', note: 'two\nlines' };
    const comment = { commentId: ID, body: 'b', atMs: 134_000 };
    expect(readNewMomentDraft(writeDraft(marked))).toEqual(marked);
    expect(readNewMomentDraft(writeDraft({ ...marked, endMs: 61_300 }))).toEqual({ ...marked, endMs: 61_300 });
    const tip = { ...marked, kind: 'coaching' as const, label: 'a'.repeat(4000) };
    expect(readNewMomentDraft(writeDraft(tip))).toEqual(tip);
    expect(readMomentWordsDraft(writeDraft(words))).toEqual(words);
    expect(readCommentDraft(writeDraft(comment))).toEqual(comment);
  });

  it.each([
    null,
    '',
    '{',
    'null',
    '[]',
    '"words"',
    '{"startMs":1}',
    '{"startMs":-1,"endMs":null,"label":"a"}',
    '{"startMs":1.5,"endMs":null,"label":"a"}',
    '{"startMs":1e12,"endMs":null,"label":"a"}',
    '{"startMs":5,"endMs":5,"label":"a"}',
    '{"startMs":1,"endMs":null,"label":7}',
    '{"startMs":1,"endMs":null,"label":"a","more":1}',
    '{"startMs":1,"endMs":null,"label":"a","kind":"joke"}',
    `{"startMs":1,"endMs":null,"label":"${'a'.repeat(4001)}","kind":"coaching"}`,
    `{"startMs":1,"endMs":null,"label":"${'a'.repeat(201)}"}`,
  ])('of a new moment is none where %s was kept', (text) => expect(readNewMomentDraft(text)).toBeNull());

  it('of one kind is none of another', () => {
    const words = writeDraft({ label: 'a', note: 'b' });
    expect([readNewMomentDraft(words), readCommentDraft(words)]).toEqual([null, null]);
    expect(readCommentDraft('{"commentId":"me","body":"b","atMs":null}')).toBeNull();
    expect(readMomentWordsDraft(writeDraft({ commentId: null, body: 'b', atMs: null }))).toBeNull();
  });
});
