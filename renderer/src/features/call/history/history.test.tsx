import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../../../core/contract/errors.ts';
import type { HistoryEntry } from '../../../../../core/history/entry.ts';
import { uuid } from '../../../testing/fake-calls.ts';
import { aWorld, type FakeWorld } from '../../../testing/fake-main.ts';
import { aMoment } from '../../../testing/fake-moments.ts';
import { renderApp } from '../../../testing/render-app.tsx';

afterEach(cleanup);

const CALL = uuid(1);
const ME = uuid(500);
const hash = `sha256:${'a'.repeat(64)}`;
let last = 0;
const entry = (change: Partial<HistoryEntry>): HistoryEntry =>
  ({ entry: (last += 1), at: '2026-11-20T10:00:00Z', actorId: ME, actorName: 'Lena Meyer', table: 'qci_analyses', subjectId: uuid(900), action: 'update', before: null, after: null, reason: null, ...change });

const scored = () => entry({ action: 'insert', at: '2026-11-18T10:00:00Z', actorId: null, actorName: null, after: { qci_total_score: 70, status: 'review', judge: 'gpt-4o-mini' } });
const corrected = () => entry({
  at: '2026-11-20T10:00:00Z', reason: 'missed_moment', before: { overrides: {}, qci_total_score: 70, status: 'review' },
  after: { overrides: { flow: { ai: 4, replaced: 4, value: 9 } }, qci_total_score: 75, status: 'review' },
});
const shared = () => entry({ table: 'moment_shares', action: 'insert', actorId: uuid(777), actorName: null, after: { user_id: uuid(501) } });
const late = () => entry({ table: 'late_marks \u202E', action: 'update', actorId: uuid(503), actorName: null, before: { second: 3 }, after: { second: 4 } });

const open = async (entries: HistoryEntry[], change: (world: FakeWorld) => void = () => undefined) => {
  const world = aWorld(3);
  world.history.set(CALL, entries);
  change(world);
  const app = await renderApp({ world, path: `/calls/${CALL}` });
  await screen.findByRole('button', { name: 'Customer, 00:19' });
  await userEvent.click(screen.getByRole('button', { name: 'More' }));
  return { app, world };
};
const choose = async (): Promise<HTMLElement> => {
  await userEvent.click(await screen.findByRole('menuitem', { name: 'History' }));
  return screen.findByRole('dialog', { name: 'History of this call' });
};
const lines = (dialog: HTMLElement): (string | null)[] => within(dialog).getAllByTestId('history-entry').map((row) => row.querySelector('div')?.textContent ?? null);

describe('the history of a call', () => {
  it('says who did what, from which value to which, and why, the latest day first', async () => {
    await open([scored(), corrected(), shared(), late()]);
    const dialog = await choose();
    await within(dialog).findAllByTestId('history-entry');
    expect(lines(dialog)).toEqual([
      expect.stringMatching(/^Changed: late_marks .*No namesecond 3.*4$/u),
      'Moment shared  Somebody who leftWith Dana Ortiz',
      'Score corrected  YouMissed momentFlow 4 →  to 9QCI 70 →  to 75',
      'Scored  The workspaceQCI 70Band ReviewJudge gpt-4o-mini',
    ]);
    expect(within(dialog).getAllByRole('heading', { level: 3 }).map(({ textContent }) => textContent)).toEqual(['20 Nov', '18 Nov'].map((day) => expect.stringContaining(day)));
    expect(within(dialog).getAllByRole('listitem').at(0)?.querySelector('time')?.getAttribute('title')).toContain('20 Nov 2026');
    expect(dialog.querySelector('[data-direction-mark]')).not.toBeNull();
  });

  it('says of words only that they changed', async () => {
    await open([entry({ table: 'key_moments', before: { label: hash, note: null, kind: 'issue' }, after: { label: `${hash}b`, note: hash, kind: 'coaching' } })]);
    const dialog = await choose();
    await within(dialog).findByTestId('history-entry');
    expect(lines(dialog)).toEqual(['Moment changed  YouKind Issue →  to CoachingLabel changedNote added']);
  });

  it('names the moment that something was done with, where it is there', async () => {
    const comment = entry({ table: 'moment_comments', action: 'insert', subjectId: uuid(80), after: { moment_id: uuid(77), body: hash } });
    await open([comment, entry({ table: 'key_moments', subjectId: uuid(78), before: { deleted_at: null }, after: { deleted_at: 'x' } })], (world) => {
      world.moments.set(CALL, [aMoment(CALL, { id: uuid(77), label: 'Price up front' })]);
    });
    const dialog = await choose();
    await within(dialog).findAllByTestId('history-entry');
    expect(lines(dialog)).toEqual(['Moment deleted  You', 'Comment Price up front You']);
  });

  it('tells no score while the judge’s are hidden, and says so', async () => {
    await open([scored(), corrected()], (world) => {
      world.settings = { ...world.settings, blindFirst: true };
    });
    const dialog = await choose();
    await within(dialog).findAllByTestId('history-entry');
    expect(lines(dialog)).toEqual(['Score corrected  You', 'Scored  The workspaceJudge gpt-4o-mini']);
    expect(within(dialog).getByText('Scores are left out until you have completed your own review.')).toBeTruthy();
  });

  it('of many entries is drawn fifty at a time', async () => {
    await open(Array.from({ length: 120 }, () => shared()));
    const dialog = await choose();
    expect(await within(dialog).findAllByTestId('history-entry')).toHaveLength(50);
    await userEvent.click(within(dialog).getByRole('button', { name: 'Show 70 earlier' }));
    await userEvent.click(within(dialog).getByRole('button', { name: 'Show 20 earlier' }));
    expect(within(dialog).getAllByTestId('history-entry')).toHaveLength(120);
  });

  it('of which there is none yet says what will stand here', async () => {
    await open([]);
    expect(await within(await choose()).findByText('Nothing has happened here yet')).toBeTruthy();
  });

  it.each([
    ['offline', 'The history is kept in the workspace', /It cannot be reached from here/],
    ['forbidden', 'The history could not be read', /Your role does not allow this/],
  ] as const)('says after %s what happened and what is safe, and asks again', async (code, title, text) => {
    const { world } = await open([shared()]);
    world.failure = new AppError(code, 'no');
    const dialog = await choose();
    const alert = await within(dialog).findByRole('alert');
    expect(within(alert).getByText(title)).toBeTruthy();
    expect(within(alert).getByText(text)).toBeTruthy();
    world.failure = null;
    await userEvent.click(within(alert).getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(within(dialog).getAllByTestId('history-entry')).toHaveLength(1));
  });
});
