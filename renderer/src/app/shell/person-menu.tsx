import { Menu } from '@mantine/core';
import { IconCheck, IconDownload, IconFileImport, IconFileText, IconGauge, IconInfoCircle, IconKeyboard, IconLogout, IconSparkles, IconUsers } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Suspense, use, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Membership, Session } from '../../../../core/contract/routes/session.ts';
import { hindranceToAdd } from '../../../../core/moments/rights.ts';
import { appQueries } from '../../bridge/app-queries.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useEvent } from '../../bridge/use-event.ts';
import { useSettings } from '../../bridge/use-settings.ts';
import { useSessionActions } from '../../features/session/use-session-actions.ts';
import { CommandContext, type CommandId } from '../../lib/commands.tsx';
import { inertText } from '../../lib/direction-marks.ts';
import { useEver } from '../../lib/hooks.ts';
import { Initials } from '../../ui/initials.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import { shownText } from '../../ui/shown-text.tsx';
import { AboutDialog, PeopleDialog, SignOutDialog } from './lazy-parts.ts';
import { useMenuCommands, type MenuDialog } from './use-menu-commands.ts';
import classes from './person-menu.module.css';

const icon = { size: 16, stroke: 1.6, 'aria-hidden': true } as const;
const check = <IconCheck {...icon} />;

const THEMES = ['system', 'light', 'dark'] as const;
const LANGUAGES = ['system', 'en', 'ru'] as const;

const SettingsItems = (): React.JSX.Element => {
  const { t } = useTranslation();
  const [settings, update] = useSettings();
  return (
    <>
      <Menu.Label>{t('settings.theme')}</Menu.Label>
      <Menu.RadioGroup
        value={settings.theme}
        onChange={(value) => update({ theme: THEMES.find((one) => one === value) ?? 'system' })}
      >
        {THEMES.map((theme) => (
          <Menu.RadioItem key={theme} value={theme} checkIcon={check}>
            {t(`settings.themes.${theme}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Label>{t('settings.language')}</Menu.Label>
      <Menu.RadioGroup
        value={settings.language}
        onChange={(value) => update({ language: LANGUAGES.find((one) => one === value) ?? 'system' })}
      >
        {LANGUAGES.map((language) => (
          <Menu.RadioItem key={language} value={language} checkIcon={check}>
            {t(`settings.languages.${language}`)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
    </>
  );
};

const OrganizationItems = (): React.JSX.Element | null => {
  const { t } = useTranslation();
  const { data: session } = useQuery(appQueries.session);
  const { chooseOrganization } = useSessionActions();
  if (!session || session.memberships.length < 2) return null;
  return (
    <>
      <Menu.Label>{t('session.organization')}</Menu.Label>
      <Menu.RadioGroup value={session.organizationId} onChange={(id) => chooseOrganization.mutate(id)}>
        {session.memberships.map((membership) => (
          <Menu.RadioItem key={membership.organizationId} value={membership.organizationId} checkIcon={check} closeMenuOnClick>
            {shownText(membership.organizationName)}
          </Menu.RadioItem>
        ))}
      </Menu.RadioGroup>
      <Menu.Divider />
    </>
  );
};

const Who = ({ name, membership }: { name: string; membership: Membership | undefined }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.who}>
      <div className={classes.name} title={inertText(name)}>
        {shownText(name)}
      </div>
      <div className={classes.role}>{membership && shownText(`${t(`role.${membership.role}`)} · ${membership.organizationName}`)}</div>
    </div>
  );
};

/** What the menu opens; each is loaded the first time it is wanted. */
const Dialogs = ({ open, session, onClose }: { open: MenuDialog | null; session: Session | undefined; onClose: () => void }): React.JSX.Element => {
  const everPeople = useEver(open === 'people');
  const everAbout = useEver(open === 'about');
  const everSignOut = useEver(open === 'sign-out');
  return (
    <Suspense fallback={null}>
      {everPeople && session?.user && session.organizationId !== null && (
        <PeopleDialog opened={open === 'people'} organizationId={session.organizationId} userId={session.user.id} onClose={onClose} />
      )}
      {everAbout && <AboutDialog opened={open === 'about'} onClose={onClose} />}
      {everSignOut && <SignOutDialog opened={open === 'sign-out'} onClose={onClose} />}
    </Suspense>
  );
};

const nameOf = (session: Session | undefined, membership: Membership | undefined): string =>
  membership?.displayName ?? session?.user?.displayName ?? session?.user?.email ?? '';

const useRegistry = () => {
  const registry = use(CommandContext);
  return { keycaps: registry.keycaps, run: (id: CommandId) => (): void => void registry.run(id) };
};

/** Who is signed in, and what belongs to no screen: organization, settings, import, log, sign-out. */
export const PersonMenu = (): React.JSX.Element => {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<MenuDialog | null>(null);
  useEvent('about.asked', () => setDialog('about'));
  const { data: session } = useQuery(appQueries.session);
  const { keycaps, run } = useRegistry();
  const mayScore = hindranceToAdd(useAsker()) === null;
  const membership = session?.memberships.find((one) => one.organizationId === session.organizationId);
  const isAdmin = membership?.role === 'admin';
  useMenuCommands(setDialog, { isAdmin, mayScore });
  const name = nameOf(session, membership);
  return (
    <>
      <Menu position="bottom-end" width={264} zIndex={300}>
        <Menu.Target>
          <button type="button" className={classes.badge} data-testid="person-menu" aria-label={t('menu.person', { name: inertText(name) })}>
            <Initials name={name} />
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <Who name={name} membership={membership} />
          <Menu.Divider />
          <OrganizationItems />
          <SettingsItems />
          <Menu.Divider />
          {isAdmin && (
            <Menu.Item leftSection={<IconUsers {...icon} />} onClick={run('menu.people')}>
              {t('people.title')}
            </Menu.Item>
          )}
          <Menu.Item leftSection={<IconFileImport {...icon} />} onClick={run('menu.import')}>
            {t('menu.import')}
          </Menu.Item>
          <Menu.Item leftSection={<IconDownload {...icon} />} onClick={run('menu.checkouts')}>
            {t('checkouts.menu')}
          </Menu.Item>
          {mayScore && (
            <>
              <Menu.Item leftSection={<IconGauge {...icon} />} onClick={run('menu.scoring')}>
                {t('scoring.menu')}
              </Menu.Item>
              <Menu.Item leftSection={<IconSparkles {...icon} />} onClick={run('menu.judge')}>
                {t('scoring.settings.menu')}
              </Menu.Item>
            </>
          )}
          <Menu.Item
            leftSection={<IconKeyboard {...icon} />}
            rightSection={<Keycap>{keycaps['keys.show'] ?? ''}</Keycap>}
            onClick={run('keys.show')}
          >
            {t('keys.title')}
          </Menu.Item>
          <Menu.Item leftSection={<IconFileText {...icon} />} onClick={run('menu.showLog')}>
            {t('menu.showLog')}
          </Menu.Item>
          <Menu.Item leftSection={<IconInfoCircle {...icon} />} onClick={run('menu.about')}>
            {t('about.title')}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Item leftSection={<IconLogout {...icon} />} onClick={run('menu.signOut')}>
            {t('signOut.menu')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Dialogs open={dialog} session={session} onClose={() => setDialog(null)} />
    </>
  );
};
