import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../testing/fake-calls.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const rowOf = (name: string): HTMLElement => screen.getByRole('button', { name }).closest('tr') as HTMLElement;

describe('the criteria of a score', () => {
  it('show what each stands on, checked: found, close, and not in the call', async () => {
    await renderApp({ path: `/calls/${uuid(1)}` });
    await screen.findByRole('button', { name: 'Compliance' });
    expect(rowOf('Compliance').textContent).toContain('Verified1Close1');
    expect(rowOf('Outcome').textContent).toContain('Not found1');
    expect(rowOf('Outcome').textContent).toContain('Clamped 24 → 15');
    expect(rowOf('Talk balance').textContent).toContain('52');
    expect(screen.getByTestId('evidence-counts').textContent).toContain('Verified 6');
  });

  it('open to the reason and the quotes; a quote that is only close says what was said', async () => {
    await renderApp({ path: `/calls/${uuid(1)}` });
    await userEvent.click(await screen.findByRole('button', { name: 'Compliance' }));
    expect(screen.getByText('Drops the signature when the customer objects.')).toBeTruthy();
    const quotes = screen.getAllByTestId('quote').map((quote) => quote.textContent);
    expect(quotes).toHaveLength(2);
    expect(quotes.join()).toContain('said: “I’m not going to sign things over video”');
    await userEvent.click(screen.getByRole('button', { name: 'Compliance' }));
    expect(screen.queryByTestId('quote')).toBeNull();
  });

  it('play a quote from a second and a half before it, by a press and one after the other by E', async () => {
    await renderApp({ path: `/calls/${uuid(1)}` });
    await userEvent.click(await screen.findByRole('button', { name: 'Compliance' }));
    await userEvent.click(within(screen.getAllByTestId('quote')[1] as HTMLElement).getByText(/not on a Tuesday/));
    expect(screen.getByRole('slider').getAttribute('aria-valuenow')).toBe('125');
    (document.activeElement as HTMLElement).blur();
    await userEvent.keyboard('e');
    expect(screen.getByRole('slider').getAttribute('aria-valuenow')).toBe('131');
  });
});
