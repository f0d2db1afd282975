import { Link, useNavigate, useRouterState } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { isTabOf, TABS, type Tab } from './screens.ts';
import classes from './title-bar.module.css';

const ScreenTab = ({ tab }: { tab: Tab }): React.JSX.Element => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const isHere = useRouterState({ select: ({ location }) => isTabOf(tab, location.pathname) });
  useCommand(tab.command, () => void navigate({ to: tab.to }));
  return (
    <KeyTooltip label={t(`shell.${tab.name}`)} keycap={useKeycap(tab.command)}>
      <Link to={tab.to} className={classes.tab} data-active={isHere || undefined} aria-current={isHere || undefined}>
        {t(`shell.${tab.name}`)}
      </Link>
    </KeyTooltip>
  );
};

/** The screens, each a press or a key away. */
export const ScreenTabs = (): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <nav className={classes.nav} aria-label={t('shell.screens')}>
      {TABS.map((tab) => (
        <ScreenTab key={tab.name} tab={tab} />
      ))}
    </nav>
  );
};
