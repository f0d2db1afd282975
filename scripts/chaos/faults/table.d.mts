/** See entry.mjs, which says what each field means. */
export interface Fault {
  readonly fault: string;
  readonly holds: string;
  readonly test:
    | { readonly runner: 'vitest'; readonly project: string; readonly file: string; readonly titles: readonly string[] }
    | { readonly runner: 'playwright'; readonly config: string; readonly file: string; readonly titles: readonly string[]; readonly env?: Record<string, string> };
  readonly mutant: { readonly file: string; readonly find: string; readonly replace: string };
}

export declare const FAULTS: readonly Fault[];
