import type { ConnectFailure } from './call-payload.ts';
import type { AssistantKey } from './assistants.ts';
import type { Dialogue } from './dialogue.ts';
import type { DemoSources } from './demo-data.ts';
import type { OrganizationKey } from './people.ts';
import type { SeededRandom } from './seeded-random.ts';

/** A call before it has a time: either a dialogue or a failure to connect. */
export type PlannedCall = { organizationKey: OrganizationKey; assistantKey: AssistantKey } & (
  | { dialogue: Dialogue; recorded: boolean }
  | { failure: ConnectFailure }
);

export type TimedPlan = PlannedCall & { createdAtMs: number };

/** How often each dialogue happens in the first organization: mostly short calls, as in the field. */
const MAIN_MIX: Readonly<Record<string, number>> = {
  'en-price-callback': 2, 'en-booked-roof-visit': 2, 'en-booked-evening': 1, 'en-warm-lead-renovation': 2,
  'en-loop-repeat-pitch': 2, 'en-renter': 2, 'en-neighbour-offer': 2, 'en-interrupts': 2,
  'en-support-monitoring': 2, 'en-angry-third-call': 2, 'en-transfer-office': 2, 'en-callback-driving': 2,
  'en-shaded-roof': 1, 'en-injection': 1, 'en-tool-error': 1, 'en-not-interested': 14,
  'en-not-interested-polite': 6, 'en-hangup-greeting': 17, 'en-hangup-silent': 12, 'en-voicemail': 14,
  'en-silence': 7, 'en-wrong-number': 4, 'en-ivr-menu': 4, 'en-screening': 4, 'en-busy-later': 5,
  'en-closed-hook': 5, 'en-canceled': 4,
  'ru-booked-saturday': 1, 'ru-booked-dacha': 1, 'ru-warm-samples': 2, 'ru-bad-line-callback': 1,
  'ru-rude-agent': 1, 'ru-installer-complaint': 2, 'ru-price-by-phone': 2, 'ru-otkaz': 13,
  'ru-hangup-greeting': 14, 'ru-voicemail': 9, 'ru-silence': 5, 'ru-ivr-menu': 4, 'ru-callback-short': 5,
  'ru-canceled': 3,
  'es-booked-visit': 1, 'es-booked-return': 1, 'es-warm-warranty': 1, 'es-daughter-callback': 1,
  'es-already-switched': 2, 'es-speed-complaint': 1, 'es-price-loop': 1, 'es-no-interesa': 14, 'es-buzon': 9,
  'es-cuelga': 14, 'es-silencio': 5, 'es-hold-menu': 3, 'es-equivocado': 4, 'es-luego': 5,
};

const NORTH_MIX: Readonly<Record<string, number>> = {
  'en-booked-evening': 1, 'en-warm-lead-renovation': 1, 'en-renter': 1, 'en-shaded-roof': 1, 'en-busy-later': 2,
  'en-not-interested': 4, 'en-hangup-greeting': 3, 'en-hangup-silent': 2, 'en-voicemail': 3,
};

const NO_ANSWER: ConnectFailure = { endedReason: 'customer-did-not-answer', sipStatus: 480, sipReason: 'Temporarily unavailable' };
const BUSY: ConnectFailure = { endedReason: 'customer-busy', sipStatus: 486, sipReason: 'Busy here' };
const SIP_FAILED: ConnectFailure = {
  endedReason: 'call.in-progress.error-sip-outbound-call-failed-to-connect',
  sipStatus: 503,
  sipReason: 'Service unavailable',
};

const FAILURES: readonly [ConnectFailure, number][] = [[NO_ANSWER, 14], [BUSY, 7], [SIP_FAILED, 13]];
const MAIN_ASSISTANTS = ['solar', 'windows', 'winback'] as const;

/** Call that opens the list: long, rich in evidence, recorded. */
const NEWEST = 'en-price-callback';
const RECENT = 52;
const TODAY = 24;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const PERIOD_DAYS = 60;

/** All calls of both organizations with the time each was created, newest first. */
export function planCalls(sources: DemoSources, now: Date, random: SeededRandom): TimedPlan[] {
  const main = orderMain(planMain(sources), random);
  const north = random.shuffle(planNorth(sources));
  const mainTimes = [...todayTimes(now, random), ...earlierTimes(now, main.length - TODAY, random)];
  const northTimes = earlierTimes(now, north.length, random);
  const timed = [...withTimes(main, mainTimes), ...withTimes(north, northTimes)];
  return timed.sort((one, other) => other.createdAtMs - one.createdAtMs);
}

function planMain(sources: DemoSources): PlannedCall[] {
  const organizationKey = 'brightwater';
  const talks = Object.entries(MAIN_MIX).flatMap(([id, count]) => {
    const dialogue = dialogueOf(sources, id);
    const assistantKey = dialogue.assistant;
    return Array.from({ length: count }, (_, index) => {
      const recorded = index === 0 && sources.recordings.has(id);
      return { organizationKey, assistantKey, dialogue, recorded } satisfies PlannedCall;
    });
  });
  const failures = FAILURES.flatMap(([failure, count]) =>
    Array.from({ length: count }, (_, index) => {
      const assistantKey = MAIN_ASSISTANTS[index % MAIN_ASSISTANTS.length] ?? 'solar';
      return { organizationKey, assistantKey, failure } satisfies PlannedCall;
    }),
  );
  return [...talks, ...failures];
}

function planNorth(sources: DemoSources): PlannedCall[] {
  const place = { organizationKey: 'north', assistantKey: 'solar-north' } as const;
  const talks = Object.entries(NORTH_MIX).flatMap(([id, count]) => {
    const dialogue = dialogueOf(sources, id);
    return Array.from({ length: count }, () => ({ ...place, dialogue, recorded: false }));
  });
  return [...talks, { ...place, failure: NO_ANSWER }, { ...place, failure: BUSY }];
}

/** The newest call first, all recorded ones among the recent sixty, the rest by chance. */
function orderMain(calls: readonly PlannedCall[], random: SeededRandom): PlannedCall[] {
  const isRecorded = (call: PlannedCall): boolean => 'dialogue' in call && call.recorded;
  const isNewest = (call: PlannedCall): boolean => 'dialogue' in call && call.recorded && call.dialogue.id === NEWEST;
  const newest = calls.filter(isNewest);
  const recorded = calls.filter((call) => isRecorded(call) && !isNewest(call));
  const others = random.shuffle(calls.filter((call) => !isRecorded(call)));
  const fill = RECENT - newest.length - recorded.length;
  const recent = random.shuffle([...recorded, ...others.slice(0, fill)]);
  return [...newest, ...recent, ...others.slice(fill)];
}

function withTimes(calls: readonly PlannedCall[], times: readonly number[]): TimedPlan[] {
  return calls.map((call, index) => {
    const createdAtMs = times[index];
    if (createdAtMs === undefined) throw new Error(`No time for call ${index}`);
    return { ...call, createdAtMs };
  });
}

/** A call every few minutes back from now, far enough for the newest to have ended. */
function todayTimes(now: Date, random: SeededRandom): number[] {
  let at = now.getTime() - 8 * MINUTE_MS;
  return Array.from({ length: TODAY }, () => {
    const time = at;
    at -= random.int(4 * MINUTE_MS, 13 * MINUTE_MS);
    return time;
  });
}

/** Times in business hours (UTC) of the sixty days before, mostly on working days, a little denser lately. */
function earlierTimes(now: Date, count: number, random: SeededRandom): number[] {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const times = new Set<number>();
  while (times.size < count) {
    const daysAgo = 1 + Math.floor(random.next() ** 1.4 * (PERIOD_DAYS - 1));
    const day = midnight - daysAgo * DAY_MS;
    const weekday = new Date(day).getUTCDay();
    if ((weekday === 0 || weekday === 6) && !random.chance(0.12)) continue;
    const time = day + random.int(8.5 * 3_600_000, 18.5 * 3_600_000);
    if (time < now.getTime() - 6 * 3_600_000) times.add(time);
  }
  return [...times].sort((one, other) => other - one);
}

function dialogueOf(sources: DemoSources, id: string): Dialogue {
  const dialogue = sources.dialogues.get(id);
  if (dialogue === undefined) throw new Error(`No dialogue ${id}`);
  return dialogue;
}
