export interface Scratch {
  readonly root: string;
  readonly remove: () => void;
}
export declare function makeScratch(): Scratch;
export declare function withMutant<T>(root: string, mutant: { readonly file: string; readonly find: string; readonly replace: string }, work: () => Promise<T>): Promise<T>;
