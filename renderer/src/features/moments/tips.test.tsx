import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { writeDraft } from '../../../../core/moments/draft-text.ts';
import type { Moment } from '../../../../core/moments/moment.ts';
import { MediaClock } from '../../lib/media-clock.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { aMoment } from '../../testing/fake-moments.ts';
import { renderApp, type AppUnderTest } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
  vi.restoreAllMocks();
});

const CALL = uuid(1);
const aTip = (change: Partial<Moment> = {}): Moment => aMoment(CALL, { kind: 'coaching', label: 'Ask before you offer', ...change });

const open = async (moments: Moment[] = [], change: (world: FakeWorld) => void = () => undefined): Promise<AppUnderTest> => {
  const world = aWorld(3);
  world.moments.set(CALL, moments);
  change(world);
  const app = await renderApp({ world, path: `/calls/${CALL}` });
  await screen.findByRole('button', { name: 'Customer, 00:19' });
  await screen.findByTestId('mark-moment');
  return app;
};
const section = (): HTMLElement => screen.getByRole('region', { name: 'Coaching tips' });
const judges = (): number => within(section()).queryAllByTestId('tip').length;
const people = (): HTMLElement[] => within(section()).queryAllByTestId('moment');
const sent = ({ bridge }: AppUnderTest, route: string): unknown[] => bridge.log.filter((one) => one.route === route).map(({ input }) => input);

describe('a coaching tip', () => {
  it('takes T, its text and Enter, from where the turn that is heard begins', async () => {
    const app = await open();
    const before = judges();
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:19' }));
    await userEvent.keyboard('t');
    const field = await within(section()).findByRole('textbox', { name: 'Coaching tip at 00:19' });
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard('Ask first{Enter}');
    await waitFor(() => expect(screen.queryByTestId('new-moment')).toBeNull());
    expect(sent(app, 'moments.mark')).toEqual([{ callId: CALL, startMs: 19_200, endMs: null, kind: 'coaching', label: 'Ask first', note: null }]);
    expect(people().map((row) => row.textContent)).toEqual([expect.stringContaining('00:19Ask first')]);
    expect(judges()).toBe(before);
    expect(within(screen.getByRole('region', { name: 'Moments' })).queryByText('Ask first')).toBeNull();
    expect(within(screen.getByRole('list', { name: 'Moments' })).getByRole('button', { name: '00:19, Coaching, You, Ask first' })).toBeTruthy();
  });

  it('of any length keeps its first words as the label and the whole in the note, and is read whole', async () => {
    const app = await open();
    const long = 'Name the price before the customer has to ask for it. '.repeat(6).trim();
    await userEvent.click(screen.getByTestId('add-tip'));
    const field = await within(section()).findByRole('textbox');
    await userEvent.click(field);
    await userEvent.paste(long);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(people()).toHaveLength(1));
    expect(sent(app, 'moments.mark')).toMatchObject([{ kind: 'coaching', label: expect.stringMatching(/^Name the price .{100,}…$/), note: long }]);
    expect(people()[0]?.textContent).toContain(long);
  });

  it('is played from by a press, and changed and deleted as a moment is', async () => {
    const play = vi.spyOn(MediaClock.prototype, 'play');
    const app = await open([aTip({ id: uuid(77), startMs: 50_000, authorId: uuid(500), authorName: 'Lena Meyer' })]);
    await userEvent.click(within(people()[0] as HTMLElement).getByRole('button', { name: /00:50/ }));
    expect(screen.getByRole('slider').getAttribute('aria-valuetext')).toContain('00:50 of');
    expect(play).toHaveBeenCalledOnce();
    await userEvent.click(screen.getByRole('button', { name: 'Details of Ask before you offer' }));
    await userEvent.type(within(section()).getByLabelText('Label'), ' twice{Enter}');
    await waitFor(() => expect(sent(app, 'moments.change')).toMatchObject([{ momentId: uuid(77), label: 'Ask before you offer twice' }]));
    await userEvent.click(within(section()).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(people()).toHaveLength(0));
  });

  it('is one of four until all are asked for, people’s first', async () => {
    await open(Array.from({ length: 6 }, (_, n) => aTip({ startMs: n * 1000, label: `Tip ${n}` })));
    expect(people()).toHaveLength(4);
    expect(judges()).toBe(0);
    await userEvent.click(within(section()).getByRole('button', { name: /more$/ }));
    expect(people()).toHaveLength(6);
    expect(judges()).toBeGreaterThan(0);
  });

  it('of a person is shown to whoever is blind, and the judge’s are not', async () => {
    await open([aTip()], (world) => {
      world.settings = { ...world.settings, blindFirst: true };
    });
    expect([people().length, judges()]).toEqual([1, 0]);
  });

  it('that was half typed is there again, in its own section', async () => {
    await open([], (world) => {
      world.drafts.set(CALL, new Map([['moment:new', writeDraft({ startMs: 61_000, endMs: null, label: 'Half a ti', kind: 'coaching' })]]));
    });
    expect(await within(section()).findByRole('textbox', { name: 'Coaching tip at 01:01' })).toHaveProperty('value', 'Half a ti');
    expect(within(screen.getByRole('region', { name: 'Moments' })).queryByRole('textbox')).toBeNull();
  });

  it('is not for a viewer to give', async () => {
    await open([], (world) => {
      world.session = { ...world.session, memberships: world.session.memberships.map((one) => ({ ...one, role: 'viewer' })) };
    });
    expect(screen.getByTestId('add-tip').getAttribute('aria-disabled')).toBe('true');
    await userEvent.keyboard('t');
    expect(screen.queryByTestId('new-moment')).toBeNull();
  });
});
