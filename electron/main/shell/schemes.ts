import { protocol } from 'electron';

/** The page's own origin. Compared as a prefix everywhere, because Node gives custom schemes the origin "null". */
export const OWN_PAGE = 'app://renderer/';

/** Must run before the app is ready. Both schemes count as secure origins; `media` streams with Range. */
export function registerSchemes(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
    { scheme: 'media', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, corsEnabled: true } },
  ]);
}
