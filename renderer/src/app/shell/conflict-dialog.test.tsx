import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { OutboxItem } from '../../../../core/contract/routes/outbox.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { aConflict, anOutbox } from '../../testing/fake-outbox.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const decide = async (item: OutboxItem, language: 'en' | 'ru' = 'en') => {
  const world = { ...aWorld(3), outbox: anOutbox([item]) };
  world.settings = { ...world.settings, language };
  const view = await renderApp({ world });
  await userEvent.click(await screen.findByRole('button', { name: language === 'ru' ? 'решить 1' : '1 to decide' }));
  await userEvent.click(await screen.findByRole('button', { name: language === 'ru' ? /^Решить «/ : /^Decide “/ }));
  const resolved = (): unknown[] => view.bridge.log.filter(({ route }) => route === 'outbox.resolve').map(({ input }) => input);
  return { ...view, resolved, dialog: await screen.findByRole('dialog', { name: /moment|момент/ }) };
};
const row = (dialog: HTMLElement, name: string): HTMLElement => within(dialog).getByRole('radiogroup', { name });
const chosen = (group: HTMLElement): string[] =>
  within(group).getAllByRole<HTMLInputElement>('radio').filter(({ checked }) => checked).map((radio) => radio.getAttribute('aria-label') ?? '');
const save = (dialog: HTMLElement): HTMLButtonElement => within(dialog).getByRole('button', { name: 'Save these' });

describe('a conflict', () => {
  it('says who and when and that nothing is lost, and shows each value as people read it', async () => {
    const { dialog } = await decide(aConflict(1));
    expect(within(dialog).getByRole('heading').textContent).toMatch(/^Dana Ortiz changed this moment at .+, while you did$/);
    expect(within(dialog).getByText(/^2 values differ\. Nothing is overwritten until you choose, and nothing is lost/)).toBeTruthy();
    const start = row(dialog, 'Start');
    expect(start.textContent).toContain('was 02:20');
    expect(within(start).getAllByRole('radio').map((radio) => radio.getAttribute('aria-label'))).toEqual(['Yours: 02:23.4', 'Theirs: 02:21']);
    expect(row(dialog, 'Note').textContent).toContain('You both chose the same');
  });

  it('chooses nothing beforehand but what is equal, and is saved once each is decided, by keys', async () => {
    const { dialog, resolved } = await decide(aConflict(1));
    expect([chosen(row(dialog, 'Label')), chosen(row(dialog, 'Start')), chosen(row(dialog, 'Note'))]).toEqual([[], [], ['Theirs: Ask twice']]);
    expect(save(dialog).disabled).toBe(true);
    const first = within(row(dialog, 'Label')).getAllByRole('radio')[0];
    await waitFor(() => expect(document.activeElement).toBe(first));
    await userEvent.keyboard(' ');
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(resolved()).toEqual([]);
    act(() => within(row(dialog, 'Start')).getAllByRole('radio')[0]?.focus());
    await userEvent.keyboard('{ArrowDown}');
    expect(chosen(row(dialog, 'Start'))).toEqual(['Theirs: 02:21']);
    expect(save(dialog).disabled).toBe(false);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(resolved()).toEqual([{ opId: uuid(4001), mine: ['label'] }]));
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /moment/ })).toBeNull());
    expect((await screen.findByTestId('outbox-tray')).textContent).toContain('Nothing is waiting.');
  });

  it.each([
    ['Keep all mine', ['label', 'start_ms', 'note']],
    ['Take all theirs', []],
  ])('is settled by “%s” in one press', async (name, mine) => {
    const { dialog, resolved } = await decide(aConflict(1));
    await userEvent.click(within(dialog).getByRole('button', { name }));
    await waitFor(() => expect(resolved()).toEqual([{ opId: uuid(4001), mine }]));
  });

  it('is left for later by Esc, and still stands in the tray', async () => {
    const { resolved } = await decide(aConflict(1));
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog', { name: /moment/ })).toBeNull());
    expect(await within(await screen.findByTestId('outbox-tray')).findByRole('button', { name: 'Decide “Label 1”' })).toBeTruthy();
    expect(resolved()).toEqual([]);
  });

  it('folds a long note and unfolds it without choosing it', async () => {
    const note = `${'Пауза. '.repeat(60)}Конец`;
    const conflict = { byName: null, at: null, gone: false, fields: [{ field: 'note', before: '', mine: note, theirs: 'Short' }] };
    const { dialog } = await decide(aConflict(1, { conflict }));
    expect(within(dialog).getByRole('heading').textContent).toBe('Somebody changed this moment while you did');
    const group = row(dialog, 'Note');
    expect(group.textContent).not.toContain('Конец');
    await userEvent.click(within(group).getByRole('button', { name: 'Show all' }));
    expect(group.textContent).toContain('Конец');
    expect(chosen(group)).toEqual([]);
    await userEvent.click(within(group).getByText('Short'));
    expect(chosen(group)).toEqual(['Theirs: Short']);
  });

  it('has words of its own where the moment is deleted there', async () => {
    const gone = { byName: 'Dana Ortiz', at: null, gone: true, fields: [{ field: 'label', before: 'Old', mine: 'New', theirs: null }] };
    const { dialog, resolved } = await decide(aConflict(1, { conflict: gone }));
    expect(within(dialog).getByRole('heading').textContent).toBe('Dana Ortiz deleted this moment while you changed it');
    expect(within(dialog).queryByRole('radio')).toBeNull();
    expect(within(dialog).getByRole('button', { name: 'Leave it deleted' })).toBeTruthy();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Bring it back with mine' }));
    await waitFor(() => expect(resolved()).toEqual([{ opId: uuid(4001), mine: ['label'] }]));
  });

  it('is decided in Russian too', async () => {
    const { dialog } = await decide(aConflict(1), 'ru');
    expect(within(dialog).getByText(/^Различаются 2 значения\./)).toBeTruthy();
    expect(within(dialog).getByRole('radiogroup', { name: 'Начало' })).toBeTruthy();
  });
});
