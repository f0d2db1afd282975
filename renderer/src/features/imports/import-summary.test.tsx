import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startI18n } from '../../i18n/index.ts';
import { ImportSummary } from './import-summary.tsx';

beforeAll(() => startI18n('en'));
afterEach(cleanup);

describe('the account of an import', () => {
  it('counts the items of a file from 1, as people do', () => {
    const detail = 'A number in it is out of range (22003).';
    const setAside = [0, 41].map((index) => ({ file: 'calls.json', index, reason: 'refused' as const, detail }));
    render(<ImportSummary summary={{ read: 42, inserted: 40, updated: 0, unchanged: 0, setAside }} cancelled={false} />);
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => within(row).getAllByRole('cell').map((cell) => cell.textContent))).toEqual([
      ['calls.json', '1', 'Refused by the workspace'],
      ['calls.json', '42', 'Refused by the workspace'],
    ]);
    expect(screen.getAllByTitle(detail)).toHaveLength(2);
  });

  it('says how many rows of a very long list are not drawn', () => {
    const setAside = Array.from({ length: 1_712 }, (_, index) => ({ file: 'calls.json', index, reason: 'no-call-id' as const, detail: '' }));
    render(<ImportSummary summary={{ read: 1_712, inserted: 0, updated: 0, unchanged: 0, setAside }} cancelled={false} />);
    expect(screen.getAllByRole('row')).toHaveLength(501);
    expect(screen.getByText('And 1,212 more: “Copy the list” has all of them.')).toBeTruthy();
  });
});
