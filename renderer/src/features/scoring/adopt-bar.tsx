import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Movement } from '../../../../core/scoring/difference.ts';
import { toAppError } from '../../bridge/request.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import classes from './difference.module.css';
import { FailureLine } from './failure-line.tsx';
import { useAdopt } from './use-difference.ts';

interface Props {
  batchId: string;
  movement: Movement;
  /** Calls of the group whose run can be made to count. */
  adoptable: number;
  chosen: ReadonlySet<string>;
  onAdopted: () => void;
}

/** Under the list: that some runs do not count because people had decided something, and the way to make them, all of a group or those that are chosen. */
export const AdoptBar = ({ batchId, movement, adoptable, chosen, onAdopted }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const adopt = useAdopt(batchId);
  const count = chosen.size === 0 ? adoptable : chosen.size;
  const values = { count, n: formatNumber(count, language) };
  const done = adopt.data?.adopted ?? null;
  const start = (): void => {
    adopt.mutate(
      { movement, callIds: chosen.size === 0 ? null : [...chosen] },
      {
        onSuccess: () => {
          setAsked(false);
          onAdopted();
        },
      },
    );
  };
  return (
    <div className={classes.adopt}>
      <div className={classes.adoptWords}>
        {adopt.error !== null && <FailureLine>{t(`error.${toAppError(adopt.error).code}`)}</FailureLine>}
        <span role="status">{done !== null && !isAsked ? t('scoring.diff.adopted', { count: done, n: formatNumber(done, language) }) : null}</span>
        {adoptable > 0 && <span>{isAsked ? t('scoring.diff.adoptAsk', values) : t('scoring.diff.heldHint')}</span>}
      </div>
      {adoptable > 0 &&
        (isAsked ? (
          <>
            <Button onClick={() => setAsked(false)}>{t('common.cancel')}</Button>
            <Button variant="filled" autoFocus loading={adopt.isPending} onClick={start}>
              {t('scoring.diff.adoptGo')}
            </Button>
          </>
        ) : (
          <Button onClick={() => setAsked(true)}>{t(chosen.size === 0 ? 'scoring.diff.adoptAll' : 'scoring.diff.adoptChosen', values)}</Button>
        ))}
    </div>
  );
};
