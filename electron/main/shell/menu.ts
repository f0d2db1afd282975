import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { MenuLabels } from './menu-labels.ts';

export interface MenuActions {
  /** Sends the page to a path of its router. */
  readonly goTo: (path: string) => void;
  readonly showAbout: () => void;
  readonly showLog: () => void;
}

/** The application menu. Frameless windows do not draw it, but its accelerators work there too. */
export function setMenu(labels: MenuLabels, actions: MenuActions): void {
  const developer: MenuItemConstructorOptions[] = app.isPackaged ? [] : [{ role: 'toggleDevTools' }];
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: labels.file,
      submenu: [{ label: labels.quit, role: 'quit' }],
    },
    { label: labels.edit, role: 'editMenu' },
    {
      label: labels.view,
      submenu: [
        // Its key stands in the page's own table, which knows when a dialog has it.
        { label: labels.calls, click: () => actions.goTo('/calls') },
        { type: 'separator' },
        { role: 'resetZoom', accelerator: 'CmdOrCtrl+Shift+0' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...developer,
      ],
    },
    {
      label: labels.help,
      submenu: [
        { label: labels.showLog, click: actions.showLog },
        { label: labels.about, click: actions.showAbout },
      ],
    },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
