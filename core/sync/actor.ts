/** Who acted, as the screen names him. */
export interface Actor {
  readonly userId: string;
  readonly name: string | null;
}

/** Stands for whoever it is, where only values matter. */
export const NOBODY: Actor = { userId: '00000000-0000-4000-8000-000000000000', name: null };
