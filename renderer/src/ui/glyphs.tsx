import classes from './glyphs.module.css';

export type Band = 'pass' | 'review' | 'fail' | 'none';

/** The 12 px mark of a band. Shape and colour both tell it apart; the word stands beside it or in the label. */
export const BandGlyph = ({ band }: { band: Band }): React.JSX.Element => (
  <svg className={classes[band]} width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
    {band === 'pass' && <circle cx="6" cy="6" r="5" fill="currentColor" />}
    {band === 'review' && (
      <>
        <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M6 1.5a4.5 4.5 0 0 0 0 9z" fill="currentColor" />
      </>
    )}
    {band === 'fail' && (
      <>
        <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M3.6 8.4l4.8-4.8" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </>
    )}
    {band === 'none' && (
      <circle cx="6" cy="6" r="4.7" fill="none" stroke="currentColor" strokeWidth="1.3" strokeDasharray="1.9 2" />
    )}
  </svg>
);

/** The product's mark: an open ring around a ring, and the tone between them. */
export const AppMark = ({ size = 18 }: { size?: number }): React.JSX.Element => (
  <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className={classes.mark}>
    <path d="M16 3.5A12.5 12.5 0 1 0 28.5 16" fill="none" stroke="currentColor" strokeWidth="3.4" strokeLinecap="round" />
    <path d="M16 10.4a5.6 5.6 0 1 0 5.6 5.6" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
    <circle cx="24.2" cy="7.8" r="3.7" className={classes.tone} />
  </svg>
);

/** Agent: square and teal. Customer: round and plum. The letter is said in the reader's language. */
export const SpeakerTag = ({ speaker, letter }: { speaker: 'agent' | 'customer'; letter: string }): React.JSX.Element => (
  <span className={speaker === 'agent' ? classes.agentTag : classes.customerTag} aria-hidden="true">
    {letter}
  </span>
);
