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

/** Makes a database with all migrations for each engine before the tests; every test that opens one gets a copy, in a fraction of the time. */
export default async function makeTemplates(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'sidetone-templates-'));
  // Root lends the servers another user, who has to get to his own folder in it.
  chmodSync(folder, 0o711);
  await Promise.all([makePglite(folder), ...installedPostgres().map((one) => makeServer(folder, one))]);
  process.env['SIDETONE_DB_TEMPLATES'] = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
