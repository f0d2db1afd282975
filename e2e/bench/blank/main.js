// The floor that a start is measured against: one window, one word.
import { app, BrowserWindow } from 'electron';

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  void window.loadURL('data:text/html,<title>blank</title><p>blank</p>');
});
app.on('window-all-closed', () => app.quit());
