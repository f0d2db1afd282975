import type { TFunction } from 'i18next';
import type { Language } from '../../lib/format.ts';

/** A cell without a value. */
export const NONE = '–';

/** What the cells of a list are written with; the same object for every row. */
export interface CellWords {
  readonly t: TFunction;
  readonly language: Language;
  /** Who is signed in: their own reviews read "You". */
  readonly ownId: string | null;
  /** Whether the judge's values are hidden from the reader until he has given his own. */
  readonly isBlind: boolean;
  /** Whether the audio column is wide enough for a word. */
  readonly audioWord: boolean;
}
