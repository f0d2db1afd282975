import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { CallDetail } from '../../../../core/calls/call-detail.ts';
import { readNewMomentDraft, writeDraft, type NewMomentDraft } from '../../../../core/moments/draft-text.ts';
import type { Moment, MomentKind } from '../../../../core/moments/moment.ts';
import { looseTexts, textOfMoment, type MomentText } from '../../../../core/moments/moment-text.ts';
import { hindranceToAdd, type Asker, type Hindrance } from '../../../../core/moments/rights.ts';
import { turnSpanAt } from '../../../../core/transcript/boundaries.ts';
import type { Turn } from '../../../../core/transcript/turn.ts';
import type { DraftBook } from '../../bridge/draft-book.ts';
import { useDraft, useDraftBook } from '../../bridge/use-draft-book.ts';
import { useCommand } from '../../lib/commands.tsx';
import type { MediaClock } from '../../lib/media-clock.ts';
import { momentOfField, NEW_MOMENT } from './fields.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { useMomentChanges, type MomentChanges } from './use-moment-changes.ts';

/** People hear what matters before they reach for the key. */
const BACK_MS = 3000;

/** All that the screen of a call needs to show its moments and to change them. */
export interface MomentDesk {
  readonly callId: string;
  readonly moments: readonly Moment[];
  /** What a judge wrote that no moment stands for. */
  readonly loose: readonly MomentText[];
  readonly turns: readonly Turn[];
  readonly clock: MediaClock;
  readonly asker: Asker;
  /** Why nothing may be added; null where it may. */
  readonly hindrance: Hindrance;
  readonly book: DraftBook;
  /** The moment that is being marked; null where none is. */
  readonly fresh: NewMomentDraft | null;
  /** Rises with each moment that is begun here: its field takes the focus then. One that came back from disk does not. */
  readonly begun: number;
  readonly changes: MomentChanges;
  /** The moment whose details are open. */
  readonly openId: string | null;
  readonly open: (momentId: string | null) => void;
  /** Begins a moment; one that already has words goes on instead. */
  readonly begin: (startMs: number, endMs: number | null, kind?: MomentKind) => void;
  /** Begins a tip at the turn that is heard. */
  readonly beginTip: () => void;
  /** Takes the recording to a moment, and the transcript with it. */
  readonly jump: (ms: number) => void;
  /** The same, and the recording plays from there. */
  readonly play: (ms: number) => void;
}

/** Which details are open: the person's choice, until then the first that hold half-typed words. */
const useOpenDetails = (book: DraftBook) => {
  const [chosen, setChosen] = useState<string | null | undefined>();
  const drafted = useSyncExternalStore(book.subscribe, () => book.fields().map(momentOfField).find((id) => id !== null) ?? null);
  if (chosen === undefined && drafted !== null) setChosen(drafted);
  return { openId: chosen ?? null, open: (momentId: string | null) => setChosen(momentId) };
};

/** The texts of the analysis that stand for themselves. One that a moment stood for stays away when the moment is changed. */
const useLooseTexts = (texts: readonly string[], moments: readonly Moment[]): readonly MomentText[] => {
  const [stood, setStood] = useState<ReadonlySet<string>>(new Set());
  const missing = moments.map(textOfMoment).filter((text) => !stood.has(text));
  if (missing.length > 0) setStood(new Set([...stood, ...missing]));
  return useMemo(() => looseTexts(texts, moments, stood), [texts, moments, stood]);
};

const NO_TEXTS: readonly string[] = [];

/** The moments of the call on screen: what they are, what is half-typed of them, and what may be done. */
export const useMomentDesk = (call: CallDetail, clock: MediaClock, onJump: () => void, onBegin: () => void): MomentDesk => {
  const { id: callId, moments, turns } = call;
  const asker = useAsker();
  const hindrance = hindranceToAdd(asker);
  const book = useDraftBook(callId);
  const changes = useMomentChanges(callId);
  const draft = useDraft(book, NEW_MOMENT);
  const fresh = useMemo(() => readNewMomentDraft(draft), [draft]);
  const [begun, setBegun] = useState(0);
  // A moment without a word is given up with the call; what a crash interrupts comes back.
  useEffect(() => () => {
    if (readNewMomentDraft(book.get(NEW_MOMENT))?.label === '') book.end(NEW_MOMENT);
  }, [book]);
  const { openId, open } = useOpenDetails(book);
  const loose = useLooseTexts(call.analysis?.keyMoments ?? NO_TEXTS, moments);
  const begin = (startMs: number, endMs: number | null, kind?: MomentKind): void => {
    if (hindrance !== null) return;
    if (fresh === null || fresh.label === '') book.set(NEW_MOMENT, writeDraft({ startMs: Math.round(startMs), endMs: endMs === null ? null : Math.round(endMs), label: '', ...(kind && { kind }) }));
    setBegun((before) => before + 1);
    onBegin();
  };
  const now = (): number => clock.state.time * 1000;
  const back = (): number => Math.max(0, now() - BACK_MS);
  const markTurn = (): void => {
    const span = turnSpanAt(turns, now());
    begin(span?.startMs ?? back(), span?.endMs ?? Math.max(now(), BACK_MS));
  };
  const beginTip = (): void => begin(turnSpanAt(turns, now())?.startMs ?? back(), null, 'coaching');
  useCommand('moment.mark', () => begin(back(), null), hindrance === null);
  useCommand('moment.markTurn', markTurn, hindrance === null);
  useCommand('moment.tip', beginTip, hindrance === null);
  const jump = (ms: number): void => {
    clock.seek(ms / 1000);
    onJump();
  };
  const play = (ms: number): void => {
    jump(ms);
    clock.play();
  };
  return { callId, moments, loose, turns, clock, asker, hindrance, book, fresh, begun, changes, openId, open, begin, beginTip, jump, play };
};

/** Begins a moment at the playhead, as the key does. */
export const markHere = ({ begin, clock }: MomentDesk): void => begin(Math.max(0, clock.state.time * 1000 - BACK_MS), null);
