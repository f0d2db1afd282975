import { asText, at, firstOf } from '../text/json-value.ts';
import { spokenSeconds } from '../transcript/talk-time.ts';
import type { Turn } from '../transcript/turn.ts';
import { assistantName } from './call-columns.ts';
import type { CallTimes } from './call-turns.ts';
import { fitSeconds, fitText } from './column-limits.ts';
import { artifactField, field, filledList, type Envelope } from './envelope.ts';
import type { ImportedParticipant } from './imported-call.ts';

/** Who took part: the agent (each member of a squad that spoke), the customer, and whoever the call was passed on to. */
export function readParticipants(envelope: Envelope, times: CallTimes, turns: readonly Turn[]): ImportedParticipant[] {
  return [...agents(envelope, times, turns), customer(envelope, times, turns), ...transfers(envelope)];
}

function agents(envelope: Envelope, times: CallTimes, turns: readonly Turn[]): ImportedParticipant[] {
  const spoken = turns.filter((turn) => turn.kind === 'speech' && turn.speaker === 'agent');
  const members = byName(spoken);
  if (members.size < 2) return [participant('agent', assistantName(envelope), null, times, spoken)];
  return [...members].map(([name, own]) => ({ ...participant('agent', name, null, times, own), ...presence(times, own) }));
}

/** The turns of each name, in one pass: a broken export may name a speaker of its own in every row. */
function byName(turns: readonly Turn[]): Map<string, Turn[]> {
  const members = new Map<string, Turn[]>();
  for (const turn of turns) {
    if (turn.name === null) continue;
    const own = members.get(turn.name);
    if (own) own.push(turn);
    else members.set(turn.name, [turn]);
  }
  return members;
}

function customer(envelope: Envelope, times: CallTimes, turns: readonly Turn[]): ImportedParticipant {
  const name = field(envelope, asText, 'customer', 'name');
  const number = field(envelope, asText, 'customer', 'number') ?? field(envelope, asText, 'customer', 'sipUri');
  const spoken = turns.filter((turn) => turn.kind === 'speech' && turn.speaker === 'customer');
  return participant('customer', name, number, times, spoken);
}

/** Transfers have no times of their own in the payload, and what was said in them is not part of this call's turns. */
function transfers(envelope: Envelope): ImportedParticipant[] {
  const listed = artifactField(envelope, filledList, 'transfers') ?? [];
  const destinations = listed.length > 0 ? listed.map((transfer) => at(transfer, 'destination')) : [field(envelope, (value) => value ?? null, 'destination')];
  const unknown: CallTimes = { startedAt: null, endedAt: null, derived: false };
  return destinations.flatMap((destination) => {
    const number = firstOf(asText, at(destination, 'number'), at(destination, 'sipUri'));
    const name = firstOf(asText, at(destination, 'assistantName'), at(destination, 'description'));
    return number === null && name === null ? [] : [participant('transfer', name, number, unknown, [])];
  });
}

function participant(
  type: ImportedParticipant['participant_type'],
  name: string | null,
  number: string | null,
  times: CallTimes,
  spoken: readonly Turn[],
): ImportedParticipant {
  const seconds = spokenSeconds(spoken);
  return {
    participant_type: type,
    participant_name: fitText('participant_name', name),
    phone_number: fitText('phone_number', number),
    join_time: times.startedAt,
    leave_time: times.startedAt === null ? null : times.endedAt,
    talk_time_seconds: fitSeconds(seconds),
  };
}

/** A squad member is there from his first to his last word. */
function presence(times: CallTimes, spoken: readonly Turn[]): Pick<ImportedParticipant, 'join_time' | 'leave_time'> {
  const first = spoken.at(0)?.startMs ?? null;
  const last = spoken.at(-1)?.endMs ?? null;
  return { join_time: momentOf(times.startedAt, first), leave_time: momentOf(times.startedAt, last) };
}

function momentOf(startedAt: string | null, offsetMs: number | null): string | null {
  return startedAt === null || offsetMs === null ? null : new Date(Date.parse(startedAt) + offsetMs).toISOString();
}
