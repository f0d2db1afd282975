import { describe, expect, it } from 'vitest';
import { documentConflict, documentStands, resolveDocument } from './document.ts';
import type { DocumentOperation, Queued } from '../operation.ts';

const id = (n: number) => `5d0a0000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const common = { opId: id(1), organizationId: id(2), callId: null, entityId: id(3), expectedVersion: 4, madeAt: '2026-11-30T10:00:00Z' } as const;
const parked = <O extends DocumentOperation>(operation: O, current: Record<string, unknown>): Queued<O> => ({ operation, seq: 1, state: 'parked', attempts: 1, notBefore: null, current, refusal: null });

const publish: Extract<DocumentOperation, { kind: 'publish_prompt' }> = { ...common, kind: 'publish_prompt', patch: { assistant_id: id(3), prompt_id: id(8) }, before: { number: 8, prompt_id: 7 } };
const save: Extract<DocumentOperation, { kind: 'save_prompt_version' }> = { ...common, kind: 'save_prompt_version', patch: { assistant_id: id(3), content: 'Mine.', performance_notes: null }, before: {} };

describe('a version that another one was put in force before', () => {
  const met = parked(publish, { id: id(3), version: 6, current_prompt_id: id(9), current_number: 9 });

  it('is told by its number, as is the other', () =>
    expect(documentConflict(met)).toEqual({ byName: null, at: null, gone: false, fields: [{ field: 'prompt_id', before: 'v7', mine: 'v8', theirs: 'v9' }] }));

  it('takes its place on what stands now, and says next time what stood before', () =>
    expect(resolveDocument(met, ['prompt_id'], id(5))).toEqual({ ...publish, opId: id(5), expectedVersion: 6, before: { number: 8, prompt_id: 9 } }));

  it('is none where the other put the same one in force', () => expect(documentStands(publish, { version: 6, current_prompt_id: id(8), current_number: 8 })).toBe(6));
});

describe('a version that another one was saved before', () => {
  const met = parked(save, { id: id(9), version: 5, created_by_name: 'Dana', created_at: '2026-11-30T11:00:00Z', content: 'Theirs.' });

  it('shows both texts and who wrote the other', () =>
    expect(documentConflict(met)).toEqual({ byName: 'Dana', at: '2026-11-30T11:00:00Z', gone: false, fields: [{ field: 'content', before: null, mine: 'Mine.', theirs: 'Theirs.' }] }));

  it('becomes the next one after it, or is given up', () => {
    expect(resolveDocument(met, ['content'], id(5))).toMatchObject({ opId: id(5), expectedVersion: 5, patch: save.patch });
    expect(resolveDocument(met, [], id(5))).toBeNull();
  });
});
