import type { AddressInfo } from 'node:net';
import { serve, type ServerType } from '@hono/node-server';
import type { OpenWorkspace } from './open.ts';

/** A workspace that listens on loopback. */
export interface ListeningWorkspace {
  readonly url: string;
  stop(): Promise<void>;
}

/** Serves a workspace on 127.0.0.1, on a free port unless one is named. Rejects when the named port is taken. */
export function listen(workspace: OpenWorkspace, port: number): Promise<ListeningWorkspace> {
  return new Promise((resolve, reject) => {
    const server: ServerType = serve(
      {
        hostname: '127.0.0.1',
        port,
        fetch: (request, env) => workspace.fetch(request, env.incoming.socket.remoteAddress ?? null),
      },
      (address: AddressInfo) =>
        resolve({
          url: `http://127.0.0.1:${address.port}`,
          stop: () => stopServer(server),
        }),
    );
    server.on('error', reject);
  });
}

function stopServer(server: ServerType): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
}
