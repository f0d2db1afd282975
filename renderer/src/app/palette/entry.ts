import type { CommandId } from '../../lib/commands.tsx';
import type { EarlyTyping } from '../../lib/early-typing.ts';
import type { TextRange } from '../../ui/highlighted.tsx';

/** The groups of the palette, in the order in which they are shown. */
export const GROUPS = ['commands', 'screens', 'queues', 'views', 'assistants', 'calls'] as const;
export type GroupName = (typeof GROUPS)[number];

/** Most that one group shows. */
export const MOST = 6;

/** One thing that can be chosen. */
export interface Entry {
  /** Its own among all of the palette. */
  readonly id: string;
  readonly name: string;
  /** What stands beside the name, with the places that a search found. */
  readonly detail?: string | null;
  readonly ranges?: readonly TextRange[];
  /** At the end of the line. */
  readonly meta?: string | null;
  readonly keycap?: string | undefined;
  /** What it is found by beside its name. */
  readonly also?: string;
  /** Known not to open now. */
  readonly isAway?: boolean;
  /** What choosing it does, once the palette is gone. */
  readonly run: () => void;
}

export interface Group {
  readonly name: GroupName;
  readonly entries: readonly Entry[];
  readonly isLoading?: boolean;
}

/** What was true when the palette was opened: who answered which command, and where the focus was; and what was typed before it stood. */
export interface Opening {
  readonly early: EarlyTyping;
  readonly answered: ReadonlySet<CommandId>;
  readonly back: HTMLElement | null;
}
