import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../../testing/fake-main.ts';
import { renderApp } from '../../../testing/render-app.tsx';

afterEach(cleanup);

const box = (name: string): HTMLElement => screen.getByRole('spinbutton', { name });
const told = (name: string): string => box(name).getAttribute('aria-valuetext') ?? '';
const standing = (): string => screen.getByTestId('review-standing').textContent;

const open = async (change: (world: FakeWorld) => void = () => undefined) => {
  const world = aWorld();
  // The criteria of every call here are those of one talk: 26, 17, 17 and 15 points.
  const at = world.rows.findIndex(({ id }) => id === uuid(1));
  const row = world.rows[at];
  if (row) world.rows[at] = { ...row, dynamicsScore: 26, objectionsScore: 17, brandScore: 17, outcomeScore: 15, qciTotalScore: 75, qciStatus: 'review' };
  change(world);
  const app = await renderApp({ path: `/calls/${uuid(1)}`, world });
  await screen.findByRole('spinbutton', { name: 'Flow' });
  return app;
};

describe('a review by keys', () => {
  it('gives a criterion another value with its reason; dimension and total follow, and the judge’s stay beside them', async () => {
    const { world } = await open();
    const before = Number(screen.getByTestId('qci-total').textContent);
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
    expect(document.activeElement).toBe(box('Flow'));
    const judge = Number(/AI (\d+)/.exec(told('Flow'))?.[1]);
    await userEvent.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    expect(screen.getByTestId('qci-total').textContent).toBe(String(before - 2));
    await userEvent.keyboard('2');
    await waitFor(() => expect(told('Flow')).toBe(`${judge - 2} of 10, AI ${judge}, overridden, Missed moment`));
    expect(screen.getByTestId('qci-total').textContent).toBe(String(before - 2));
    expect(standing()).toBe('1 of 8 decided');
    expect(world.scores.get(uuid(1))?.analysis?.overrides.flow).toMatchObject({ value: judge - 2, ai: judge, reason: 'missed_moment' });
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(told('Flow')).toContain('to decide'));
  });

  it('takes back what was accepted, and not the value that was given before it', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}1{Enter}6');
    await waitFor(() => expect(standing()).toBe('1 of 8 decided'));
    await userEvent.keyboard('{ArrowUp}y');
    await waitFor(() => expect(standing()).toBe('2 of 8 decided'));
    expect(screen.getByText('Accepted: Talk balance')).toBeTruthy();
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(told('Talk balance')).toContain('to decide'));
    expect(told('Flow')).toContain('overridden');
    await userEvent.keyboard('{Shift>}y{/Shift}');
    await waitFor(() => expect(standing()).not.toBe('1 of 8 decided'));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(standing()).toBe('1 of 8 decided'));
  });

  it('goes on for nobody who has given no reason yet, and takes him to the reasons', async () => {
    const { world } = await open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}1{Enter}{Control>}{Enter}{/Control}');
    expect(document.activeElement?.textContent).toContain('Wrong quote');
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(told('Flow')).toContain('overridden, Wrong quote'));
    expect(world.scores.get(uuid(1))?.review).toBeFalsy();
  });

  it('confirms the value that stands in a box before it completes', async () => {
    const { world } = await open();
    await userEvent.keyboard('{ArrowDown}');
    for (let row = 0; row < 10; row += 1) await userEvent.keyboard('y{ArrowDown}');
    await waitFor(() => expect(standing()).toBe('All decided'));
    await userEvent.keyboard('{ArrowUp}3{Control>}{Enter}{/Control}');
    expect(screen.getByTestId('reasons')).toBeTruthy();
    expect(world.scores.get(uuid(1))?.review).toBeFalsy();
    await userEvent.keyboard('{Escape}99{Control>}{Enter}{/Control}');
    expect(told('Brand')).toContain('outside 0 to 20');
    expect(world.scores.get(uuid(1))?.review).toBeFalsy();
  });

  it('is completed by a press, not by a key that is held down', async () => {
    const { world, router } = await open();
    for (let n = 0; n < 9; n += 1) fireEvent.keyDown(document.body, { code: 'Enter', key: 'Enter', ctrlKey: true, repeat: n > 0 });
    expect(screen.getByText(/not decided/)).toBeTruthy();
    expect(router.state.location.pathname).toBe(`/calls/${uuid(1)}`);
    expect(world.scores.has(uuid(1))).toBe(false);
  });

  it('moves from row to row as long as the key is held', async () => {
    await open();
    for (let n = 0; n < 4; n += 1) fireEvent.keyDown(document.body, { code: 'ArrowDown', key: 'ArrowDown', repeat: n > 0 });
    expect(document.activeElement).toBe(box('Engagement'));
  });

  it('keeps a note that is half typed when it completes', async () => {
    const { world } = await open();
    await userEvent.keyboard('{ArrowDown}');
    for (let row = 0; row < 10; row += 1) await userEvent.keyboard('y{ArrowDown}');
    await userEvent.keyboard('{ArrowUp}3{Enter}6');
    await userEvent.click(await screen.findByRole('button', { name: /note/i }));
    await userEvent.keyboard('half a thought{Control>}{Enter}{/Control}');
    await waitFor(() => expect(world.scores.get(uuid(1))?.review).toBeTruthy());
    await waitFor(() => expect(world.scores.get(uuid(1))?.analysis?.overrides.brand).toMatchObject({ value: 3, note: 'half a thought' }));
  });

  it('refuses a value that is out of range, and says so', async () => {
    await open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}99');
    expect(told('Flow')).toContain('outside 0 to 10');
    expect(box('Flow').getAttribute('aria-invalid')).toBe('true');
    await userEvent.keyboard('{Enter}');
    expect(screen.queryByTestId('reasons')).toBeNull();
    await userEvent.keyboard('{Escape}');
    expect(told('Flow')).toContain('to decide');
  });

  it('accepts one and all that is verified, asks once about the rest, completes and goes on', async () => {
    const { world, router } = await open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}y');
    await waitFor(() => expect(standing()).toBe('1 of 8 decided'));
    await userEvent.keyboard('{Shift>}y{/Shift}');
    const accepted = Number(/^(\d)/.exec(standing())?.[1]);
    expect(accepted).toBeGreaterThan(1);
    expect(accepted).toBeLessThan(8);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(screen.getByText(/not decided/)).toBeTruthy();
    expect(world.scores.has(uuid(1))).toBe(false);
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(router.state.location.pathname).not.toBe(`/calls/${uuid(1)}`));
    expect(world.scores.get(uuid(1))?.review).toMatchObject({ wasBlind: false, qciTotalScore: 75 });
  });

  it('keeps what was accepted on disk', async () => {
    const { world } = await open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}y');
    await waitFor(() => expect(world.drafts.get(uuid(1))?.get('review:accepted')).toContain('talk_balance'));
  });

  it('hides the judge from whoever wants to be blind until he has committed to a value', async () => {
    await open((world) => {
      world.settings.blindFirst = true;
    });
    expect(told('Flow')).not.toContain('AI');
    expect(screen.queryByTestId('evidence-tick')).toBeNull();
    expect(screen.getByTestId('qci-total').textContent).toBe('0');
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}y');
    expect(told('Flow')).not.toContain('AI');
    await userEvent.keyboard('{ArrowRight}');
    expect(told('Flow')).toBe('1 of 10, being edited');
    await userEvent.keyboard('{Backspace}{Enter}');
    expect(told('Flow')).not.toContain('AI');
    await userEvent.keyboard('{Escape}3{Enter}');
    expect(told('Flow')).toContain('AI');
    await userEvent.keyboard('6');
    await waitFor(() => expect(screen.getByTestId('qci-total').textContent).toBe('3'));
  });

  it('lets a viewer read and change nothing', async () => {
    const { world } = await open((world) => {
      world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'viewer' })) };
    });
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}3{Enter}y');
    expect(told('Flow')).toContain('cannot be changed');
    expect(screen.queryByRole('button', { name: /Complete and next/ })).toBeNull();
    expect(world.scores.size).toBe(0);
  });
});
