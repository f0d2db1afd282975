import { languageOf } from '../../qci/markers/language.ts';
import type { Turn } from '../turn.ts';
import { nameSpans, type KnownNames } from './names.ts';
import { numberSpans } from './numbers.ts';
import { promiseSpans } from './promises.ts';
import { readyTurn } from './ready-turn.ts';
import { clearOf, type Span } from './spans.ts';

export type CheckableKind = 'number' | 'name' | 'commitment';

/** Something said that can be checked against what is so: `start` and `end` in the text of the turn with this index. */
export interface Checkable extends Span {
  readonly kind: CheckableKind;
  readonly turnIndex: number;
}

/**
 * Numbers, names and commitments in what was said, in reading order and without overlap. A commitment holds the numbers of its clause; a
 * date is no name. Numbers in words and commitments are known of English, Russian and Spanish, digits in any language, names by their
 * capitals and by what is known of the call. In time proportional to the text.
 */
export function findCheckables(turns: readonly Turn[], known: KnownNames): Checkable[] {
  const language = languageOf(turns);
  const said = turns.flatMap((turn) => (turn.kind === 'speech' ? [readyTurn(turn)] : []));
  const names = nameSpans(said, known, language);
  return said.flatMap((one, at) => {
    const { turn, ready } = one;
    const of = (kind: CheckableKind) => (span: Span): Checkable => ({ kind, turnIndex: turn.index, ...span });
    const promises = promiseSpans(turn.text, ready, language);
    const numbers = clearOf(numberSpans(one, language), promises);
    const taken = [...promises, ...numbers].toSorted((a, b) => a.start - b.start);
    const others = clearOf(names[at] ?? [], taken);
    return [...promises.map(of('commitment')), ...numbers.map(of('number')), ...others.map(of('name'))].toSorted((a, b) => a.start - b.start);
  });
}
