import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { AppError } from '../../../../core/contract/errors.ts';
import { aCall, uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const ID = uuid(1);
const PATH = `/calls/${ID}`;

/** A world whose first call has words and no score. */
const unscored = (): FakeWorld => {
  const world = aWorld(8);
  const [first] = world.rows;
  if (first) world.rows[0] = { ...first, qciTotalScore: null, dynamicsScore: null, objectionsScore: null, brandScore: null, outcomeScore: null, qciStatus: null };
  return world;
};

const scoredCall = (world: FakeWorld): CallDetail => aCall({ ...aWorld(1).rows[0]!, id: ID, createdAt: world.rows[0]!.createdAt });

const aRun = (call: CallDetail, change: Partial<CallDetail['runs'][number]> = {}): CallDetail['runs'][number] => ({
  id: uuid(71), runKey: uuid(72), judge: 'deterministic-1', aiModel: null, rubricVersion: 'default-1', unscorable: null, qciTotalScore: 67, dynamicsScore: 22, objectionsScore: 15, brandScore: 15, outcomeScore: 15, status: 'review', loweredTo: null, outcomeTier: 'callback',
  criteria: (call.analysis?.criteria ?? []).map((one) => (one.key === 'flow' || one.key === 'brand' ? { ...one, score: one.score - 2 } : one)),
  coachingTips: [], createdAt: call.createdAt, createdByName: null, tokensUsed: null, analysisCost: null, ...change,
});

const ended = (world: FakeWorld, change: Partial<Batch> = {}): Batch => {
  const [batch] = world.scoring.batches;
  if (!batch) throw new Error('nothing was started');
  const now = { ...batch, state: 'done' as const, concurrency: null, counts: { waiting: 0, sent: 0, answered: 1, recorded: 0, unscorable: 0, failed: 0 }, ...change };
  world.scoring.batches = [now];
  return now;
};

describe('a call without a score', () => {
  it('is scored by a press, and shows its score once it has one', async () => {
    const world = unscored();
    const { bridge } = await renderApp({ world, path: PATH });
    await userEvent.click(await screen.findByRole('button', { name: 'Score this call' }));
    expect((await screen.findByTestId('scoring-work')).textContent).toContain('Scoring this call…');
    expect(bridge.log.find(({ route }) => route === 'scoring.start')?.input).toMatchObject({ judge: 'deterministic', budget: null, source: { from: 'calls', callIds: [ID] } });
    expect(screen.queryByTestId('scoring-chip')).toBeNull();
    const call = scoredCall(world);
    world.scores.set(ID, { analysis: call.analysis && { ...call.analysis, runKey: uuid(72) }, runs: [aRun(call)], review: null });
    act(() => bridge.emit('scoring.progressed', ended(world)));
    expect((await screen.findByTestId('qci-total')).textContent).toBe('71');
    await waitFor(() => expect(screen.queryByTestId('scoring-work')).toBeNull());
    await waitFor(() => expect(world.scoring.batches).toEqual([]));
    expect(screen.queryByTestId('new-run')).toBeNull();
  });

  it('can be given to the model where it has a key, and given up', async () => {
    const world = unscored();
    await renderApp({ world, path: PATH });
    await userEvent.click(await screen.findByRole('button', { name: 'Score with gpt-4o-mini' }));
    const work = await screen.findByTestId('scoring-work');
    await waitFor(() => expect(work.textContent).toContain('gpt-4o-mini is scoring this call…'));
    await userEvent.click(within(work).getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByRole('button', { name: 'Score this call' })).toBeTruthy();
    await waitFor(() => expect(world.scoring.batches).toEqual([]));
  });

  it('offers no model without a key', async () => {
    const world = unscored();
    world.scoring.judge = { ...world.scoring.judge, key: { kept: 'none', last4: null } };
    await renderApp({ world, path: PATH });
    await screen.findByRole('button', { name: 'Score this call' });
    await act(() => Promise.resolve());
    expect(screen.queryByRole('button', { name: /^Score with/ })).toBeNull();
  });

  it('says why it could not be finished, and tries again', async () => {
    const world = unscored();
    const { bridge } = await renderApp({ world, path: PATH });
    world.scoring.failures = [{ callId: ID, code: 'unreadable' }];
    await userEvent.click(await screen.findByRole('button', { name: 'Score with gpt-4o-mini' }));
    await screen.findByTestId('scoring-work');
    act(() => bridge.emit('scoring.progressed', ended(world, { counts: { waiting: 0, sent: 0, answered: 0, recorded: 0, unscorable: 0, failed: 1 } })));
    const fault = await screen.findByTestId('scoring-fault');
    await waitFor(() => expect(fault.textContent).toContain('The model’s answer could not be read.'));
    await userEvent.click(within(fault).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByTestId('scoring-work')).toBeTruthy();
    act(() => bridge.emit('scoring.progressed', ended(world, { state: 'paused', why: 'key_refused' })));
    await waitFor(() => expect(screen.getByTestId('scoring-fault').textContent).toContain('refuses the key'));
    await userEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(await screen.findByRole('button', { name: 'Score this call' })).toBeTruthy();
  });

  it('says what main refused', async () => {
    const world = unscored();
    await renderApp({ world, path: PATH, handlers: { 'scoring.start': () => Promise.reject(new AppError('store_unavailable', 'gone')) } });
    await userEvent.click(await screen.findByRole('button', { name: 'Score this call' }));
    expect((await screen.findByTestId('scoring-fault')).textContent).toContain('The store on this device does not open.');
  });

  it('that cannot be scored says why instead', async () => {
    const world = aWorld(8);
    await renderApp({ world, path: `/calls/${uuid(5)}` });
    expect((await screen.findByTestId('unscorable')).textContent).toBe('No score: this call has no transcript.');
    expect(screen.queryByRole('button', { name: 'Score this call' })).toBeNull();
  });

  it('that was too short for the rubric says so, and can be tried with another', async () => {
    const world = unscored();
    world.scores.set(ID, { analysis: null, runs: [aRun(scoredCall(world), { unscorable: 'too_few_words' })], review: null });
    await renderApp({ world, path: PATH });
    expect((await screen.findByTestId('unscorable')).textContent).toBe('No score: the customer says too few words.');
    expect(screen.getByRole('button', { name: 'Score again' })).toBeTruthy();
  });
});

describe('a call with a score', () => {
  const menu = async (item: string): Promise<void> => {
    await userEvent.click(await screen.findByRole('button', { name: 'More' }));
    await userEvent.click(await screen.findByRole('menuitem', { name: item }));
  };

  it('is scored again from the menu; the new run is compared and can be made to count', async () => {
    const world = aWorld(8);
    const { bridge } = await renderApp({ world, path: PATH });
    await screen.findByTestId('qci-total');
    await menu('Score again');
    await screen.findByTestId('scoring-work');
    const call = scoredCall(world);
    world.scores.set(ID, { analysis: call.analysis, runs: [aRun(call)], review: null });
    act(() => bridge.emit('scoring.progressed', ended(world)));
    const line = await screen.findByTestId('new-run');
    expect(line.textContent).toContain('New run differs in 2 criteria.');
    await userEvent.click(within(line).getByRole('button', { name: 'Show' }));
    const dialog = await screen.findByRole('dialog', { name: 'Two runs of this call' });
    const rows = within(dialog).getAllByTestId('compared-row');
    expect(rows.filter((row) => row.dataset['differs'] === 'true').map(({ textContent }) => textContent)).toEqual(['Flow86/ 10', 'Brand1715/ 20']);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Use this run' }));
    await waitFor(() => expect(screen.queryByTestId('new-run')).toBeNull());
    expect(bridge.log.find(({ route }) => route === 'scores.adopt')?.input).toEqual({ callId: ID, runId: uuid(71) });
    expect(screen.getByTestId('qci-total').textContent).toBe('67');
  });

  it('says that nothing is new where this judge has been through it before', async () => {
    const world = aWorld(8);
    const call = scoredCall(world);
    world.scores.set(ID, { analysis: call.analysis && { ...call.analysis, runKey: uuid(72) }, runs: [aRun(call)], review: null });
    const { bridge } = await renderApp({ world, path: PATH });
    await screen.findByTestId('qci-total');
    await menu('Score again');
    await screen.findByTestId('scoring-work');
    act(() => bridge.emit('scoring.progressed', ended(world)));
    expect(await screen.findByText(/^This judge has scored this transcript before/)).toBeTruthy();
  });

  it('cannot have a run made to count that the workspace does not have yet', async () => {
    const world = aWorld(8);
    const call = scoredCall(world);
    const run = aRun(call, { id: uuid(72) });
    world.scores.set(ID, { analysis: call.analysis, runs: [run], review: null });
    const { bridge } = await renderApp({ world, path: PATH });
    await userEvent.click(await screen.findByRole('button', { name: 'Show' }));
    const dialog = await screen.findByRole('dialog', { name: 'Two runs of this call' });
    const use = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Use this run' });
    expect([use.disabled, dialog.textContent.includes('once the workspace has it')]).toEqual([true, true]);
    world.scores.set(ID, { analysis: call.analysis, runs: [{ ...run, id: uuid(71) }], review: null });
    act(() => bridge.emit('calls.invalidated', { callIds: [ID] }));
    await waitFor(() => expect(use.disabled).toBe(false));
  });

  it('does not give a new run away to who is blind to judges', async () => {
    const world = aWorld(8);
    world.settings.blindFirst = true;
    const call = scoredCall(world);
    world.scores.set(ID, { analysis: call.analysis, runs: [aRun(call)], review: null });
    await renderApp({ world, path: PATH });
    await screen.findByTestId('qci-total');
    expect(screen.queryByTestId('new-run')).toBeNull();
  });
});
