import type { TFunction } from 'i18next';

/** What stands for a value that is not to be seen yet. */
export const HIDDEN = '··';

/** The judge's value where the reader is blind to it until he has given his own. A plain function, for lists. */
export const hiddenValue = (t: TFunction, className?: string): React.JSX.Element => (
  <span className={className} title={t('queues.hidden')}>
    <span aria-hidden="true">{HIDDEN}</span>
    <span className="st-visually-hidden">{t('queues.hidden')}</span>
  </span>
);
