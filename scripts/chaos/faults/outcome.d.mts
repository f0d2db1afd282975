export type Outcome = 'passed' | 'failed' | 'missing' | 'skipped' | 'broken';
export interface Ran {
  readonly title: string;
  readonly status: string;
  readonly why?: string;
}
export interface Suite {
  readonly suites?: readonly Suite[];
  readonly specs?: readonly { readonly title: string; readonly tests: readonly { readonly status: string }[] }[];
}
export declare function outcomeOf(titles: readonly string[], ran: readonly Ran[]): Outcome;
export declare function ranOfPlaywright(suite: Suite): Ran[];
