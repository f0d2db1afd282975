import { useTranslation } from 'react-i18next';
import type { ImportSummary as Account } from '../../../../core/contract/routes/imports.ts';
import { useLanguage } from '../../i18n/index.ts';
import { inertText } from '../../lib/direction-marks.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './import-dialog.module.css';

/** Rows that are drawn; the whole list can be copied. */
const MOST_ROWS = 500;

const SetAside = ({ items }: { items: Account['setAside'] }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <section>
      <h3 className={classes.sub}>{t('import.setAside', { count: items.length, n: formatNumber(items.length, language) })}</h3>
      <p className={classes.hint}>{t('import.setAsideText', { count: items.length })}</p>
      <div className={classes.aside} tabIndex={0} role="region" aria-label={t('import.setAsideLabel')}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t('import.file')}</th>
              <th scope="col">{t('import.item')}</th>
              <th scope="col">{t('import.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {items.slice(0, MOST_ROWS).map((item, index) => (
              <tr key={index}>
                <td title={inertText(item.file)}>{shownText(item.file)}</td>
                <td>{formatNumber(item.index + 1, language)}</td>
                <td title={inertText(item.detail)}>{t(`import.why.${item.reason}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {items.length > MOST_ROWS && (
        <p className={classes.more}>{t('import.moreAside', { count: items.length - MOST_ROWS, n: formatNumber(items.length - MOST_ROWS, language) })}</p>
      )}
    </section>
  );
};

/** The account of an import: what came in, what stayed, what was set aside and why. */
export const ImportSummary = ({ summary, cancelled }: { summary: Account; cancelled: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const numbers = [
    ['read', summary.read],
    ['inserted', summary.inserted],
    ['updated', summary.updated],
    ['unchanged', summary.unchanged],
    ['aside', summary.setAside.length],
  ] as const;
  return (
    <>
      {cancelled && <p className={classes.line}>{t('import.cancelled')}</p>}
      <dl className={classes.numbers}>
        {numbers.map(([name, value]) => (
          <div key={name}>
            <dt>{t(`import.count.${name}`)}</dt>
            <dd>{formatNumber(value, language)}</dd>
          </div>
        ))}
      </dl>
      {summary.setAside.length > 0 && <SetAside items={summary.setAside} />}
    </>
  );
};
