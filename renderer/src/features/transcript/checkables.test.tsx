import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { aCall, aRow, someTurns, uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { aRubric } from '../../testing/fake-rubric.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { findStops, spotIn, stepTo, type Stop } from './checkables.ts';
import { buildTranscript } from './model.ts';

afterEach(() => {
  cleanup();
  sessionStorage.clear();
});

const NOBODY = { names: [], brandTerms: [] };
const said = (index: number, text: string, startMs: number | null, endMs: number | null): Turn => ({ kind: 'speech', index, speaker: 'agent', name: null, text, startMs, endMs });
const stop = (startMs: number | null, endMs: number | null = startMs === null ? null : startMs + 2000): Stop => ({ kind: 'number', words: '5', turn: 0, start: 0, end: 1, row: 0, startMs, endMs });

describe('where things that can be checked are said', () => {
  it('is the stored turn that holds them, of several that are shown as one', () => {
    const turns = [said(0, 'Room 5', 1000, 2000), said(1, 'and room 7', 2100, 3000)];
    expect(findStops(turns, buildTranscript(turns), NOBODY)).toMatchObject([
      { words: '5', turn: 0, startMs: 1000, endMs: 2000 },
      { words: '7', turn: 0, startMs: 2100, endMs: 3000 },
    ]);
  });

  it('is the part of a very long turn that shows them', () => {
    const turns = [said(0, `${'word '.repeat(1000)}12 000`, null, null)];
    const model = buildTranscript(turns);
    const [found] = findStops(turns, model, NOBODY);
    expect(found?.row).toBe(model.rows.length - 1);
    const shown = model.rows.map((row) => (row.kind === 'speech' ? spotIn(row, found ?? null) : null));
    expect(shown.filter((spot) => spot !== null)).toHaveLength(1);
  });
});

describe('a step', () => {
  const stops = [stop(1000), stop(10_000), stop(10_000), stop(20_000)];
  it.each<[string, number | null, number, 1 | -1, { at: number; isAround: boolean }]>([
    ['from the start', null, 0, 1, { at: 0, isAround: false }],
    ['within the turn that is heard', null, 11_000, 1, { at: 1, isAround: false }],
    ['after the last one stepped to, though both are of one turn', 1, 8500, 1, { at: 2, isAround: false }],
    ['after it while its turn lasts', 1, 11_900, 1, { at: 2, isAround: false }],
    ['from the playhead once that has gone on', 0, 15_000, 1, { at: 3, isAround: false }],
    ['from the playhead once that was taken back', 3, 0, 1, { at: 0, isAround: false }],
    ['around the end, once', 3, 18_500, 1, { at: 0, isAround: true }],
    ['around the end where the playhead is behind all', null, 60_000, 1, { at: 0, isAround: true }],
    ['back', 2, 8500, -1, { at: 1, isAround: false }],
    ['back from the playhead', null, 15_000, -1, { at: 2, isAround: false }],
    ['back around the start', null, 0, -1, { at: 3, isAround: true }],
  ])('leads %s', (_name, current, ms, by, expected) => {
    expect(stepTo(stops, current, ms, by)).toEqual(expected);
  });

  it('goes from one to the next where there are no times, and nowhere where there is nothing', () => {
    const untimed = [stop(null), stop(null)];
    expect(stepTo(untimed, null, 0, 1)).toEqual({ at: 0, isAround: false });
    expect(stepTo(untimed, 0, 0, 1)).toEqual({ at: 1, isAround: false });
    expect(stepTo(untimed, 1, 0, 1)).toEqual({ at: 0, isAround: true });
    expect(stepTo([], null, 0, 1)).toBeNull();
  });
});

const news = (): string | null => screen.getByTestId('checkable-words').textContent;
const position = (): string | null => screen.getByRole('slider').getAttribute('aria-valuetext');

describe('N', () => {
  const open = async (turns: Turn[], language: 'en' | 'ru' = 'en') => {
    const world = aWorld(3);
    world.settings = { ...world.settings, language };
    world.rubrics = [aRubric(1, { brandTerms: ['panels'] })];
    const call = { ...aCall(aRow(0, new Date())), turns, customerName: 'Tom Hale' };
    const answer = { call, source: 'workspace' as const, asOf: new Date().toISOString() };
    const app = await renderApp({ world, path: `/calls/${uuid(1)}`, handlers: { 'calls.get': async () => answer, 'calls.getCached': async () => null } });
    await screen.findByRole('searchbox');
    return app;
  };

  it('goes to the next number, name or commitment from the playhead, a second and a half before its turn, and ⇧N back', async () => {
    await open(someTurns());
    await userEvent.keyboard('n');
    expect(news()).toMatch(/^Name, 1 of \d+: Nora$/);
    expect(screen.getByTestId('spot').textContent).toBe('Nora');
    await userEvent.click(await screen.findByRole('button', { name: 'Customer, 00:19' }));
    await userEvent.keyboard('n');
    expect(news()).toMatch(/^Number, \d+ of \d+: three$/);
    expect(position()).toContain('00:17 of');
    await userEvent.keyboard('n');
    expect(news()).toMatch(/^Number, \d+ of \d+: fourteen$/);
    await userEvent.keyboard('{Shift>}n{/Shift}');
    expect(news()).toMatch(/: three$/);
    expect(screen.getByTestId('spot').textContent).toBe('three');
  });

  it('says that it begins again, and knows the customer and the brand by name', async () => {
    const { bridge } = await open([said(0, 'hale has panels', 5000, 9000)]);
    await waitFor(() => expect(bridge.log.some(({ route }) => route === 'rubric.listVersions')).toBe(true));
    await userEvent.keyboard('n');
    expect(news()).toBe('Name, 1 of 1: panels');
    await userEvent.keyboard('n');
    expect(news()).toBe('Again from the start. Name, 1 of 1: panels');
  });

  it('moves nothing but the place where turns have no times', async () => {
    await open([said(0, 'Room 5', null, null), said(1, 'Room 7', null, null)]);
    const before = position();
    await userEvent.keyboard('nn');
    expect(screen.getByTestId('spot').textContent).toBe('7');
    expect(position()).toBe(before);
  });

  it.each([
    ['en', 'No number, name or commitment in this call'],
    ['ru', 'В этом разговоре нет чисел, имён и обещаний'],
  ] as const)('says that there is none, in %s', async (language, words) => {
    await open([said(0, 'well then', 0, 1000)], language);
    await userEvent.keyboard('n');
    expect(news()).toBe(words);
    expect(screen.queryByTestId('spot')).toBeNull();
  });

  it('is a letter in a text field', async () => {
    await open(someTurns());
    await userEvent.type(screen.getByRole('searchbox'), 'n');
    expect(news()).toBe('');
  });
});
