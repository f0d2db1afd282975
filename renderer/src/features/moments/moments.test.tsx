import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../core/contract/errors.ts';
import type { Role } from '../../../../core/contract/routes/session.ts';
import { writeDraft } from '../../../../core/moments/draft-text.ts';
import type { Moment } from '../../../../core/moments/moment.ts';
import { uuid } from '../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../testing/fake-main.ts';
import { aMoment } from '../../testing/fake-moments.ts';
import { renderApp, type AppUnderTest } from '../../testing/render-app.tsx';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const CALL = uuid(1);
const ME = uuid(500);
const mine = (change: Partial<Moment> = {}): Moment => aMoment(CALL, { authorId: ME, authorName: 'Lena Meyer', ...change });

const aWorldOf = (role: Role, moments: Moment[] = []): FakeWorld => {
  const world = aWorld(3);
  const [membership] = world.session.memberships;
  if (!membership) throw new Error('The world has nobody in it.');
  world.session = { ...world.session, memberships: [{ ...membership, role }] };
  world.moments.set(CALL, moments);
  return world;
};
const open = async (world: FakeWorld, handlers = {}): Promise<AppUnderTest> => {
  const app = await renderApp({ world, path: `/calls/${CALL}`, handlers });
  await screen.findByRole('button', { name: 'Customer, 00:19' });
  await screen.findByTestId('mark-moment');
  return app;
};
const position = (): string | null => screen.getByRole('slider').getAttribute('aria-valuetext');
const rows = (): HTMLElement[] => screen.queryAllByTestId('moment');
const details = async (label: string | RegExp): Promise<HTMLElement> => {
  await userEvent.click(screen.getByRole('button', { name: label }));
  return screen.getByRole('button', { name: label }).closest('li') as HTMLElement;
};
const sent = ({ bridge }: AppUnderTest, route: string): unknown[] => bridge.log.filter((one) => one.route === route).map(({ input }) => input);
const draftOf = (world: FakeWorld, field: string): string | undefined => world.drafts.get(CALL)?.get(field);

describe('marking while one listens', () => {
  it('takes M, a label and Enter, three seconds before the playhead', async () => {
    const app = await open(aWorldOf('reviewer'));
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:19' }));
    await userEvent.keyboard('m');
    const field = await screen.findByRole('textbox', { name: 'Label of the moment at 00:16' });
    expect(document.activeElement).toBe(field);
    await userEvent.keyboard('Merkt sich nichts{Enter}');
    await waitFor(() => expect(screen.queryByTestId('new-moment')).toBeNull());
    expect(sent(app, 'moments.mark')).toEqual([{ callId: CALL, startMs: 16_200, endMs: null, label: 'Merkt sich nichts' }]);
    expect(rows().filter((row) => within(row).queryByText('Merkt sich nichts'))).toHaveLength(1);
    expect(within(screen.getByRole('list', { name: 'Moments' })).getByRole('button', { name: '00:16, Other, You, Merkt sich nichts' })).toBeTruthy();
    await waitFor(() => expect(draftOf(app.world, 'moment:new')).toBeUndefined());
  });

  it('is never before the start, and given up by Esc, which leaves the field and not the call', async () => {
    const app = await open(aWorldOf('reviewer'));
    await userEvent.keyboard('m');
    await screen.findByRole('textbox', { name: 'Label of the moment at 00:00' });
    await userEvent.keyboard('half a wo');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByTestId('new-moment')).toBeNull();
    expect(app.router.state.location.pathname).toBe(`/calls/${CALL}`);
    await waitFor(() => expect(draftOf(app.world, 'moment:new')).toBeUndefined());
    expect(sent(app, 'moments.mark')).toEqual([]);
  });

  it('leaves presses with Ctrl to whom they belong, and stands at its place in the list', async () => {
    await open(aWorldOf('reviewer', [mine({ startMs: 1000, label: 'First' }), mine({ startMs: 90_000, label: 'Last' })]));
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:19' }));
    await userEvent.keyboard('m');
    const field = await screen.findByRole('textbox', { name: /Label of the moment/ });
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    // It completes the review, and asks first; the moment is not marked by it.
    expect(screen.getByText(/not decided/)).toBeTruthy();
    expect(field.isConnected).toBe(true);
    const list = field.closest('ul') as HTMLElement;
    const order = [...list.children].map((item) => item.textContent ?? '');
    const [first, fresh] = [order.findIndex((text) => text.includes('First')), [...list.children].findIndex((item) => item.contains(field))];
    expect([first, fresh]).toEqual([0, 1]);
  });

  it('goes with the call where a half-typed label meets the key that leads on', async () => {
    const app = await open(aWorldOf('reviewer'));
    await userEvent.keyboard('m');
    await screen.findByRole('textbox', { name: /Label of the moment/ });
    await userEvent.keyboard('Half a thought{Control>}{Enter}{/Control}');
    await waitFor(() => expect(sent(app, 'moments.mark')).toMatchObject([{ label: 'Half a thought' }]));
    expect(screen.getByText(/not decided/)).toBeTruthy();
    await waitFor(() => expect(screen.queryByTestId('new-moment')).toBeNull());
  });

  it('keeps what was typed where the moment could not be journaled', async () => {
    const refuse = { 'moments.mark': async () => Promise.reject(new AppError('store_unavailable', 'no')) };
    const { world } = await open(aWorldOf('reviewer'), refuse);
    await userEvent.keyboard('m');
    await screen.findByTestId('new-moment');
    await userEvent.keyboard('Kept{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain('The store on this device does not open');
    expect(within(screen.getByTestId('new-moment')).getByRole('textbox')).toHaveProperty('value', 'Kept');
    await waitFor(() => expect(draftOf(world, 'moment:new')).toContain('Kept'));
  });

  it('takes the turn that is heard by Shift+M', async () => {
    const app = await open(aWorldOf('reviewer'));
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:19' }));
    await userEvent.keyboard('{Shift>}M{/Shift}');
    await screen.findByTestId('new-moment');
    await userEvent.keyboard('Turn{Enter}');
    await waitFor(() => expect(sent(app, 'moments.mark')).toMatchObject([{ startMs: 19_200, endMs: 24_000 }]));
  });
});

describe('a moment in the pane', () => {
  it('is jumped to by a press, and the transcript goes along', async () => {
    await open(aWorldOf('viewer', [aMoment(CALL, { startMs: 50_000, label: 'Price \u202Etxet' })]));
    const [row] = rows();
    await userEvent.click(within(row as HTMLElement).getAllByRole('button')[0] as HTMLElement);
    expect(position()).toContain('00:50 of');
    await waitFor(() => expect(screen.getByRole('button', { name: 'Customer, 00:50' }).closest('[aria-current]')).not.toBeNull());
    expect(row?.querySelector('[data-direction-mark]')).not.toBeNull();
  });

  it('is one of four until all are asked for', async () => {
    await open(aWorldOf('viewer', Array.from({ length: 7 }, (_, n) => aMoment(CALL, { startMs: n * 1000, label: `Nr ${n}` }))));
    expect(rows()).toHaveLength(4);
    await userEvent.click(screen.getByRole('button', { name: '6 more' }));
    expect(rows()).toHaveLength(10);
  });

  it('is deleted with a way back that takes no focus', async () => {
    const { world } = await open(aWorldOf('reviewer', [mine({ label: 'Gone' })]));
    const row = await details('Details of Gone');
    await userEvent.click(within(row).getByRole('button', { name: 'Delete' }));
    await waitFor(() => expect(screen.getByTestId('undo-bar').textContent).toContain('Deleted “Gone”'));
    expect(screen.queryByText('Gone')).toBeNull();
    expect(world.moments.get(CALL)?.[0]?.deleted).toBe(true);
    expect(screen.getByTestId('undo-bar').contains(document.activeElement)).toBe(false);
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(world.moments.get(CALL)?.[0]?.deleted).toBe(false));
    expect(await screen.findByRole('button', { name: 'Details of Gone' })).toBeTruthy();
    expect(screen.getByTestId('undo-bar').textContent).toBe('');
  });

  it('is changed: label and note by Save, kind and times at once', async () => {
    const app = await open(aWorldOf('reviewer', [mine({ id: uuid(77), label: 'Old' })]));
    const row = await details('Details of Old');
    const label = within(row).getByLabelText('Label');
    await userEvent.clear(label);
    expect(within(row).getByText('A moment needs a label')).toBeTruthy();
    await userEvent.type(label, 'New{Enter}');
    await userEvent.click(within(row).getByRole('radio', { name: 'Issue' }));
    const end = within(row).getByLabelText('End');
    await userEvent.type(end, '00:40{Enter}');
    expect(within(row).getByText('The end has to come after the start')).toBeTruthy();
    await userEvent.clear(end);
    await userEvent.type(end, '01:02.5{Enter}');
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:36' }));
    await userEvent.click(within(row).getByRole('button', { name: 'Start of the turn' }));
    await waitFor(() =>
      expect(sent(app, 'moments.change')).toMatchObject([
        { callId: CALL, momentId: uuid(77), label: 'New' },
        { callId: CALL, momentId: uuid(77), kind: 'issue' },
        { callId: CALL, momentId: uuid(77), endMs: 62_500 },
        { callId: CALL, momentId: uuid(77), startMs: 36_900 },
      ]),
    );
  });

  it('is commented on at a second, and one’s own comment is changed and withdrawn', async () => {
    const { world } = await open(aWorldOf('reviewer', [aMoment(CALL, { label: 'Theirs' })]));
    await userEvent.click(screen.getByRole('button', { name: 'Customer, 00:19' }));
    const row = await details('Details of Theirs');
    await userEvent.type(within(row).getByLabelText('Comment'), 'Listen here');
    await userEvent.click(within(row).getByRole('checkbox', { name: 'at 00:19' }));
    await userEvent.click(within(row).getByRole('button', { name: 'Add comment' }));
    const comment = await within(row).findByTestId('comment');
    expect(world.moments.get(CALL)?.[0]?.comments).toMatchObject([{ body: 'Listen here', atMs: 19_200, authorId: ME }]);
    await userEvent.click(within(comment).getByRole('button', { name: 'Edit' }));
    await userEvent.type(within(row).getByLabelText('Your comment'), ' twice');
    await userEvent.click(within(row).getByRole('button', { name: 'Save' }));
    await within(row).findByText('Listen here twice');
    await userEvent.click(within(comment).getByRole('button', { name: 'Withdraw' }));
    await waitFor(() => expect(within(row).queryByTestId('comment')).toBeNull());
    await waitFor(() => expect(world.drafts.get(CALL)?.size ?? 0).toBe(0));
  });

  it('is shared with colleagues, one by one', async () => {
    const { world } = await open(aWorldOf('reviewer', [mine({ label: 'Mine' })]));
    const row = await details('Details of Mine');
    await userEvent.click(within(row).getByRole('button', { name: 'Share' }));
    await userEvent.click(await screen.findByRole('menuitemcheckbox', { name: 'Dana Ortiz' }));
    await waitFor(() => expect(world.moments.get(CALL)?.[0]?.sharedWith).toEqual([uuid(501)]));
    expect(screen.queryByRole('menuitemcheckbox', { name: 'Lena Meyer' })).toBeNull();
    await userEvent.click(screen.getByRole('menuitemcheckbox', { name: 'Dana Ortiz' }));
    await waitFor(() => expect(world.moments.get(CALL)?.[0]?.sharedWith).toEqual([]));
  });
});

describe('roles', () => {
  it('let a viewer read and say why no more', async () => {
    const app = await open(aWorldOf('viewer', [aMoment(CALL, { label: 'Theirs', note: 'A note' })]));
    expect(screen.getByTestId('mark-moment').getAttribute('aria-disabled')).toBe('true');
    await userEvent.keyboard('m');
    await userEvent.click(screen.getByTestId('mark-moment'));
    expect(screen.queryByTestId('new-moment')).toBeNull();
    const row = await details('Details of Theirs');
    expect(within(row).getByText('Your role reads moments; reviewers mark and comment.')).toBeTruthy();
    for (const name of ['Delete', 'Share', 'Add comment']) expect(within(row).getByRole('button', { name })).toHaveProperty('disabled', true);
    expect(row.querySelector('fieldset')).toHaveProperty('disabled', true);
    expect(app.bridge.log.filter(({ route }) => route.startsWith('moments.'))).toEqual([]);
  });

  it.each([
    ['reviewer', true],
    ['coach', false],
  ] as const)('of a %s keep hands off what others marked: %s', async (role, isKept) => {
    await open(aWorldOf(role, [aMoment(CALL, { label: 'Theirs' })]));
    const row = await details('Details of Theirs');
    expect(row.querySelector('fieldset')).toHaveProperty('disabled', isKept);
    expect(within(row).queryAllByText('Whoever marked it and coaches can change it.')).toHaveLength(isKept ? 1 : 0);
    expect(within(row).getByRole('button', { name: 'Share' })).toHaveProperty('disabled', false);
  });
});

describe('half-typed words', () => {
  it('are there again when the call is opened, without taking the focus', async () => {
    const world = aWorldOf('reviewer', [mine({ id: uuid(77), label: 'Old', startMs: 1000 })]);
    world.drafts.set(CALL, new Map([
      ['moment:new', writeDraft({ startMs: 61_000, endMs: null, label: 'Half a la' })],
      [`moment:${uuid(77)}`, writeDraft({ label: 'Old but be', note: 'why' })],
      [`comment:${uuid(77)}`, writeDraft({ commentId: null, body: 'Also th', atMs: 4000 })],
    ]));
    await open(world);
    expect(await screen.findByRole('textbox', { name: 'Label of the moment at 01:01' })).toHaveProperty('value', 'Half a la');
    expect(screen.getByLabelText('Label')).toHaveProperty('value', 'Old but be');
    expect(screen.getByLabelText('Note')).toHaveProperty('value', 'why');
    expect(screen.getByLabelText('Comment')).toHaveProperty('value', 'Also th');
    expect(screen.getByRole('checkbox', { name: 'at 00:04' })).toHaveProperty('checked', true);
    expect(screen.getByText('Not saved yet; kept on this device')).toBeTruthy();
    expect(document.activeElement).toBe(document.body);
  });

  it('say of a moment what was typed and nothing else, and what stood there when it was', async () => {
    const world = aWorldOf('reviewer', [mine({ id: uuid(77), label: 'Old', note: 'My note', version: 3 })]);
    const app = await open(world);
    const row = await details('Details of Old');
    await userEvent.type(within(row).getByLabelText('Label'), ' and new');
    world.moments.set(CALL, [mine({ id: uuid(77), label: 'Theirs', note: 'Their note', version: 5 })]);
    world.changed = [CALL];
    act(() => void document.dispatchEvent(new Event('visibilitychange')));
    await screen.findByRole('button', { name: 'Details of Theirs' });
    expect(within(row).getByLabelText('Label')).toHaveProperty('value', 'Old and new');
    await userEvent.click(within(row).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent(app, 'moments.change')).toHaveLength(1));
    expect(sent(app, 'moments.change')).toEqual([{ callId: CALL, momentId: uuid(77), label: 'Old and new', seen: { version: 3, label: 'Old', note: 'My note' } }]);
  });

  it('that are typed while what was said is still being journaled stay', async () => {
    const world = aWorldOf('reviewer', [mine({ id: uuid(77), label: 'Old' })]);
    const journaled: (() => void)[] = [];
    const slow = async () => new Promise<{ moments: Moment[] }>((resolve) => journaled.push(() => resolve({ moments: [mine({ id: uuid(77), label: 'Old one' })] })));
    const app = await open(world, { 'moments.change': slow, 'moments.comment': slow });
    const row = await details('Details of Old');
    await userEvent.type(within(row).getByLabelText('Label'), ' one{Enter} and more');
    await userEvent.type(within(row).getByLabelText('Comment'), 'Said');
    await userEvent.click(within(row).getByRole('button', { name: 'Add comment' }));
    await userEvent.type(within(row).getByLabelText('Comment'), ' more');
    await act(async () => {
      for (const done of journaled) done();
      await Promise.resolve();
    });
    await screen.findByRole('button', { name: 'Details of Old one' });
    expect(within(row).getByLabelText('Label')).toHaveProperty('value', 'Old one and more');
    expect(within(row).getByLabelText('Comment')).toHaveProperty('value', 'Said more');
    await userEvent.click(within(row).getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(sent(app, 'moments.change')).toHaveLength(2));
    expect(sent(app, 'moments.change')[1]).toMatchObject({ label: 'Old one and more', seen: { label: 'Old one' } });
  });

  it('that are none of ours are left alone', async () => {
    const world = aWorldOf('reviewer');
    world.drafts.set(CALL, new Map([['moment:new', '{"startMs":-5,"label":"x"}']]));
    await open(world);
    expect(screen.queryByTestId('new-moment')).toBeNull();
  });

  it('are on disk when the page goes', async () => {
    const { world } = await open(aWorldOf('reviewer'));
    await userEvent.keyboard('m');
    await screen.findByTestId('new-moment');
    await userEvent.keyboard('abc');
    act(() => void window.dispatchEvent(new Event('pagehide')));
    expect(draftOf(world, 'moment:new')).toBe(writeDraft({ startMs: 0, endMs: null, label: 'abc' }));
  });
});
