import type { Settings } from '../../../../core/contract/routes/app.ts';

/** CSS pixels of the list beside the call, null where only its rail is there, and of the score. */
export interface PaneWidths {
  readonly list: number | null;
  readonly score: number;
}

export const paneWidths = ({ callListOpen, callListWidth, scoreWidth }: Settings): PaneWidths => ({ list: callListOpen ? callListWidth : null, score: scoreWidth });

const RAIL = 52;

/** The widths as the screen's stylesheet reads them. */
export const widthVariables = ({ list, score }: PaneWidths): Record<'--call-list' | '--call-score', string> => ({ '--call-list': `${list ?? RAIL}px`, '--call-score': `${score}px` });
