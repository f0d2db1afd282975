import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { userIdSchema } from '../../../../core/calls/ids.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const aBlindWorld = () => {
  const world = aWorld(3);
  world.settings = { ...world.settings, blindFirst: true };
  const scored = { qciTotalScore: 71, qciStatus: 'review', dynamicsScore: 20, objectionsScore: 15, brandScore: 16, outcomeScore: 20, outcomeTier: 'warm_lead' } as const;
  const [open, own, none] = world.rows;
  if (!open || !own || !none) throw new Error('three calls');
  world.rows.splice(
    0,
    3,
    { ...open, ...scored, reviewedBy: userIdSchema.parse(uuid(501)), reviewedByName: 'Dana Ortiz', reviewedAt: '2026-11-20T10:00:00Z' },
    { ...own, ...scored, reviewedBy: userIdSchema.parse(uuid(500)), reviewedByName: 'Lena Meyer', reviewedAt: '2026-11-20T10:00:00Z' },
    { ...none, qciTotalScore: null, qciStatus: null, reviewedBy: null, reviewedAt: null },
  );
  return world;
};
const cellsOf = (row: HTMLElement): { qci: string; outcome: string } => {
  const text = (column: string): string => row.querySelector(`[data-column="${column}"]`)?.textContent ?? '';
  return { qci: text('qci'), outcome: text('outcome') };
};

it('the list shows whoever is blind to the judge its score of no call but the ones he reviewed', async () => {
  await renderApp({ world: aBlindWorld() });
  const rows = await screen.findAllByTestId('call-row');
  await waitFor(() => expect(cellsOf(rows[0] as HTMLElement)).toEqual({ qci: '··Hidden until you have given your own', outcome: '··Hidden until you have given your own' }));
  expect(within(rows[0] as HTMLElement).queryByRole('img', { name: /Dynamics/ })).toBeNull();
  expect(cellsOf(rows[1] as HTMLElement)).toEqual({ qci: '71Review', outcome: 'Warm lead' });
  expect(cellsOf(rows[2] as HTMLElement).qci).toBe('–Not scored');
});

it('a viewer, who decides nothing, reads on', async () => {
  const world = aBlindWorld();
  world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'viewer' })) };
  await renderApp({ world });
  const [first] = await screen.findAllByTestId('call-row');
  await waitFor(() => expect(cellsOf(first as HTMLElement).qci).toBe('71Review'));
});
