import { realpathSync } from 'node:fs';
import { extname, join, sep } from 'node:path';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file that a URL of the page names, or null where it names none of ours: no traversal in any encoding, no link
 * that leads out of the folder, no type that the page does not need.
 */
export function resolvePageFile(root: string, url: string): PageFile | null {
  const prefix = 'app://renderer/';
  if (!url.startsWith(prefix)) return null;
  const raw = url.slice(prefix.length).split(/[?#]/)[0] ?? '';
  let name: string;
  try {
    name = decodeURIComponent(raw) || 'index.html';
  } catch {
    return null;
  }
  if (/[\\\0%]|(^|\/)\.\.?(\/|$)|^\//.test(name)) return null;
  const contentType = TYPES[extname(name)];
  if (!contentType) return null;
  try {
    const home = realpathSync(root);
    const path = realpathSync(join(home, name));
    return path.startsWith(home + sep) ? { path, contentType } : null;
  } catch {
    return null;
  }
}
