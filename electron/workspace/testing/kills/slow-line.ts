import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bytesOf, handOn } from '../../../main/remote/testing/hand-on.ts';

/** A line to a workspace on which answers take a while, so that some are lost after the workspace has given them. */
export interface SlowLine {
  readonly url: string;
  /** The workspace has died, and with it all that is on the line. */
  cut(): void;
}

/** Opens one; `waitMs` says how long an answer is on its way. */
export async function openSlowLine(workspace: string, waitMs: () => number): Promise<SlowLine> {
  const handle = async (question: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const { status, headers, body } = await handOn(workspace, question, await bytesOf(question));
    await new Promise((resolve) => setTimeout(resolve, waitMs()));
    answer.writeHead(status, headers).end(body);
  };
  const server = createServer((question, answer) => void handle(question, answer).catch(() => answer.destroy()));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    cut: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
