import { writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { dialog, type BrowserWindow } from 'electron';

/** Has the person choose a file and writes a text into it, readable to nobody else; its name, or null where he chose none. */
export async function saveText(window: BrowserWindow, name: string, text: string): Promise<string | null> {
  const { canceled, filePath } = await dialog.showSaveDialog(window, { defaultPath: name });
  if (canceled || !filePath) return null;
  await writeFile(filePath, text, { mode: 0o600 });
  return basename(filePath);
}
