import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { session, type Session } from 'electron';
import { pageHeaders } from './content-policy.ts';
import { resolvePageFile } from './page-file.ts';

const ALLOWED = /^(app:\/\/renderer\/|media:\/\/|blob:app:\/\/renderer\/|data:|devtools:)/;

export interface PageSession {
  readonly session: Session;
  /** Settles when the page has what its first frame needs: the stylesheet is the last file it names. */
  readonly served: Promise<void>;
}

/**
 * The session every window uses: in memory, without Chromium's disk cache, so that no transcript and no audio reaches
 * the disk by its way; all permissions refused; every request but the page's own cancelled.
 */
export function createPageSession(pageRoot: string, serveMedia: (request: Request) => Promise<Response>): PageSession {
  const own = session.fromPartition('sidetone', { cache: false });
  own.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  own.setPermissionCheckHandler(() => false);
  own.setDevicePermissionHandler(() => false);
  own.webRequest.onBeforeRequest((details, answer) => answer({ cancel: !ALLOWED.test(details.url) }));
  const served = new Promise<void>((resolve) => {
    own.protocol.handle('app', async (request) => {
      const answer = await servePage(pageRoot, request.url);
      if (request.url.endsWith('.css')) setTimeout(resolve, 0);
      return answer;
    });
  });
  own.protocol.handle('media', serveMedia);
  // Node loads its fetch at the first Response, some 40 ms; here that falls into the wait for the page's process.
  setImmediate(() => new Response(null));
  return { session: own, served };
}

async function servePage(root: string, url: string): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const file = resolvePageFile(root, url);
  if (!file) return new Response('Not found', { status: 404, headers: pageHeaders(nonce, 'text/plain') });
  const bytes = await readFile(file.path);
  const body = file.contentType.startsWith('text/html') ? bytes.toString('utf8').replaceAll('__NONCE__', nonce) : new Uint8Array(bytes);
  return new Response(body, { headers: pageHeaders(nonce, file.contentType) });
}
