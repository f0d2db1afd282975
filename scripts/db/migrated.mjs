import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { ROOT } from '../setup/say.mjs';

/** Boots the migrations in memory, on what a Supabase project provides: whatever is generated from the schema reads it here. */
export async function migrated() {
  const database = await PGlite.create();
  const migrations = join(ROOT, 'supabase/migrations');
  await database.exec(readFileSync(join(ROOT, 'supabase/tests/platform.sql'), 'utf8'));
  for (const name of readdirSync(migrations).filter((file) => file.endsWith('.sql')).toSorted()) {
    await database.exec(readFileSync(join(migrations, name), 'utf8'));
  }
  return database;
}
