import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '../support/app.ts';
import { startWorkspace } from '../support/standalone.ts';

test('each way a project can be wrong has its own words', async ({ start }) => {
  const workspace = await startWorkspace();
  const stranger = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>hello</html>'));
  await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
  const { port } = stranger.address() as AddressInfo;
  const { page } = await start({ workspace: 'missing' });
  await page.getByTestId('choose-project').click();
  const said = new Set<string>();
  const serviceRole = `${Buffer.from('{"alg":"HS256"}').toString('base64url')}.${Buffer.from('{"role":"service_role"}').toString('base64url')}.x`;
  for (const [url, key] of [
    ['no address', workspace.key],
    ['http://127.0.0.1:1', workspace.key],
    [`http://127.0.0.1:${port}`, workspace.key],
    [workspace.url, 'sb_publishable_wrong'],
    [workspace.url, 'sb_secret_abcdefghijklmnop'],
  ] as const) {
    await page.getByTestId('project-url').fill(url);
    await page.getByTestId('project-key').fill(key);
    const alert = page.locator('[id$="-error"]').first();
    await expect(alert).toBeVisible();
    await expect.poll(async () => said.has((await alert.textContent()) ?? ''), { timeout: 12_000 }).toBe(false);
    said.add((await alert.textContent()) ?? '');
  }
  expect(said.size).toBe(5);
  await page.getByTestId('project-key').fill(serviceRole);
  await expect(page.locator('[id$="-error"]').first()).toContainText(/secret|opens every row/i);
  stranger.close();
  await workspace.stop();
});
