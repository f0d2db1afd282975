import { useNavigate } from '@tanstack/react-router';
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

/** What the lines of the person's menu are called. */
const LINES = {
  'menu.people': 'people.title',
  'menu.import': 'menu.import',
  'menu.checkouts': 'checkouts.menu',
  'menu.scoring': 'scoring.menu',
  'menu.judge': 'scoring.settings.menu',
  'menu.showLog': 'menu.showLog',
  'menu.about': 'about.title',
  'menu.signOut': 'signOut.menu',
  'theme.system': 'settings.themes.system',
  'theme.light': 'settings.themes.light',
  'theme.dark': 'settings.themes.dark',
  'language.system': 'settings.languages.system',
  'language.en': 'settings.languages.en',
  'language.ru': 'settings.languages.ru',
} as const satisfies Record<MenuCommandId, string>;

/** The head under which a line stands in the menu; none for those that say all themselves. */
const headOf = (id: MenuCommandId): 'settings.theme' | 'settings.language' | null => {
  if (id.startsWith('theme.')) return 'settings.theme';
  return id.startsWith('language.') ? 'settings.language' : null;
};

/** The lines of the person's menu that he has, for whoever looks for one by its words. */
export const useMenuEntries = (answered: ReadonlySet<CommandId>): Entry[] => {
  const { t } = useTranslation();
  const registry = use(CommandContext);
  return MENU_IDS.filter((id) => answered.has(id)).map((id) => {
    const head = headOf(id);
    return { id: `command-${id}`, name: head === null ? t(LINES[id]) : `${t(head)}: ${t(LINES[id])}`, run: () => void registry.run(id) };
  });
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
