import { artifactField, openEnvelope } from '../../import/envelope.ts';
import { asList, asNumber, at, isRecord } from '../../text/json-value.ts';

/** Longer than this is no answer but a measurement gone wrong. */
const LONGEST_MS = 600_000;

/** The response latencies that Vapi measured itself, in milliseconds (`artifact.performanceMetrics.turnLatencies`); empty where it did not. */
export function measuredLatencies(rawData: unknown): number[] {
  if (!isRecord(rawData)) return [];
  const turns = artifactField(openEnvelope(rawData), (value) => (isRecord(value) ? asList(value['turnLatencies']) : null), 'performanceMetrics') ?? [];
  return turns.flatMap((turn) => {
    const ms = asNumber(at(turn, 'turnLatency'));
    return ms !== null && ms > 0 && ms <= LONGEST_MS ? [ms] : [];
  });
}
