import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandContext, MENU_IDS, type CommandId, type MenuCommandId } from '../../lib/commands.tsx';
import { INSIGHTS, TABS } from '../shell/screens.ts';
import type { Entry } from './entry.ts';
import { offeredKeys } from './offered-keys.ts';

/** The commands that were answered when the palette opened, as the sheet of keys names them. */
export const useCommandEntries = (answered: ReadonlySet<CommandId>): Entry[] => {
  const { t } = useTranslation();
  const registry = use(CommandContext);
  return offeredKeys(answered).map(({ command, cap, group }) => ({
    id: `command-${command}`,
    name: t(`command.${command.replaceAll('.', '_')}` as 'command.find'),
    detail: group === 'everywhere' ? null : t(`keys.group.${group}`),
    keycap: cap,
    run: () => void registry.run(command),
  }));
};

/** What a line of the person's menu is called; a choice of several, with what is chosen. */
const menuWords = (id: MenuCommandId, t: TFunction): string => {
  switch (id) {
    case 'menu.people':
      return t('people.title');
    case 'menu.import':
      return t('menu.import');
    case 'menu.checkouts':
      return t('checkouts.menu');
    case 'menu.scoring':
      return t('scoring.menu');
    case 'menu.judge':
      return t('scoring.settings.menu');
    case 'menu.showLog':
      return t('menu.showLog');
    case 'menu.about':
      return t('about.title');
    case 'menu.signOut':
      return t('signOut.menu');
    case 'theme.system':
    case 'theme.light':
    case 'theme.dark':
      return `${t('settings.theme')}: ${t(`settings.themes.${id.slice('theme.'.length) as 'dark'}`)}`;
    default:
      return `${t('settings.language')}: ${t(`settings.languages.${id.slice('language.'.length) as 'en'}`)}`;
  }
};

/** The lines of the person's menu that he has, for whoever looks for one by its words. */
export const useMenuEntries = (answered: ReadonlySet<CommandId>): Entry[] => {
  const { t } = useTranslation();
  const registry = use(CommandContext);
  return MENU_IDS.filter((id) => answered.has(id)).map((id) => ({ id: `command-${id}`, name: menuWords(id, t), run: () => void registry.run(id) }));
};

/** The screens; those of insights by their own names, and by that of the tab too. */
export const useScreenEntries = (): Entry[] => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { keycaps } = use(CommandContext);
  return TABS.flatMap((tab): Entry[] => {
    const screen = (name: (typeof TABS)[number]['name'] | (typeof INSIGHTS)[number]['name'], to: (typeof TABS)[number]['to'] | '/rubric'): Entry => ({
      id: `screen-${name}`,
      name: t(`shell.${name}`),
      keycap: to === tab.to ? keycaps[tab.command] : undefined,
      run: () => void navigate({ to }),
    });
    if (tab.name !== 'insights') return [screen(tab.name, tab.to)];
    return INSIGHTS.map(({ name, to }) => ({ ...screen(name, to), detail: t('shell.insights'), also: t('shell.insights') }));
  });
};
