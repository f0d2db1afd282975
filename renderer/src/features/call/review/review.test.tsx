import { cleanup, screen, waitFor } from '@testing-library/react';
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
    await userEvent.keyboard('3{Enter}');
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
