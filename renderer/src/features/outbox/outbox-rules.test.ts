import { beforeAll, describe, expect, it } from 'vitest';
import type { TFunction } from 'i18next';
import type { OutboxState } from '../../../../core/contract/routes/outbox.ts';
import { startI18n } from '../../i18n/index.ts';
import { aConflict, anItem } from '../../testing/fake-outbox.ts';
import { NO_BATCH, nextBatch, placeIn } from './batch.ts';
import { evenChoices, mineOf, undecided } from './choices.ts';
import { fromClockText, toClockText } from './clock-text.ts';
import { fieldWords, valueWords } from './field-words.ts';
import { refusalWords } from './refusal-words.ts';
import { inTrayOrder } from './tray-order.ts';

let t: TFunction;
beforeAll(async () => {
  t = (await startI18n('en')).t;
});

const outbox = (state: OutboxState['state'], waiting: number, sending: number): OutboxState => ({ state, waiting, sending, parked: 0, failed: 0 });

describe('the order of the tray', () => {
  it('puts what is to decide first, then what was refused, and keeps the order of making within each', () => {
    const items = [anItem(1), anItem(2, { state: 'failed' }), anItem(3, { state: 'sending' }), aConflict(4), anItem(5, { state: 'failed' }), aConflict(6)];
    expect(inTrayOrder(items).map(({ subject }) => subject)).toEqual(['Label 4', 'Label 6', 'Label 2', 'Label 5', 'Label 1', 'Label 3']);
  });
});

describe('a batch', () => {
  it('counts which one is under way, of those there were and those that joined', () => {
    const steps = [outbox('idle', 14, 0), outbox('sending', 13, 1), outbox('sending', 11, 1), outbox('sending', 12, 1), outbox('sending', 0, 1)];
    let batch = NO_BATCH;
    const told = steps.map((state) => {
      batch = nextBatch(batch, state);
      return `${placeIn(batch, state)} of ${batch.total}`;
    });
    expect(told).toEqual(['1 of 14', '1 of 14', '3 of 14', '3 of 15', '15 of 15']);
  });

  it('begins anew once all is sent, or the workspace was away', () => {
    expect(nextBatch({ total: 14, left: 0 }, outbox('sending', 1, 1))).toEqual({ total: 2, left: 2 });
    expect(nextBatch({ total: 14, left: 5 }, outbox('cut-off', 5, 0))).toEqual({ total: 5, left: 5 });
  });
});

describe('a time in a field', () => {
  it.each([
    [0, '00:00'],
    [143_000, '02:23'],
    [143_400, '02:23.4'],
    [3_867_050, '1:04:27.05'],
  ])('%s is %s and comes back', (ms, text) => {
    expect(toClockText(ms)).toBe(text);
    expect(fromClockText(text)).toBe(ms);
  });

  it.each([['143', 143_000], [' 2:23,5 ', 143_500], ['2:75', null], ['', null], ['-1', null], ['later', null]])('%s is read as %s', (text, ms) =>
    expect(fromClockText(text)).toBe(ms),
  );
});

describe('choices', () => {
  it('stand at first only where both made the same', () => {
    const { conflict } = aConflict(1);
    if (!conflict) throw new Error('no conflict');
    const choices = evenChoices(conflict);
    expect(choices).toEqual({ note: 'theirs' });
    expect(undecided(conflict, choices)).toBe(2);
    expect(mineOf(conflict, { ...choices, label: 'mine', start_ms: 'theirs' })).toEqual(['label']);
  });
});

describe('words', () => {
  it('are those of people: clocks, kinds, nothing', () => {
    expect(valueWords('start_ms', 143_400, t)).toBe('02:23.4');
    expect(valueWords('kind', 'objection', t)).toBe('Objection');
    expect(valueWords('kind', 'new-fangled', t)).toBe('new-fangled');
    expect(valueWords('note', null, t)).toBe('none');
    expect(valueWords('deleted', true, t)).toBe('deleted');
    expect(fieldWords('end_ms', t)).toBe('End');
    expect(fieldWords('mood', t)).toBe('mood');
  });

  it.each([
    ['mark_moment', 'forbidden', null, 'viewer', 'Refused: your role is viewer, this needs reviewer'],
    ['change_moment', 'forbidden', null, 'reviewer', 'Refused: your role is reviewer, this needs coach'],
    ['change_moment', 'forbidden', null, 'admin', 'Refused: your role did not allow it'],
    ['mark_moment', 'forbidden', null, null, 'Refused: you are not in its organization'],
    ['mark_moment', 'not_found', 'call_id', null, 'Refused: you are not in its organization'],
    ['change_moment', 'invalid', 'end_ms', 'coach', 'Refused: a moment ends after it starts'],
    ['change_moment', 'invalid', 'expected_version', 'coach', 'Refused: “expected_version” does not fit'],
    ['change_moment', 'invalid', null, 'coach', 'Refused: a value does not fit'],
    ['change_moment', 'too_long', 'label', 'coach', 'Refused: “Label” holds at most 200 characters'],
    ['comment_moment', 'too_long', null, 'coach', 'Refused: it is too long'],
    ['share_moment', 'not_found', 'user_id', 'coach', 'Refused: this person is not in the organization any more'],
    ['share_moment', 'not_found', null, 'coach', 'Refused: what it belongs to is not there any more'],
    ['mark_moment', 'reused', null, 'coach', 'Refused: another change was sent under its number'],
    ['mark_moment', 'PGRST204', null, 'coach', 'Refused by a rule of the workspace: PGRST204'],
  ] as const)('say why %s was refused with %s of %s to a %s', (kind, code, field, role, words) => {
    expect(refusalWords(anItem(1, { kind, state: 'failed', refusal: { code, field } }), role, t)).toBe(words);
  });
});
