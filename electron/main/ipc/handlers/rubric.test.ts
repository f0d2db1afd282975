import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import type { Operation } from '../../../../core/sync/operation.ts';
import { device, onADevice } from '../../session/testing/on-a-device.ts';
import { ED, PASSWORD, VERA } from '../../session/testing/real-workspace.ts';
import { rubricHandlers } from './rubric.ts';
import { aStore } from './testing/call-desk.ts';

onADevice();

const NOW = new Date('2026-11-30T12:00:00Z');

/** The routes as a person of the real workspace asks them, and what he journaled, sent as it is. */
async function askedBy(email: string) {
  const manager = device.aManager();
  manager.choose({ kind: 'embedded' });
  await manager.signIn(email, PASSWORD);
  const store = aStore();
  const desk = async () => ({ ...(await manager.desk()), store });
  let journaled = 0;
  const ask = rubricHandlers({ desk, now: () => NOW, newId: randomUUID, journaled: () => (journaled += 1) });
  const send = async () => {
    const { organizationId, remote } = await desk();
    const { operations } = await store.listOperations({ organizationId });
    const [first] = operations;
    const outcome = await (await remote()).sendOperation(first?.operation as Operation);
    await store.removeOperation({ opId: first?.operation.opId ?? '', attempts: first?.attempts ?? 0 });
    return outcome;
  };
  const outdatedCalls = async (most: number) => {
    const { organizationId, remote } = await desk();
    return (await remote()).listOutdatedCalls(organizationId, most);
  };
  return { ask, send, outdatedCalls, journaled: () => journaled };
}

const seen = (version: number) => ({ version, content: DEFAULT_RUBRIC });

describe('the rubric of an organization', () => {
  it('is journaled, waits, and is a version once it is sent; what another one scored is counted', async () => {
    const { ask, send, outdatedCalls, journaled } = await askedBy(ED);
    expect(await ask['rubric.listVersions']({ before: null })).toEqual({ versions: [], hasMore: false, waiting: null, asOf: NOW.toISOString() });
    expect(await ask['rubric.countOutdated']({})).toEqual({ version: null, count: 0, capped: false, meanCost: null });
    await ask['rubric.save']({ seen: seen(0), content: DEFAULT_RUBRIC, note: 'First.' });
    expect(journaled()).toBe(1);
    expect((await ask['rubric.listVersions']({ before: null })).waiting).toEqual({ content: DEFAULT_RUBRIC, note: 'First.', madeAt: NOW.toISOString(), state: 'waiting' });
    expect(await send()).toMatchObject({ type: 'answered', answer: { result: 'applied', version: 1 } });
    await ask['rubric.save']({ seen: seen(1), content: { ...DEFAULT_RUBRIC, minCustomerWords: 9 }, note: '' });
    expect(await send()).toMatchObject({ answer: { result: 'applied', version: 2 } });
    const { versions, waiting } = await ask['rubric.listVersions']({ before: null });
    expect(versions.map(({ version, note, content }) => [version, note, content.version, content.minCustomerWords])).toEqual([[2, null, '2', 9], [1, 'First.', '1', 5]]);
    expect(waiting).toBeNull();
    expect((await ask['rubric.listVersions']({ before: 2 })).versions.map(({ version }) => version)).toEqual([1]);
    const outdated = await ask['rubric.countOutdated']({});
    expect(outdated).toMatchObject({ version: 2, capped: false });
    expect(await outdatedCalls(outdated.count + 1)).toHaveLength(outdated.count);
    await ask['rubric.save']({ seen: seen(1), content: DEFAULT_RUBRIC, note: null });
    expect(await send()).toMatchObject({ answer: { result: 'conflict', current: { version: 2 } } });
  });

  it('is read by a viewer, whose version the workspace refuses', async () => {
    const { ask, send } = await askedBy(VERA);
    expect((await ask['rubric.listVersions']({ before: null })).versions).toBeInstanceOf(Array);
    await ask['rubric.save']({ seen: seen(0), content: DEFAULT_RUBRIC, note: null });
    expect(await send()).toMatchObject({ answer: { result: 'rejected', code: 'forbidden' } });
  });
});
