import { z } from 'zod';

const version = z.int().positive().max(1_000_000);

/** What the address of the rubric holds: the version that is read; the latest where it is absent. */
export interface RubricSearch {
  readonly rubric?: number;
}

/** Reads the search part of an address. Never throws. */
export const parseRubricSearch = (raw: Record<string, unknown>): RubricSearch => {
  const parsed = version.safeParse(raw['rubric']);
  return parsed.success ? { rubric: parsed.data } : {};
};
