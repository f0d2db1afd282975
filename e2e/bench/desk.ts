import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { askMain } from '../support/ask-main.ts';
import { ROOT } from '../support/paths.ts';
import type { StandaloneWorkspace } from '../support/standalone.ts';

export const FLAGS = ['--no-sandbox', '--force-device-scale-factor=1'];

/** Opens the app on a user-data folder. */
export async function openApp(userData: string): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({ cwd: ROOT, args: ['.', ...FLAGS], env: { ...(process.env as Record<string, string>), SIDETONE_USER_DATA: userData, SIDETONE_PASSWORD_STORE: 'gnome-libsecret' } });
  return { app, page: await app.firstWindow() };
}

/** Milliseconds from the page's question to its parsed answer; throws where it is refused. */
export function timeRequest(page: Page, route: string, input: unknown): Promise<number> {
  return page.evaluate(
    async ([name, asked]) => {
      const started = performance.now();
      const answer = await window.sidetone.request(name, asked);
      if (!answer.ok) throw new Error(`${name} was not answered.`);
      if ('json' in answer) JSON.parse(answer.json);
      return performance.now() - started;
    },
    [route, input] as const,
  );
}

/** A user-data folder whose person is signed in to a project that runs at `workspace`. */
export async function signedInFolder(workspace: StandaloneWorkspace): Promise<{ userData: string; organizationId: string }> {
  const userData = mkdtempSync(join(tmpdir(), 'sidetone-bench-'));
  mkdirSync(userData, { recursive: true });
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ settings: { theme: 'light', language: 'en' }, window: null }));
  const [person] = JSON.parse(readFileSync(join(workspace.home, 'demo-users.json'), 'utf8')) as Array<{ email: string; password: string }>;
  const { app, page } = await openApp(userData);
  await askMain(page, 'session.useProject', { url: workspace.url, key: workspace.key });
  const session = await askMain<{ organizationId: string; keeping: string }>(page, 'session.signIn', { email: person?.email, password: person?.password });
  if (session.keeping !== 'sealed') throw new Error('The benchmark needs an unlocked keyring.');
  await askMain(page, 'calls.list', { filter: {}, sort: { by: 'created_at', direction: 'desc' } });
  await app.close();
  return { userData, organizationId: session.organizationId };
}

/** Fills the encrypted store of a folder with `count` rows, through the store's own process. */
export async function fillStore(userData: string, organizationId: string, count: number): Promise<void> {
  const [folder = ''] = readdirSync(join(userData, 'store'));
  const directory = join(userData, 'store', folder);
  const blob = JSON.parse(readFileSync(join(directory, 'key.json'), 'utf8')) as { keyId: string; sealed: string };
  const { app } = await openApp(userData);
  const keyHex = await app.evaluate(({ safeStorage }, sealed) => safeStorage.decryptString(Buffer.from(sealed, 'base64')), blob.sealed);
  await app.close();
  const child = fork(join(ROOT, 'out/main/store.js'), [], { serialization: 'advanced' });
  let id = 0;
  const send = (op: string, payload: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      id += 1;
      const mine = id;
      const hear = (reply: { id: number; ok: boolean; value?: unknown; error?: { message: string } }): void => {
        if (reply.id !== mine) return;
        child.off('message', hear);
        if (reply.ok) resolve(reply.value);
        else reject(new Error(reply.error?.message));
      };
      child.on('message', hear);
      child.send({ id, op, payload });
    });
  await send('open', { path: join(directory, `store-${blob.keyId}.db`), keyHex });
  for (let start = 0; start < count; start += 500) {
    await send('saveRows', { organizationId, rows: Array.from({ length: 500 }, (_, i) => aRow(start + i)), asOf: new Date().toISOString() });
  }
  await send('close', {});
  child.kill();
}

const NEWEST = Date.UTC(2026, 10, 22, 12);

/** A plausible row of the list, the newest first. */
function aRow(index: number): Record<string, unknown> {
  const at = new Date(NEWEST - index * 240_000).toISOString();
  const score = index % 3 === 0 ? (index * 7) % 101 : null;
  return {
    id: randomUUID(),
    createdAt: at,
    startedAt: at,
    callType: 'outbound',
    status: 'ended',
    endedReason: 'customer-ended-call',
    outcomeBucket: 'completed',
    assistantId: '5d0c0000-0000-4000-8000-000000000001',
    assistantName: 'Solar intake · EN',
    phoneNumberId: null,
    customerNumber: '+12065550142',
    summary: `Price objection handled; call ${index} again on Friday after lunch`,
    durationSeconds: 30 + (index % 200),
    cost: 0.12,
    recordingState: 'remote',
    hasTranscript: true,
    promptVersion: 7,
    qciTotalScore: score,
    dynamicsScore: score === null ? null : Math.round(score * 0.3),
    objectionsScore: score === null ? null : Math.round(score * 0.2),
    brandScore: score === null ? null : Math.round(score * 0.2),
    outcomeScore: score === null ? null : Math.round(score * 0.3),
    qciStatus: score === null ? null : score >= 80 ? 'pass' : score >= 60 ? 'review' : 'fail',
    outcomeTier: null,
    reviewedBy: null,
    reviewedByName: null,
    reviewedAt: null,
    snippet: null,
    matchTurn: null,
    matchStartMs: null,
  };
}
