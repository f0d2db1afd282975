import { useState } from 'react';
import { useTranslation } from 'react-i18next';
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
          {t(isWhole ? 'outbox.conflictDialog.less' : 'outbox.conflictDialog.whole')}
        </button>
      )}
    </>
  );
};

interface Props {
  value: Conflict['fields'][number];
  choice: Side | undefined;
  /** Where the focus goes when the dialog opens. */
  isFirst: boolean;
  onChoose: (side: Side) => void;
}

/** One value that two people changed: what it is and was, and a choice between the two. */
export const ConflictRow = ({ value: { field, before, mine, theirs }, choice, isFirst, onChoose }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const name = fieldWords(field, t);
  const sides = { mine, theirs };
  return (
    <div className={classes.row} role="radiogroup" aria-label={name} data-testid="conflict-row">
      <div className={classes.what}>
        <span className={classes.name}>{name}</span>
        {/* A new version of a text stands beside the others, in nobody's place. */}
        {field !== 'content' && (
          <span className={classes.was}>
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
          <span className={classes.said}>
            <Text text={valueWords(field, sides[side], t)} />
          </span>
        </div>
      ))}
    </div>
  );
};
