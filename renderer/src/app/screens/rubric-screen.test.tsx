import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import { DEFAULT_RUBRIC } from '../../../../core/qci/rubric.ts';
import { aWorld, ORG, type FakeWorld } from '../../testing/fake-main.ts';
import { aRubric } from '../../testing/fake-rubric.ts';
import { renderApp } from '../../testing/render-app.tsx';

afterEach(cleanup);

const kept = (world: FakeWorld): Record<string, unknown> | null => {
  const text = world.drafts.get(ORG)?.get('rubric:draft');
  return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>);
};
const field = (name: string) => screen.findByRole('textbox', { name }, { timeout: 30_000 });
const type = async (name: string, text: string): Promise<void> => {
  const input = await field(name);
  await userEvent.clear(input);
  await userEvent.type(input, text);
};
const changes = () => within(screen.getByTestId('rubric-changes')).getAllByRole('listitem').map((item) => item.textContent);

describe('the rubric', () => {
  it('is edited as a draft, told in words, and saved as the next version', async () => {
    const world = aWorld(3);
    const { bridge } = await renderApp({ world, path: '/rubric' });
    await type('Pass from', '75');
    await type('Flow, up to 10 points', 'No loops.');
    await type('Why', 'Softer.');
    expect(changes()).toEqual(['Pass fromwas 80→is 75', `Flowwas ${DEFAULT_RUBRIC.criteria.flow}is No loops.`]);
    await waitFor(() => expect(kept(world)).toEqual({ base: 2, note: 'Softer.', pass: 75, withoutObjection: {}, tiers: {}, criteria: { flow: 'No loops.' } }));
    await userEvent.click(screen.getByRole('button', { name: 'Save as new version' }));
    await waitFor(() => expect(screen.getAllByTestId('rubric-version')).toHaveLength(3));
    expect(bridge.log.findLast(({ route }) => route === 'rubric.save')?.input).toMatchObject({ seen: { version: 2, content: { bands: { pass: 80 } } }, note: 'Softer.', content: { bands: { pass: 75, review: 60 }, minCustomerWords: 8, criteria: { flow: 'No loops.' } } });
    expect(kept(world)).toBeNull();
    expect(screen.queryByText('draft')).toBeNull();
    expect(screen.getByText('Nothing is changed.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save as new version' }).disabled).toBe(true);
  });

  it('says where a field is wrong, and is not saved so', async () => {
    await renderApp({ path: '/rubric' });
    await type('Pass from', '50');
    expect(await screen.findByText('Below the threshold for a pass')).toBeTruthy();
    expect((await field('Review from')).getAttribute('aria-invalid')).toBe('true');
    await type('Meeting booked', '12');
    expect(screen.getByRole('alert').textContent).toContain('Each tier must begin below');
    expect(screen.getByText('Mend the marked fields first.')).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save as new version' }).disabled).toBe(true);
  });

  it('comes back with its draft, and a draft of another version is not put on top unasked', async () => {
    const world = aWorld(3);
    world.drafts.set(ORG, new Map([['rubric:draft', JSON.stringify({ base: 1, note: '', pass: 70 })]]));
    await renderApp({ world, path: '/rubric' });
    expect(await screen.findByText(/Version 2 was saved meanwhile/, {}, { timeout: 30_000 })).toBeTruthy();
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Save as new version' }).disabled).toBe(true);
    await userEvent.click(screen.getByRole('button', { name: 'Put my changes on version 2' }));
    expect(changes()).toEqual(['Pass fromwas 80→is 70']);
    expect(((await field('Least customer words')) as HTMLInputElement).value).toBe('8');
    await userEvent.click(screen.getByRole('button', { name: 'Discard draft' }));
    await waitFor(() => expect(kept(world)).toBeNull());
    expect(((await field('Pass from')) as HTMLInputElement).value).toBe('80');
  });

  it('says where somebody else saved first, and keeps what was saved here apart', async () => {
    const world = aWorld(3);
    await renderApp({ world, path: '/rubric' });
    await type('Pass from', '75');
    world.rubrics = [aRubric(3, { minCustomerWords: 1 }), ...world.rubrics];
    await userEvent.click(screen.getByRole('button', { name: 'Save as new version' }));
    expect((await screen.findByTestId('rubric-waiting')).textContent).toContain('Somebody else saved a version meanwhile');
    expect(((await field('Pass from')) as HTMLInputElement).value).toBe('75');
    expect((await field('Pass from')).hasAttribute('readonly')).toBe(true);
    expect(changes()).toContain('Pass fromwas 80→is 75');
  });

  it('shows an earlier version as it was, with what it changed, and how many scores are not of the latest', async () => {
    const { router } = await renderApp({ path: '/rubric' });
    expect((await screen.findByTestId('rubric-outdated', {}, { timeout: 30_000 })).textContent).toBe('42 scores were given by another rubric than the latest. Scoring them again would cost about $0.05.');
    await userEvent.click(screen.getAllByTestId('rubric-version')[1] as HTMLElement);
    await waitFor(() => expect(router.state.location.search).toEqual({ rubric: 1 }));
    expect((await field('Pass from')).hasAttribute('readonly')).toBe(true);
    expect(screen.queryByRole('button', { name: 'Save as new version' })).toBeNull();
    expect(screen.getByText('There is no earlier version to compare with here.')).toBeTruthy();
  });

  it('offers to score again what another rubric scored, with its cost before', async () => {
    const world = aWorld(3);
    world.scoring.found = 42;
    const { bridge } = await renderApp({ world, path: '/rubric' });
    await userEvent.click(await screen.findByRole('button', { name: 'Re-score the 42 affected calls…' }, { timeout: 30_000 }));
    const dialog = await screen.findByRole('dialog', { name: 'Re-score affected calls' });
    expect(within(dialog).getByLabelText<HTMLInputElement>('At most how many').value).toBe('42');
    await userEvent.click(await within(dialog).findByRole('radio', { name: 'gpt-4o-mini' }));
    await waitFor(() => expect(within(dialog).getByTestId('score-estimate').textContent).toContain('about $0.03'));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Start' }));
    await waitFor(() => expect(bridge.log.find(({ route }) => route === 'scoring.start')?.input).toMatchObject({ judge: 'model', source: { from: 'outdated', most: 42 } }));
  });

  it('offers nothing to score where no score is of another rubric, and nothing to who may only read', async () => {
    const world = aWorld(3);
    world.outdated = 0;
    await renderApp({ world, path: '/rubric' });
    expect((await screen.findByTestId('rubric-outdated', {}, { timeout: 30_000 })).textContent).toContain('0 scores');
    expect(screen.queryByRole('button', { name: /^Re-score/ })).toBeNull();
    cleanup();
    world.outdated = 42;
    world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'viewer' as const })) };
    await renderApp({ world, path: '/rubric' });
    await screen.findByTestId('rubric-outdated', {}, { timeout: 30_000 });
    expect(screen.queryByRole('button', { name: /^Re-score/ })).toBeNull();
  });

  it('is read only for who is no admin, and the default where none is written', async () => {
    const world = aWorld(3);
    world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'editor' as const })) };
    world.rubrics = [];
    await renderApp({ world, path: '/rubric' });
    expect((await field('Pass from')).hasAttribute('readonly')).toBe(true);
    expect(screen.getByText('Nothing of your own is written yet: this is the default.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Save as new version' })).toBeNull();
  });

  it('says what happened where it could not be read, and tries again', async () => {
    const world = aWorld(3);
    world.failure = new AppError('offline', 'no line');
    await renderApp({ world, path: '/rubric' });
    expect(await screen.findByText('The rubric could not be read', {}, { timeout: 30_000 })).toBeTruthy();
    world.failure = null;
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await field('Pass from')).toBeTruthy();
  });
});
