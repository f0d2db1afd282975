import { useTranslation } from 'react-i18next';
import type { RubricVersion } from '../../../../core/contract/routes/rubric.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatByAge, formatExact } from '../../lib/format-time.ts';
import { shownText } from '../../ui/shown-text.tsx';
import classes from './rubric.module.css';

interface Props {
  versions: readonly RubricVersion[];
  shown: number | null;
  hasDraft: boolean;
  onShow: (version: number) => void;
}

/** The versions, the latest first, with who wrote each, when and why. */
export const VersionList = ({ versions, shown, hasDraft, onShow }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  return (
    <nav className={classes.versions} aria-label={t('rubric.versions')}>
      <h2 className={classes.sideTitle}>{t('rubric.versions')}</h2>
      <ol className={classes.list}>
        {versions.map(({ version, note, createdByName, createdAt }, place) => (
          <li key={version}>
            <button type="button" className={classes.version} aria-current={version === shown ? 'true' : undefined} data-testid="rubric-version" onClick={() => onShow(version)}>
              <span className={classes.versionHead}>
                {t('rubric.version', { version })}
                {place === 0 && <span className={classes.live}>{t('rubric.latest')}</span>}
                {place === 0 && hasDraft && <span className={classes.draft}>{t('rubric.draft')}</span>}
              </span>
              <span className={classes.versionBy} title={formatExact(createdAt, language)}>
                {shownText(createdByName ?? t('people.noName'))} · {formatByAge(createdAt, language)}
              </span>
              {note !== null && (
                <span className={classes.versionNote} dir="auto">
                  {shownText(note)}
                </span>
              )}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  );
};
