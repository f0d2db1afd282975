/** The application menu's words. The renderer has catalogues of its own; main shows nothing else. */
const en = {
  file: 'File',
  quit: 'Quit Sidetone',
  edit: 'Edit',
  view: 'View',
  calls: 'Calls',
  help: 'Help',
  showLog: 'Show log',
  about: 'About Sidetone',
};

const ru: typeof en = {
  file: 'Файл',
  quit: 'Выйти из Sidetone',
  edit: 'Правка',
  view: 'Вид',
  calls: 'Звонки',
  help: 'Справка',
  showLog: 'Показать журнал',
  about: 'О программе Sidetone',
};

export type MenuLabels = typeof en;

/** Labels for a language setting; `system` follows the desktop's language. */
export function menuLabels(language: 'system' | 'en' | 'ru', systemLocale: string): MenuLabels {
  const chosen = language === 'system' ? systemLocale.slice(0, 2) : language;
  return chosen === 'ru' ? ru : en;
}
