import { useNavigate } from '@tanstack/react-router';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { CommandContext, type CommandId } from '../../lib/commands.tsx';
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
