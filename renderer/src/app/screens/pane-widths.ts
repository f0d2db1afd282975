import type { Settings } from '../../../../core/contract/routes/app.ts';

/** CSS pixels; the least and the most are the settings' own. */
export const LIST = { min: 220, max: 400, usual: 280 };
export const SCORE = { min: 420, max: 560, usual: 476 };
/** What the transcript keeps whatever stands beside it. */
export const CENTRE_MIN = 480;

/** From here on the window has room for panes of one's own width. */
export const ROOMY = '(min-width: 1280px)';

/** CSS pixels of the list beside the call, null where only its rail is there, and of the score. */
export interface PaneWidths {
  readonly list: number | null;
  readonly score: number;
}

export const paneWidths = ({ callListOpen, callListWidth, scoreWidth }: Settings): PaneWidths => ({ list: callListOpen ? callListWidth : null, score: scoreWidth });

const RAIL = 52;

/** The widths as the screen's stylesheet reads them. */
export const widthVariables = ({ list, score }: PaneWidths): Record<'--call-list' | '--call-score', string> => ({ '--call-list': `${list ?? RAIL}px`, '--call-score': `${score}px` });
