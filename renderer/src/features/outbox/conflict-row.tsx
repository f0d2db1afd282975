import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { partMax, SCORE_PARTS } from '../../../../core/qci/override.ts';
import { cutText } from '../../../../core/text/storable.ts';
import { shownText } from '../../ui/shown-text.tsx';
import type { Conflict, Side } from './choices.ts';
import classes from './conflict-dialog.module.css';
import { fieldWords, valueWords } from './field-words.ts';

/** As much of a long text as stands in a cell before one asks for all of it. */
const SHORT = 160;

const Text = ({ text }: { text: string }): React.JSX.Element => {
  const { t } = useTranslation();
  const [isWhole, setWhole] = useState(false);
  const isLong = text.length > SHORT;
  return (
    <>
      <span className={classes.value} dir="auto" data-selectable>
        {shownText(isLong && !isWhole ? `${cutText(text, SHORT)}…` : text)}
      </span>
      {isLong && (
        <button type="button" className={classes.fold} aria-expanded={isWhole} onClick={() => setWhole((now) => !now)}>
          {t(isWhole ? 'common.less' : 'common.whole')}
        </button>
      )}
    </>
  );
};

type Value = Conflict['fields'][number];

/** How many points there are and what the judge gave, beside what two people make of it. */
const Points = ({ value: { field, points } }: { value: Value }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const part = SCORE_PARTS.find((one) => one === field);
  if (!points || part === undefined) return null;
  return <>{t('outbox.conflictDialog.points', { max: partMax(part), judge: points.judge ?? '–' })} · </>;
};

/** Why one of the two gives his value. */
const Why = ({ value: { points }, side }: { value: Value; side: Side }): React.JSX.Element | null => {
  const { t } = useTranslation();
  const why = points?.[side];
  if (!why) return null;
  return (
    <>
      {why.reason !== null && <span className={classes.reason}>{t(`review.reason.${why.reason as 'other'}`, why.reason)}</span>}
      {why.note !== null && (
        <span className={classes.note}>
          <Text text={why.note} />
        </span>
      )}
    </>
  );
};

interface Props {
  value: Value;
  choice: Side | undefined;
  /** Where the focus goes when the dialog opens. */
  isFirst: boolean;
  onChoose: (side: Side) => void;
}

/** One value that two people changed: what it is and was, and a choice between the two. */
export const ConflictRow = ({ value, choice, isFirst, onChoose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const { field, before, mine, theirs } = value;
  const name = fieldWords(field, t);
  const sides = { mine, theirs };
  return (
    <div className={classes.row} role="radiogroup" aria-label={name} data-testid="conflict-row">
      <div className={classes.what}>
        <span className={classes.name}>{name}</span>
        {/* A new version of a text stands beside the others, in nobody's place. */}
        {field !== 'content' && (
          <span className={classes.was}>
            <Points value={value} />
            {t('outbox.conflictDialog.was')} <Text text={valueWords(field, before, t)} />
          </span>
        )}
        {mine === theirs && <span className={classes.was}>{t('outbox.conflictDialog.even')}</span>}
      </div>
      {(['mine', 'theirs'] as const).map((side) => (
        <div
          key={side}
          className={classes.choice}
          data-chosen={choice === side || undefined}
          // The whole cell chooses, for a pointer; unfolding a long text does not.
          onClick={(event) => {
            if (!(event.target as HTMLElement).closest('button')) onChoose(side);
          }}
        >
          <label className={classes.pick}>
            <input
              type="radio"
              name={`conflict-${field}`}
              checked={choice === side}
              data-autofocus={(isFirst && side === 'mine') || undefined}
              aria-label={t(`outbox.conflictDialog.pick.${side}`, { value: valueWords(field, sides[side], t) })}
              onChange={() => onChoose(side)}
            />
          </label>
          <span className={classes.said} data-points={value.points !== undefined || undefined}>
            <Text text={valueWords(field, sides[side], t)} />
            <Why value={value} side={side} />
          </span>
        </div>
      ))}
    </div>
  );
};
