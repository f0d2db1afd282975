import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import type { Batch } from '../../../../core/contract/routes/scoring.ts';
import { differenceOf } from '../../../../core/scoring/difference.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, ORG, type FakeWorld } from '../../testing/fake-main.ts';
import { standing } from '../../testing/fake-outbox.ts';
import { aBatch, aChange, someScoring } from '../../testing/fake-scoring.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const plain = (text: string | null | undefined): string => (text ?? '').replaceAll(/[\u00a0\u202f]/g, ' ');

const theList = async (): Promise<void> => {
  await waitFor(() => expect(screen.getAllByTestId('call-row').length).toBeGreaterThan(5));
  act(() => screen.getByRole('grid').focus());
};

const withBatches = (batches: Batch[]) => ({ ...aWorld(8), scoring: someScoring(batches) });

describe('scoring calls of the list', () => {
  it('says before what the chosen ones take, and starts them with the judge that counts', async () => {
    const { bridge } = await renderApp({ world: aWorld(20) });
    await theList();
    await userEvent.keyboard('x{ArrowDown}x');
    await userEvent.click(within(screen.getByTestId('selection-bar')).getByRole('button', { name: 'Score…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Score 2 calls' });
    expect(plain((await within(dialog).findByTestId('score-estimate')).textContent)).toBe('Calls2CostnoneTimesome 2 s');
    expect(within(dialog).queryByLabelText('Spend at most, US dollars')).toBeNull();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Start' }));
    await waitFor(() => expect(bridge.log.find(({ route }) => route === 'scoring.start')?.input).toMatchObject({ judge: 'deterministic', budget: null, source: { from: 'calls', callIds: [uuid(1), uuid(2)] } }));
    const panel = await screen.findByRole('dialog', { name: 'Scoring' });
    expect(plain((await within(panel).findByTestId('batch')).textContent)).toContain('0 of 2');
    expect(screen.getByTestId('scoring-chip').textContent).toBe('Scoring 0 of 2');
  });

  it('takes what the filter finds to the model within a budget, and refuses what is no amount', async () => {
    const { bridge } = await renderApp({ world: aWorld(20), path: '/calls?hasTranscript=true' });
    await theList();
    await userEvent.click(screen.getByRole('button', { name: 'Score…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Score these calls' });
    const most = within(dialog).getByLabelText('At most how many');
    expect((most as HTMLInputElement).value).toBe('19');
    await userEvent.clear(most);
    await userEvent.type(most, '10');
    await userEvent.click(await within(dialog).findByRole('radio', { name: 'gpt-4o-mini' }));
    await waitFor(() => expect(plain(within(dialog).getByTestId('score-estimate').textContent)).toBe('Calls10Tokensabout 13,000 in, 8,800 outCostabout $0.0072Timesome 10 s · 8 at once'));
    const budget = within(dialog).getByLabelText('Spend at most, US dollars');
    const start = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Start' });
    await userEvent.type(budget, 'much');
    expect(within(dialog).getByText('An amount from 0.01 to 100,000')).toBeTruthy();
    expect(start.disabled).toBe(true);
    await userEvent.clear(budget);
    await userEvent.type(budget, '0,5');
    await userEvent.click(start);
    await waitFor(() => expect(bridge.log.find(({ route }) => route === 'scoring.start')?.input).toMatchObject({ judge: 'model', budget: 0.5, source: { from: 'filter', most: 10, filter: { hasTranscript: true } } }));
  });

  it('leads to the settings where the model has no key, and comes back', async () => {
    const world = aWorld(20);
    world.scoring.judge = { ...world.scoring.judge, key: { kept: 'none', last4: null } };
    await renderApp({ world });
    await theList();
    await userEvent.click(screen.getByRole('button', { name: 'Score…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Score these calls' });
    expect((await within(dialog).findByRole<HTMLInputElement>('radio', { name: 'Model' })).disabled).toBe(true);
    expect(dialog.textContent).toContain('The model has no key yet.');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Judge settings' }));
    const settings = await screen.findByRole('dialog', { name: 'Model judge' });
    await userEvent.type(await within(settings).findByLabelText('Key'), 'sk-test-0123456789');
    await userEvent.click(within(settings).getByRole('button', { name: 'Save' }));
    const again = await screen.findByRole('dialog', { name: 'Score these calls' });
    expect((await within(again).findByRole<HTMLInputElement>('radio', { name: 'gpt-4o-mini' })).disabled).toBe(false);
  });

  it('says why nothing can be estimated or begun', async () => {
    const estimated = { calls: 20, withoutTranscript: 3, promptTokens: 0, completionTokens: 0, cost: null, seconds: 200, concurrency: 8 };
    let isReached = false;
    await renderApp({
      world: aWorld(20),
      handlers: {
        'scoring.estimate': async () => {
          if (!isReached) throw new AppError('offline', 'away');
          return estimated;
        },
        'scoring.start': async () => {
          throw new AppError('bad_request', 'no key', { reason: 'no_key' });
        },
      },
    });
    await theList();
    await userEvent.click(screen.getByRole('button', { name: 'Score…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Score these calls' });
    const start = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Start' });
    expect((await within(dialog).findByRole('alert')).textContent).toContain('The workspace cannot be reached from here.');
    expect(start.disabled).toBe(true);
    isReached = true;
    await userEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(plain(within(dialog).getByTestId('score-estimate').textContent)).toContain('20 · 3 without a transcript get no score'));
    await userEvent.click(await within(dialog).findByRole('radio', { name: 'gpt-4o-mini' }));
    await waitFor(() => expect(plain(within(dialog).getByTestId('score-estimate').textContent)).toContain('not known: the model has no price'));
    expect(within(dialog).getByLabelText<HTMLInputElement>('Spend at most, US dollars').disabled).toBe(true);
    await userEvent.click(start);
    expect((await within(dialog).findByRole('alert')).textContent).toBe('The model has no key. Give it one in the judge’s settings.');
  });

  it('is not offered to who may only read', async () => {
    const world = aWorld(20);
    world.session.memberships = [{ organizationId: ORG, organizationName: 'Brightwater', role: 'viewer', displayName: 'Lena Meyer' }];
    await renderApp({ world });
    await theList();
    expect(screen.queryByRole('button', { name: 'Score…' })).toBeNull();
    await userEvent.keyboard('x');
    expect(within(screen.getByTestId('selection-bar')).queryByRole('button', { name: 'Score…' })).toBeNull();
    await userEvent.click(screen.getByTestId('person-menu'));
    expect(await screen.findByRole('menuitem', { name: 'About Sidetone' })).toBeTruthy();
    expect(screen.queryByRole('menuitem', { name: 'Scoring…' })).toBeNull();
  });
});

describe('batches', () => {
  const show = async (batches: Batch[]) => {
    const world = withBatches(batches);
    const view = await renderApp({ world });
    await userEvent.click(await screen.findByTestId('scoring-chip'));
    return { ...view, world, panel: await screen.findByRole('dialog', { name: 'Scoring' }) };
  };

  it('are followed live from the chip to the end', async () => {
    const { panel, bridge, world } = await show([aBatch(1)]);
    const row = await within(panel).findByTestId('batch');
    expect(screen.getByTestId('scoring-chip').textContent).toBe('Scoring 40 of 60');
    expect(plain(row.textContent)).toContain('40 of 60 · some 42 s left · 8 at once');
    expect(plain(row.textContent)).toContain('gpt-4o-mini · rubric 3 · $0.02 so far · at most $0.02 more under way · budget $2.00');
    const done = aBatch(1, { state: 'done', counts: { waiting: 0, sent: 0, answered: 2, recorded: 53, unscorable: 3, failed: 2 }, concurrency: null, secondsLeft: null, mayCost: 0 });
    act(() => bridge.emit('scoring.progressed', done));
    await waitFor(() => expect(plain(row.textContent)).toContain('60 of 60 · done · 2 still to be sent'));
    expect(screen.queryByTestId('scoring-chip')).toBeNull();
    expect(screen.getByText('Scoring has ended')).toBeTruthy();
    world.scoring.batches = [{ ...done, counts: { ...done.counts, answered: 0, recorded: 55 } }];
    act(() => bridge.emit('outbox.changed', standing(world.outbox)));
    await waitFor(() => expect(plain(row.textContent)).toContain('60 of 60 · donegpt'));
  });

  it('are paused, resumed, tried again, cancelled after asking, and removed', async () => {
    const { panel, bridge } = await show([aBatch(1)]);
    const press = async (name: string): Promise<void> => userEvent.click(await within(panel).findByRole('button', { name }));
    await press('Pause Batch 1');
    expect(await within(panel).findByText('Paused.')).toBeTruthy();
    expect(screen.getByTestId('scoring-chip').textContent).toBe('Scoring paused');
    await press('Retry failed: Batch 1');
    await press('Pause Batch 1');
    await press('Resume Batch 1');
    await press('Cancel Batch 1');
    await press('Go on scoring');
    await press('Cancel Batch 1');
    await press('Cancel');
    expect(await within(panel).findByText(/cancelled; what was scored stays/)).toBeTruthy();
    await press('Remove Batch 1');
    expect(await within(panel).findByText(/^Nothing is being scored/)).toBeTruthy();
    expect(bridge.log.map(({ route }) => route).filter((route) => /^scoring\.(pause|resume|retry|cancel|remove)$/.test(route))).toEqual(['scoring.pause', 'scoring.retry', 'scoring.pause', 'scoring.resume', 'scoring.cancel', 'scoring.remove']);
  });

  it('say why they stand still', async () => {
    const { panel } = await show([aBatch(1, { state: 'paused', why: 'budget' })]);
    expect(await within(panel).findByText('Paused: the budget is used up.')).toBeTruthy();
    expect(screen.getByTestId('scoring-chip').getAttribute('data-warn')).toBe('true');
  });

  it('list the calls without a score page by page, and open one', async () => {
    const asked: (number | null)[] = [];
    const failure = (n: number, code: string) => ({ callId: uuid(n), position: n, state: 'failed' as const, code, asked: 3, paid: 0, cost: 0 });
    const { router } = await renderApp({
      world: withBatches([aBatch(1)]),
      handlers: {
        'scoring.items': async ({ after }) => {
          asked.push(after);
          return after === null ? { items: [failure(1, 'unreadable'), failure(77, 'voicemail')], next: 77 } : { items: [failure(2, 'busy')], next: null };
        },
        'calls.getCached': async () => null,
      },
    });
    await userEvent.click(await screen.findByTestId('scoring-chip'));
    const panel = await screen.findByRole('dialog', { name: 'Scoring' });
    await userEvent.click(await within(panel).findByRole('button', { name: '5 without a score' }));
    await waitFor(() => expect(within(panel).getAllByTestId('without-score').map(({ textContent }) => textContent)).toEqual(['Call 2 of the batchThe model’s answer could not be read.', 'Call 78 of the batchNo score: this is a voicemail.']));
    await userEvent.click(within(panel).getByRole('button', { name: 'Show more' }));
    await waitFor(() => expect(within(panel).getAllByTestId('without-score')).toHaveLength(3));
    expect(asked).toEqual([null, 77]);
    await userEvent.click(within(panel).getByRole('button', { name: 'Call 3 of the batch' }));
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(2)}`));
  });
});

describe('what scoring again changed', () => {
  const held = { standing: 'held' as const, reviewed: true };
  const CHANGES = [aChange(1, 66), aChange(2, 85), aChange(3, 72, held), aChange(4, 85, { ...held, overridden: ['brand'] }), aChange(5, 58, { standing: 'unsent', runId: null })];
  const show = async (change: (world: FakeWorld) => void = () => undefined) => {
    const world = withBatches([aBatch(1, { state: 'paused', why: 'person', again: true }), aBatch(2, { state: 'done' })]);
    world.scoring.changes = CHANGES;
    change(world);
    const view = await renderApp({ world });
    await userEvent.click(await screen.findByTestId('scoring-chip'));
    const panel = await screen.findByRole('dialog', { name: 'Scoring' });
    expect(within(panel).queryByRole('button', { name: 'What changed: Batch 2' })).toBeNull();
    await userEvent.click(await within(panel).findByRole('button', { name: 'What changed: Batch 1' }));
    const dialog = await screen.findByRole('dialog', { name: 'What changed: Batch 1' });
    await waitFor(() => expect(within(dialog).getAllByTestId('change-row')).toHaveLength(5));
    return { ...view, world, dialog };
  };
  const rows = (dialog: HTMLElement) => within(dialog).getAllByTestId('change-row').map(({ textContent }) => plain(textContent));

  it('is told by movement of the band and in the mean, and lists the calls of each', async () => {
    const { dialog, router } = await show();
    expect(within(dialog).getAllByRole('button', { pressed: false }).map(({ textContent }) => plain(textContent))).toEqual(['2 Review→ Pass', '1 Review→ Fail', '2 stayed in their band', '2 of them by more than 5 points', '2 do not count yet']);
    expect(plain(within(dialog).getByTestId('mean-total').textContent)).toBe('Total+13.2');
    expect(within(dialog).getByTestId('mean-brand').textContent).toBe('Brand0.0');
    expect(dialog.textContent).toContain('Bands by rubric 3: pass from 80, review from 60.');
    expect(dialog.textContent).toContain('what others changed since is not in them');
    await userEvent.click(within(dialog).getByTestId('group-review-pass'));
    await waitFor(() => expect(rows(dialog)).toHaveLength(2));
    expect(rows(dialog)[1]).toContain('60 → 85');
    const grid = within(dialog).getByRole('grid', { name: '2 moved from Review to Pass' });
    act(() => grid.focus());
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${uuid(4)}`));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('says what people hold, and makes those runs count that are chosen, or all, after asking', async () => {
    const { dialog, bridge } = await show();
    await userEvent.click(within(dialog).getByTestId('group-held'));
    await waitFor(() => expect(rows(dialog)).toHaveLength(2));
    expect(within(dialog).getByText('held by an override').parentElement?.title).toBe('held by an override. Stays as people gave it: Brand');
    expect(within(dialog).getByText('held by a review')).toBeTruthy();
    const grid = within(dialog).getByRole('grid');
    act(() => grid.focus());
    await userEvent.keyboard('x');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make 1 chosen count…' }));
    expect(within(dialog).getByText('Make 1 new run count? Values that people gave stay on top of it.')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make them count' }));
    await waitFor(() => expect(rows(dialog)).toHaveLength(1));
    expect(bridge.log.findLast(({ route }) => route === 'scoring.adopt')?.input).toMatchObject({ movement: 'held', callIds: [uuid(4)] });
    expect(within(dialog).getByText('1 new run counts now.')).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make 1 count…' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Make them count' }));
    await waitFor(() => expect(within(dialog).getByText('No call is in this group.')).toBeTruthy());
    expect(bridge.log.findLast(({ route }) => route === 'scoring.adopt')?.input).toMatchObject({ movement: 'held', callIds: null });
    expect(await within(dialog).findByText('1 new run counts now.')).toBeTruthy();
  });

  it('is read by who may not score, who can make nothing count; closing leads back to the batches', async () => {
    const { dialog } = await show((world) => {
      world.session.memberships = [{ organizationId: ORG, organizationName: 'Brightwater', role: 'viewer', displayName: 'Lena Meyer' }];
    });
    expect(within(dialog).queryByRole('checkbox')).toBeNull();
    expect(within(dialog).queryByRole('button', { name: /count…$/ })).toBeNull();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Close' }));
    expect(await screen.findByRole('dialog', { name: 'Scoring' })).toBeTruthy();
  });

  it('says what happened where it could not be read, and tries again', async () => {
    let isThere = false;
    const world = withBatches([aBatch(1, { state: 'paused', why: 'person', again: true })]);
    await renderApp({
      world,
      handlers: {
        'scoring.difference': async () => {
          if (!isThere) throw new AppError('store_unavailable', 'gone');
          return differenceOf([], { pass: 80, review: 60 });
        },
      },
    });
    await userEvent.click(await screen.findByTestId('scoring-chip'));
    await userEvent.click(await screen.findByRole('button', { name: 'What changed: Batch 1' }));
    const dialog = await screen.findByRole('dialog', { name: 'What changed: Batch 1' });
    expect((await within(dialog).findByRole('alert')).textContent).toContain('The store on this device does not open.');
    isThere = true;
    await userEvent.click(within(dialog).getByRole('button', { name: 'Try again' }));
    expect(await within(dialog).findByText('No call is in this group.')).toBeTruthy();
    expect(within(dialog).getByTestId('mean-total').textContent).toBe('Total–');
  });
});

describe('the judge’s settings', () => {
  const open = async (world = aWorld(8), handlers = {}) => {
    const view = await renderApp({ world, handlers });
    await userEvent.click(await screen.findByTestId('person-menu'));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Model judge…' }));
    const dialog = await screen.findByRole('dialog', { name: 'Model judge' });
    await within(dialog).findByLabelText('Server address');
    return { ...view, dialog };
  };

  it('are checked as they are typed, and saved with a price and a key that is never shown', async () => {
    const { dialog, bridge } = await open();
    expect(within(dialog).getByTestId('key-state').textContent).toContain('A key ending in a1b2 is kept');
    const save = within(dialog).getByRole<HTMLButtonElement>('button', { name: 'Save' });
    const put = async (label: string, text: string): Promise<void> => {
      const field = within(dialog).getByLabelText(label);
      await userEvent.clear(field);
      await userEvent.type(field, text);
    };
    await put('At once', '65');
    expect(within(dialog).getByText('1 to 64')).toBeTruthy();
    expect(save.disabled).toBe(true);
    await put('At once', '12');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Add a price' }));
    expect(within(dialog).getByText('Each price needs a model, two amounts and a day as 2026-11-30.')).toBeTruthy();
    const added = within(dialog).getAllByTestId('price').at(-1) as HTMLElement;
    const [model, input, output] = within(added).getAllByRole('textbox') as [HTMLElement, HTMLElement, HTMLElement];
    await userEvent.type(model, 'local');
    await userEvent.type(input, '0');
    await userEvent.type(output, '0,25');
    await put('Key', 'short');
    expect(within(dialog).getByText('A key has at least 8 characters')).toBeTruthy();
    await put('Key', 'ключ-test-0123456789');
    expect(within(dialog).getByText('A key holds Latin letters, digits and signs, and no spaces')).toBeTruthy();
    expect(save.disabled).toBe(true);
    await put('Key', 'sk-test-0123456789');
    await userEvent.click(save);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(bridge.log.find(({ route }) => route === 'scoring.saveJudge')?.input).toMatchObject({ concurrency: 12, prices: [{ model: 'gpt-4o-mini' }, { model: 'gpt-4o' }, { model: 'local', input: 0, output: 0.25 }] });
    expect(bridge.log.find(({ route }) => route === 'scoring.setKey')?.input).toEqual({ key: 'sk-test-0123456789' });
    await userEvent.click(screen.getByTestId('person-menu'));
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Model judge…' }));
    const again = await screen.findByRole('dialog', { name: 'Model judge' });
    expect((await within(again).findByTestId('key-state')).textContent).toContain('A key ending in 6789 is kept');
    expect(within(again).getByLabelText<HTMLInputElement>('Key').value).toBe('');
    await userEvent.click(within(again).getByRole('button', { name: 'Remove the key' }));
    expect(await within(again).findByText('No key is kept.')).toBeTruthy();
  });

  it('say that another address forgets the key, and which address no key may go to', async () => {
    const refuse = { 'scoring.saveJudge': () => Promise.reject(new AppError('bad_request', 'no', { reason: 'address' })) };
    const { dialog, bridge } = await open(aWorld(8), refuse);
    const address = within(dialog).getByLabelText('Server address');
    await userEvent.clear(address);
    await userEvent.type(address, 'http://evil.example/v1');
    expect(within(dialog).getByTestId('key-state').textContent).toContain('is forgotten when you save');
    await userEvent.click(within(dialog).getByRole('button', { name: 'Save' }));
    expect(await within(dialog).findByText(/^No key may go to this address/)).toBeTruthy();
    expect(bridge.log.some(({ route }) => route === 'scoring.setKey')).toBe(false);
    await userEvent.type(address, '2');
    expect(within(dialog).queryByText(/^No key may go to this address/)).toBeNull();
  });
});
