/** The words that main shows: the application menu's, and those for a page that stopped or an app that cannot start. The renderer has catalogues of its own. */
const en = {
  file: 'File',
  quit: 'Quit Sidetone',
  edit: 'Edit',
  view: 'View',
  calls: 'Calls',
  help: 'Help',
  showLog: 'Show log',
  about: 'About Sidetone',
  stopped: 'Sidetone’s window has stopped twice',
  stoppedText: 'Your calls are safe. Reload opens the list of calls.',
  reload: 'Reload',
  noFolder: 'Sidetone cannot write in its folder',
  noFolderText: 'It keeps your work there until your workspace has it. Make this folder writable, or free the disk, and start Sidetone again:',
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
  stopped: 'Окно Sidetone остановилось два раза подряд',
  stoppedText: 'Звонки целы. Перезагрузка откроет список звонков.',
  reload: 'Перезагрузить',
  noFolder: 'Sidetone не может писать в свою папку',
  noFolderText: 'Там хранится ваша работа, пока её не примет рабочее пространство. Откройте доступ на запись или освободите диск и запустите Sidetone снова:',
};

export type MenuLabels = typeof en;

/** Labels for a language setting; `system` follows the desktop's language. */
export function menuLabels(language: 'system' | 'en' | 'ru', systemLocale: string): MenuLabels {
  const chosen = language === 'system' ? systemLocale.slice(0, 2) : language;
  return chosen === 'ru' ? ru : en;
}
