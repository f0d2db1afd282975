import type { EvidenceState } from '../../../core/qci/evidence/evidence.ts';
import classes from './evidence-glyph.module.css';

/** The 12 px mark of a checked quote: a tick, two waves, a cross. The word stands beside it or in the label. */
export const EvidenceGlyph = ({ state }: { state: EvidenceState }): React.JSX.Element => (
  <svg className={classes[state]} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" fill="none" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" strokeLinejoin="round">
    {state === 'verified' && <path d="M2 6.4l2.8 2.8L10 3.4" />}
    {state === 'close' && (
      <>
        <path d="M1.6 4.6c1.4-1.5 2.6-1.5 4.4-.4s3 1.1 4.4-.4" />
        <path d="M1.6 8.4c1.4-1.5 2.6-1.5 4.4-.4s3 1.1 4.4-.4" />
      </>
    )}
    {state === 'not_found' && <path d="M3 3l6 6M9 3l-6 6" />}
  </svg>
);
