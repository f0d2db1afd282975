import { IconArrowBackUp, IconBulb, IconChecks, IconFlag, IconHistory, IconMessage, IconPencil, IconSparkles, IconUserShare } from '@tabler/icons-react';
import type { Change, ChangeName } from '../../../../../core/history/change.ts';
import type { Fact } from '../../../../../core/history/fact.ts';
import { inertText } from '../../../lib/direction-marks.ts';
import { formatClock, formatExact } from '../../../lib/format-time.ts';
import { shownText } from '../../../ui/shown-text.tsx';
import { factName, valueWords, type HistoryWords } from './fact-words.ts';
import classes from './history-dialog.module.css';

const GLYPHS = { back: IconArrowBackUp, tip: IconBulb, correction: IconPencil, review: IconChecks, judge: IconSparkles, comment: IconMessage, share: IconUserShare, moment: IconFlag, other: IconHistory } as const;

/** What a change is about, in one word. */
const topicOf = (what: ChangeName): keyof typeof GLYPHS => {
  if (what === 'overrideRevoked' || what === 'momentRestored') return 'back';
  if (what === 'tipGiven') return 'tip';
  if (what.startsWith('overrid')) return 'correction';
  if (what.startsWith('review') || what === 'confirmed') return 'review';
  if (what.startsWith('scored') || what.startsWith('run') || what === 'adopted') return 'judge';
  if (what.startsWith('comment')) return 'comment';
  if (what.endsWith('shared')) return 'share';
  return what.startsWith('moment') ? 'moment' : 'other';
};

/** A fact that is one and the same on both sides of a text: its words are not kept, only that they changed. */
const FactLine = ({ fact, words }: { fact: Fact; words: HistoryWords }): React.JSX.Element => {
  const { t } = words;
  const { of, before, after } = fact;
  const name = factName(fact, t);
  if (before?.is === 'words' || after?.is === 'words') {
    const key = before === null ? 'added' : after === null ? 'removed' : 'changed';
    return (
      <li className={classes.fact}>
        {shownText(name)} <span className={classes.values}>{t(`history.text.${key}`)}</span>
      </li>
    );
  }
  return (
    <li className={classes.fact}>
      {shownText(name)}{' '}
      <span className={classes.values} dir="auto">
        {before !== null && (
          <>
            <span className={classes.was}>{shownText(valueWords(of, before, words))}</span>
            <span aria-hidden="true"> → </span>
            <span className="st-visually-hidden">{t('history.to')}</span>
          </>
        )}
        {shownText(valueWords(of, after, words))}
      </span>
    </li>
  );
};

interface RowProps {
  change: Change;
  by: string;
  /** The label of the moment that it is about; null where it is about none, or it is there no more. */
  about: string | null;
  words: HistoryWords;
}

/** One change: when, what, about which moment, by whom, the values and the reason. */
export const HistoryRow = ({ change, by, about, words }: RowProps): React.JSX.Element => {
  const { t, language } = words;
  const Glyph = GLYPHS[topicOf(change.what)];
  const { reason } = change;
  return (
    <li className={classes.change} data-testid="history-entry">
      <time className={classes.time} dateTime={change.at} title={formatExact(change.at, language)}>
        {formatClock(change.at, language)}
      </time>
      <Glyph size={16} stroke={1.6} aria-hidden="true" className={classes.glyph ?? ''} />
      <div className={classes.body}>
        <p className={classes.what}>
          {shownText(t(`history.what.${change.what}`, { table: change.table ?? '' }))}{' '}
          {about !== null && (
            <bdi className={classes.about} title={inertText(about)}>
              {shownText(about)}
            </bdi>
          )}{' '}
          <span className={classes.by}>{shownText(by)}</span>
          {reason !== undefined && <span className={classes.reason}>{t(`review.reason.${reason as 'other'}`, reason)}</span>}
        </p>
        {change.facts.length > 0 && (
          <ul className={classes.facts}>
            {change.facts.map((fact) => (
              <FactLine key={`${fact.of} ${fact.column ?? ''}`} fact={fact} words={words} />
            ))}
          </ul>
        )}
      </div>
    </li>
  );
};
