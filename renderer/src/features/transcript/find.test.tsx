import { cleanup, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import type { Turn } from '../../../../core/transcript/turn.ts';
import { aCall, aRow, uuid } from '../../testing/fake-calls.ts';
import { aWorld } from '../../testing/fake-main.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { findHits } from './find.ts';
import { buildTranscript } from './model.ts';

afterEach(cleanup);

const said = (text: string): Turn[] => [{ kind: 'speech', index: 0, speaker: 'agent', name: null, text, startMs: 0, endMs: 1000 }];

describe('more finds than are stepped through', () => {
  it.each([
    [4999, 4999, false],
    [5000, 5000, false],
    [5001, 5000, true],
    [30_000, 5000, true],
  ])('%i: %i are kept, more left: %s', (count, kept, capped) => {
    const found = findHits(buildTranscript(said('yes '.repeat(count))), 'yes');
    expect(found.hits).toHaveLength(kept);
    expect(found.capped).toBe(capped);
  });

  it.each([
    ['en', 'Find in transcript', '1 of 5,000+'],
    ['ru', 'Найти в разговоре', '1 из 5 000+'],
  ] as const)('are said to be more, in %s', async (language, field, words) => {
    const world = aWorld(3);
    world.settings = { ...world.settings, language };
    const call = { ...aCall(aRow(0, new Date())), turns: said('yes '.repeat(6000)) };
    const answer = { call, source: 'workspace' as const, asOf: new Date().toISOString() };
    await renderApp({ world, path: `/calls/${uuid(1)}`, handlers: { 'calls.get': async () => answer, 'calls.getCached': async () => null } });
    await userEvent.type(await screen.findByRole('searchbox', { name: field }), 'yes');
    expect(await screen.findByText(words)).toBeTruthy();
  });
});
