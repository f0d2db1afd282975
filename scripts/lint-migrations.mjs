import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './setup/run.mjs';
import { ROOT } from './setup/say.mjs';

/**
 * Rules that do not fit: the first schema creates everything in empty tables, so nothing is locked for long, and the
 * column types are the ones that users of the schema already have.
 */
const EXCLUDED = [
  'prefer-robust-stmts',
  'require-concurrent-index-creation',
  'require-lock-timeout',
  'require-statement-timeout',
  'prefer-text-field',
  'prefer-bigint-over-int',
  'constraint-missing-not-valid',
  'adding-foreign-key-constraint',
];

const folder = join(ROOT, 'supabase/migrations');
const files = readdirSync(folder).filter((name) => name.endsWith('.sql')).map((name) => join('supabase/migrations', name));
process.exit(await run('node_modules/.bin/squawk', ['--exclude', EXCLUDED.join(','), ...files]));
