import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { INSIGHTS } from '../shell/screens.ts';
import classes from './insights-head.module.css';

interface Props {
  /** The screen that is looked at. */
  at: (typeof INSIGHTS)[number]['name'];
  about: string;
  /** What the screen offers, at the end of the head. */
  children?: React.ReactNode;
}

/** The head of the screens under insights: which of them this is, and the way to the others. */
export const InsightsHead = ({ at, about, children }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.root}>
      <h1 className={classes.title}>
        {t('shell.insights')}
        <span className="st-visually-hidden">{`: ${t(`shell.${at}`)}`}</span>
      </h1>
      <nav className={classes.nav} aria-label={t('shell.insights')}>
        {INSIGHTS.map(({ name, to }) => (
          <Link key={name} to={to} className={classes.link}>
            {t(`shell.${name}`)}
          </Link>
        ))}
      </nav>
      <span className={classes.about}>{about}</span>
      {children}
    </div>
  );
};
