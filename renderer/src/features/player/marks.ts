/** A second or a stretch that is marked over the lanes. What it stands for is the screen's matter. */
export interface Mark {
  readonly id: string;
  readonly startMs: number;
  /** Null where it is a point. */
  readonly endMs: number | null;
  readonly label: string;
  readonly glyph: React.ReactNode;
  /** What a screen reader says before the label: who marked it, what it is about. */
  readonly about: string;
  /** Whether this person may move and delete it. */
  readonly isOwn: boolean;
}

export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
}

/** What the lanes show above themselves, and what becomes of it by hand. */
export interface Marks {
  readonly list: readonly Mark[];
  /** Names the list for a screen reader. */
  readonly title: string;
  /** Where an edge comes to rest when it is moved near. */
  readonly boundaries: readonly number[];
  readonly onOpen: (mark: Mark) => void;
  /** Settles once the mark stands where it was moved, or where it was. */
  readonly onMove: (id: string, place: { startMs: number; endMs: number | null }) => Promise<unknown>;
  readonly onDelete: (id: string) => void;
  /** Null where nothing may be marked. */
  readonly onCreate: ((stretch: Stretch) => void) | null;
}

/** How near an edge comes to a boundary before it rests there, in pixels. */
export const SNAP_PX = 8;

/** The least length of a stretch: less is no stretch to the hand. */
const LEAST_MS = 100;

type Place = Pick<Mark, 'startMs' | 'endMs'>;
export type Edge = 'start' | 'end';

/** A place with one edge moved: within the recording, and a stretch never turned over. */
export const withEdge = (place: Place, edge: Edge, ms: number, durationMs: number): Place => {
  const at = Math.round(Math.min(Math.max(0, ms), durationMs));
  if (edge === 'end') return { ...place, endMs: Math.max(at, place.startMs + LEAST_MS) };
  return { ...place, startMs: place.endMs === null ? at : Math.max(0, Math.min(at, place.endMs - LEAST_MS)) };
};

/** The stretch between two ends in either order; null where they are too near. */
export const stretchOf = (a: number, b: number): Stretch | null => {
  const startMs = Math.round(Math.min(a, b));
  const endMs = Math.round(Math.max(a, b));
  return endMs - startMs < LEAST_MS ? null : { startMs, endMs };
};
