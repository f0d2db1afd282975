import { main, mutant } from './entry.mjs';

const FAULTS = 'electron/main/scoring/scoring-faults.test.ts';

/**
 * A model that scores calls: its server, and what is paid for.
 * @type {import('./entry.mjs').Fault[]}
 */
export const SCORING = [
  {
    fault: 'F26',
    holds: 'The model’s server refuses, fails, hangs, cuts or answers nonsense: the requests are bounded, all that is paid is counted, no half score is kept.',
    test: main(FAULTS, 'F26: that refuses, fails, hangs, cuts or answers nonsense is asked a bounded number of times, everything paid is counted, and no half score is kept'),
    // A server that answers nonsense is paid as long as it does.
    mutant: mutant('core/qci/model/score-with-model.ts', 'const MOST_ANSWERS = 2;', 'const MOST_ANSWERS = 20;'),
  },
  {
    fault: 'F27',
    holds: 'The app is killed between a model’s answer and the row: what was journaled is not paid for again, what was not is counted as lost, and there is one row.',
    test: main(
      FAULTS,
      'F27: between a model’s answer and the row, and an answer that was journaled is judged at the next start and not paid for again',
      'F27: before an answer is journaled, and what was under way counts as lost in flight, is asked for once more and makes one row',
    ),
    // A start forgets what was answered before it.
    mutant: mutant('electron/main/scoring/score-item.ts', '{ ...around(), kept }', '{ ...around(), kept: null }'),
  },
];
