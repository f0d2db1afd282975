import { createClient } from '@supabase/supabase-js';
import { createRemoteClient, SESSION_KEY } from '../../../remote/client.ts';
import type { Connect } from './device.ts';

class NoTransport {
  readonly reason = 'realtime is not used';
}

/** As the app connects. */
export const guarded: Connect = (address, storage, reached) => createRemoteClient(address, storage, { reached });

/** The control: supabase-js as it comes, whose every answer counts as one of the workspace. */
export const stock: Connect = ({ url, key }, storage, reached) =>
  createClient(url, key, {
    auth: { storage, storageKey: SESSION_KEY, persistSession: true, autoRefreshToken: true, detectSessionInUrl: false },
    global: {
      fetch: (input, init) =>
        fetch(input, init).then(
          (response) => {
            reached(true);
            return response;
          },
          (error: unknown) => {
            reached(false);
            throw error;
          },
        ),
    },
    ...(globalThis.WebSocket ? {} : { realtime: { transport: NoTransport as never } }),
  });
