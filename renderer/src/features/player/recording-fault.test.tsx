import { cleanup, screen, within } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

describe('a recording without a lasting address', () => {
  it.each([
    ['en', 'The recording is only at its source', 'Nothing was recorded'],
    ['ru', 'Запись есть только в источнике', 'Его не записывали'],
  ] as const)('is said to be at its source in %s, not that there is none', async (language, title, wrong) => {
    const world = aWorld();
    world.settings = { ...world.settings, language };
    await renderApp({ world, path: `/calls/${uuid(1)}`, handlers: { 'recordings.open': async () => ({ state: 'at-source', since: null }) } });
    expect(await screen.findByText(title)).toBeTruthy();
    const fault = screen.getByTestId('recording-fault');
    expect(fault.textContent).not.toContain(wrong);
    // Asking again brings no address that the source never named.
    expect(within(fault).queryByRole('button')).toBeNull();
  });
});
