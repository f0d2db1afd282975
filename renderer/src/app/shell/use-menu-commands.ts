import { use } from 'react';
import { request } from '../../bridge/request.ts';
import { useSettings } from '../../bridge/use-settings.ts';
import { useCommand } from '../../lib/commands.tsx';
import { CheckoutsContext } from '../checkouts-context.ts';
import { ImportContext } from '../import-context.ts';
import { ScoringContext } from '../scoring-context.ts';

export type MenuDialog = 'about' | 'people' | 'sign-out';

/** What the lines of the person's menu do, pressed there or found in the palette. */
export const useMenuCommands = (open: (dialog: MenuDialog) => void, { isAdmin, mayScore }: { isAdmin: boolean; mayScore: boolean }): void => {
  const { chooseFiles } = use(ImportContext);
  const checkouts = use(CheckoutsContext);
  const scoring = use(ScoringContext);
  const [, update] = useSettings();
  useCommand('menu.people', () => open('people'), isAdmin);
  useCommand('menu.import', chooseFiles);
  useCommand('menu.checkouts', checkouts.show);
  useCommand('menu.scoring', scoring.show, mayScore);
  useCommand('menu.judge', scoring.settings, mayScore);
  useCommand('menu.showLog', () => void request('app.showLog', {}));
  useCommand('menu.about', () => open('about'));
  useCommand('menu.signOut', () => open('sign-out'));
  useCommand('theme.system', () => update({ theme: 'system' }));
  useCommand('theme.light', () => update({ theme: 'light' }));
  useCommand('theme.dark', () => update({ theme: 'dark' }));
  useCommand('language.system', () => update({ language: 'system' }));
  useCommand('language.en', () => update({ language: 'en' }));
  useCommand('language.ru', () => update({ language: 'ru' }));
};
