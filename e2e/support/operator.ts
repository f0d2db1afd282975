import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandaloneWorkspace } from './standalone.ts';

/** What an operator does past the app, with the workspace's own secret key: rows of a table deleted or changed, or one added. */
export async function asOperator(workspace: StandaloneWorkspace, method: 'DELETE' | 'POST' | 'PATCH', where: string, row?: unknown): Promise<void> {
  const { secretKey } = JSON.parse(readFileSync(join(workspace.home, 'credentials.json'), 'utf8')) as { secretKey: string };
  const headers = { apikey: secretKey, authorization: `Bearer ${secretKey}`, 'content-type': 'application/json' };
  const answer = await fetch(`${workspace.url}/rest/v1/${where}`, { method, headers, ...(row === undefined ? {} : { body: JSON.stringify(row) }) });
  if (!answer.ok) throw new Error(`${String(answer.status)} ${await answer.text()}`);
}
