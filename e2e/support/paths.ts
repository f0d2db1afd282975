import { join, resolve } from 'node:path';

export const ROOT = resolve(import.meta.dirname, '../..');

/** Pictures and failed runs; never committed. */
export const ARTIFACTS = join(ROOT, 'e2e/artifacts');

/** A workspace folder with the demo data, made once a run and copied for every launch. */
export const TEMPLATE = join(ROOT, '.cache/e2e-workspace');
