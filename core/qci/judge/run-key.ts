import { uuidV5 } from '../../calls/ids.ts';
import type { Turn } from '../../transcript/turn.ts';

/** Itself the UUIDv5 of "https://sidetone.app/run" among URLs. Never change it: work that was done is known by it. */
const RUN_NAMESPACE = '7f8b831b-8b3c-57c8-a03e-fdbbde2ad8a2';

/** What makes one scoring the same piece of work as another: the same judge on the same words by the same rubric. */
export interface ScoringWork {
  readonly callId: string;
  readonly judge: string;
  /** The model that is asked for, as it was set; null for a judge that is none. */
  readonly model: string | null;
  readonly modelParameters: Readonly<Record<string, unknown>> | null;
  readonly rubricVersion: string;
  readonly promptId: string | null;
  readonly transcriptHash: string;
  /** Another word where a person wants the same scored once more; null otherwise. */
  readonly once: string | null;
}

/** The `run_key` of a piece of work: whoever does it again, here or elsewhere, makes no second row. */
export function runKey({ callId, judge, model, modelParameters, rubricVersion, promptId, transcriptHash, once }: ScoringWork): string {
  const parameters = Object.entries(modelParameters ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return uuidV5(JSON.stringify([callId.toLowerCase(), judge, model, parameters, rubricVersion, promptId, transcriptHash, once]), RUN_NAMESPACE);
}

/** The text whose SHA-256 is a run's `transcript_hash`: all of a turn that a judge reads, in one fixed order. */
export const hashedText = (turns: readonly Turn[]): string =>
  JSON.stringify(turns.map((turn) => (turn.kind === 'speech' ? [turn.index, turn.speaker, turn.text, turn.startMs, turn.endMs] : [turn.index, turn.name, turn.arguments, turn.result, turn.startMs, turn.endMs])));
