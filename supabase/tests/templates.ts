import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { installedPostgres, startCluster } from './cluster.ts';
import { migratedPglite, migrateServer, PGLITE } from './harness.ts';

async function makePglite(folder: string): Promise<void> {
  const database = await migratedPglite();
  writeFileSync(join(folder, PGLITE), Buffer.from(await (await database.dump()).arrayBuffer()));
  await database.close();
}

async function makeServer(folder: string, { name, bin }: { name: string; bin: string }): Promise<void> {
  const work = join(folder, `${name} at work`);
  mkdirSync(work);
  const cluster = await startCluster(bin, { folder: work });
  await migrateServer(cluster);
  await cluster.stop();
  renameSync(join(work, 'data'), join(folder, name));
}

let folder: string | null = null;

/** Makes a database with all migrations for each engine before the tests; every test that opens one gets a copy, in a fraction of the time. */
export async function setup(): Promise<void> {
  const made = mkdtempSync(join(tmpdir(), 'sidetone-templates-'));
  folder = made;
  // Root lends the servers another user, who has to get to his own folder in it.
  chmodSync(made, 0o711);
  await Promise.all([makePglite(made), ...installedPostgres().map((one) => makeServer(made, one))]);
  process.env['SIDETONE_DB_TEMPLATES'] = made;
}

/** Takes them away after the tests. */
export function teardown(): void {
  if (folder !== null) rmSync(folder, { recursive: true, force: true });
}
