import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import { codeOf } from '../../session/testing/managers.ts';
import { device, onADevice } from '../../session/testing/on-a-device.ts';
import { ED, PASSWORD, VERA } from '../../session/testing/real-workspace.ts';
import { rubricHandlers } from './rubric.ts';

onADevice();

const NOW = new Date('2026-11-30T12:00:00Z');

/** The routes as a person of the real workspace asks them. */
async function askedBy(email: string) {
  const manager = device.aManager();
  manager.choose({ kind: 'embedded' });
  await manager.signIn(email, PASSWORD);
  return rubricHandlers({ desk: () => manager.desk(), now: () => NOW, newId: randomUUID });
}

describe('the rubric of an organization', () => {
  it('is saved version by version, listed, and counts the scores of other versions', async () => {
    const ask = await askedBy(ED);
    expect(await ask['rubric.listVersions']({ before: null })).toEqual({ versions: [], hasMore: false, asOf: NOW.toISOString() });
    expect(await ask['rubric.countOutdated']({})).toEqual({ version: null, count: 0, capped: false, meanCost: null });
    expect(await ask['rubric.save']({ expectedVersion: 0, content: DEFAULT_RUBRIC, note: 'First.' })).toEqual({ version: 1 });
    expect(await ask['rubric.save']({ expectedVersion: 1, content: { ...DEFAULT_RUBRIC, minCustomerWords: 9 }, note: '' })).toEqual({ version: 2 });
    const { versions } = await ask['rubric.listVersions']({ before: null });
    expect(versions.map(({ version, note, content }) => [version, note, content.version, content.minCustomerWords])).toEqual([[2, null, '2', 9], [1, 'First.', '1', 5]]);
    expect((await ask['rubric.listVersions']({ before: 2 })).versions.map(({ version }) => version)).toEqual([1]);
    expect(await codeOf(ask['rubric.save']({ expectedVersion: 1, content: DEFAULT_RUBRIC, note: null }))).toBe('conflict');
    expect(await ask['rubric.countOutdated']({})).toMatchObject({ version: 2, capped: false });
  });

  it('is read by a viewer, who may not write it', async () => {
    const ask = await askedBy(VERA);
    expect((await ask['rubric.listVersions']({ before: null })).versions).toBeInstanceOf(Array);
    expect(await codeOf(ask['rubric.save']({ expectedVersion: 0, content: DEFAULT_RUBRIC, note: null }))).toBe('forbidden');
  });
});
