import { useQuery } from '@tanstack/react-query';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { AppMark } from '../../ui/glyphs.tsx';
import { ScoringChip } from '../../features/scoring/scoring-chip.tsx';
import { LanguageSwitch } from '../../features/settings/language-switch.tsx';
import { ScoringContext } from '../scoring-context.ts';
import { Palette } from '../palette/palette.tsx';
import { CommandField } from './command-field.tsx';
import { PersonMenu } from './person-menu.tsx';
import { ScreenTabs } from './screen-tabs.tsx';
import { LeftUnsent, SyncChip } from './sync-chip.tsx';
import classes from './title-bar.module.css';
import { WindowButtons } from './window-buttons.tsx';

/** The 40 px bar: it names the app, moves the window, and carries what is true on every screen. */
export const TitleBar = ({ signedIn }: { signedIn: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data: windowState } = useQuery(appQueries.window);
  const { show } = use(ScoringContext);
  const ownButtons = windowState?.ownButtons ?? true;
  return (
    <header className={classes.head}>
      <div className={classes.root} data-system-buttons={!ownButtons || undefined}>
        <div className={classes.brand}>
          <AppMark />
          <span className={classes.name}>{t('app.name')}</span>
        </div>
        {signedIn && <ScreenTabs />}
        <div className={classes.space} />
        {signedIn ? (
          <>
            <CommandField />
            <Palette />
            <div className={classes.space} />
            <ScoringChip onOpen={show} />
            <SyncChip />
            <PersonMenu />
          </>
        ) : (
          <>
            <LeftUnsent />
            <LanguageSwitch />
          </>
        )}
        {ownButtons && <WindowButtons maximized={windowState?.maximized ?? false} />}
      </div>
      <div data-tips-home />
    </header>
  );
};
