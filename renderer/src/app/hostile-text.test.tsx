import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { callRowSchema } from '../../../core/calls/call-row.ts';
import type { Turn } from '../../../core/transcript/turn.ts';
import { aCall, aRow, uuid } from '../testing/fake-calls.ts';
import { aWorld } from '../testing/fake-main.ts';
import { aMoment } from '../testing/fake-moments.ts';
import { renderApp } from '../testing/render-app.tsx';

afterEach(cleanup);

const TURNED = 'x bedi \u202Egnp.exe txet\u2069 end';
const MARKS = /[\u202E\u2069]/;

const turns: Turn[] = [
  { kind: 'speech', index: 0, speaker: 'agent', name: TURNED, text: TURNED, startMs: 0, endMs: 1000 },
  { kind: 'tool', index: 1, name: TURNED, arguments: TURNED, result: null, startMs: 1000, endMs: 1500 },
];

const hostile = (path: string, plain = false) => {
  const world = aWorld(3);
  const row = { ...aRow(0, new Date()), assistantName: TURNED, summary: TURNED, outcomeTier: TURNED, reviewedByName: TURNED, endedReason: TURNED };
  world.rows.splice(0, 1, callRowSchema.parse(row));
  const call = aCall(row, { turns: plain ? [] : turns, transcript: TURNED, customerName: TURNED, outcomeBucket: null });
  const people = [{ id: uuid(400), type: 'customer' as const, name: TURNED, phoneNumber: null, talkTimeSeconds: null }];
  const comments = [{ id: uuid(402), body: TURNED, atMs: null, authorId: null, authorName: TURNED, version: 1, createdAt: '2026-11-20T10:00:00Z' }];
  if (call.analysis) {
    call.analysis.aiModel = TURNED;
    call.analysis.criteria = [{ key: 'flow', score: 3, reason: TURNED, clampedFrom: null, evidence: [{ turn: 0, speaker: 'agent', quote: TURNED, polarity: '+' }, { turn: 0, speaker: 'agent', quote: `${TURNED} never said`, polarity: '-' }] }];
  }
  call.moments = [aMoment(call.id, { label: TURNED, endMs: 60_000, authorName: TURNED, comments })];
  const answer = { call: { ...call, participants: people as typeof call.participants }, source: 'workspace' as const, asOf: new Date().toISOString() };
  return renderApp({ world, path, handlers: { 'calls.get': async () => answer, 'calls.getCached': async () => null } });
};

/** Marks that stand in a text node of their own box, and those that would turn what is around them. */
const marksIn = (root: Element): { boxed: number; loose: string[] } => {
  const loose: string[] = [];
  let boxed = 0;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!MARKS.test(node.textContent ?? '')) continue;
    const box = node.parentElement?.closest('[data-direction-mark]');
    if (box && box.textContent === node.textContent && node.textContent?.length === 1) boxed += 1;
    else loose.push(node.textContent ?? '');
  }
  for (const element of root.querySelectorAll('*')) {
    // A field that is edited is a box of its own, and has to hold the text as it is.
    const isField = element instanceof HTMLInputElement;
    for (const { name, value } of element.attributes) if (MARKS.test(value) && !(isField && name === 'value')) loose.push(`${name}=${value}`);
  }
  return { boxed, loose };
};

describe('a text that would turn its own reading order', () => {
  it('is shown as it was written, wherever the call shows it', async () => {
    await hostile(`/calls/${uuid(1)}`);
    const said = (await screen.findByTestId('turn')).querySelector('p');
    expect(said?.textContent).toContain(TURNED);
    await userEvent.click(screen.getByRole('button', { name: /no result/ }));
    await userEvent.click(await screen.findByRole('button', { name: /^Details of/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Flow' }));
    expect(screen.getAllByTestId('quote')).toHaveLength(2);
    const { boxed, loose } = marksIn(document.body);
    expect(loose).toEqual([]);
    expect(boxed).toBeGreaterThanOrEqual(2 * 7);
    expect(said?.querySelector('[data-direction-mark]')?.getAttribute('title')).toBe('Direction mark U+202E: shown, not obeyed');
  });

  it('is shown so where there is only plain text', async () => {
    await hostile(`/calls/${uuid(1)}`, true);
    await screen.findAllByText(/x bedi/);
    expect(marksIn(document.body).loose).toEqual([]);
  });

  it('is shown so in the list, in what hovering says, and in the rail', async () => {
    await hostile('/calls');
    const row = (await screen.findAllByText(/x bedi/))[0]?.closest('[role=row]');
    for (const cell of within(row as HTMLElement).getAllByRole('gridcell')) await userEvent.hover(cell);
    const { boxed, loose } = marksIn(document.body);
    expect(loose).toEqual([]);
    expect(boxed).toBeGreaterThan(5);
    expect(within(row as HTMLElement).getAllByTitle(/x bedi \[U\+202E\]gnp\.exe/).length).toBeGreaterThan(1);
  });

  it('is shown so in the palette, found and typed', async () => {
    await hostile('/calls');
    await screen.findAllByText(/x bedi/);
    await userEvent.keyboard('{Control>}[KeyK]{/Control}');
    await userEvent.click(await screen.findByRole('combobox'));
    await userEvent.paste('bedi \u202Egnp');
    expect((await screen.findAllByTestId('palette-option')).length).toBeGreaterThan(0);
    expect((await screen.findAllByText(/x bedi/)).length).toBeGreaterThan(1);
    expect(marksIn(document.body).loose).toEqual([]);
    await userEvent.paste(' nowhere');
    expect(await screen.findByText(/^Nothing found for/)).toBeTruthy();
    expect(marksIn(document.body).loose).toEqual([]);
  });

  it('is found by what was said, with the marks inside and beside', async () => {
    await hostile(`/calls/${uuid(1)}`);
    const field = await screen.findByRole('searchbox', { name: 'Find in transcript' });
    await userEvent.type(field, 'gnp.exe');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
    const marked = (): string | null | undefined => document.querySelector('mark')?.textContent;
    expect(marked()).toBe('gnp.exe');
    await userEvent.clear(field);
    await userEvent.click(field);
    await userEvent.paste('bedi \u202Egnp');
    expect(await screen.findByText('1 of 1')).toBeTruthy();
    expect(marked()).toBe('bedi \u202Egnp');
    expect(document.querySelector('[data-testid=turn] p')?.textContent).toContain(TURNED);
  });
});
