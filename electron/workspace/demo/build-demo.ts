import { DEMO_ASSISTANTS, DEMO_PHONE_NUMBERS, demoPrompts } from './assistants.ts';
import type { DemoAssistant, DemoPhoneNumber, DemoPrompt } from './assistants.ts';
import { analysisOf, type DemoAnalysis } from './call-analysis.ts';
import { connectedPayload, unconnectedPayload, type CallFrame } from './call-payload.ts';
import { planCalls, type TimedPlan } from './call-plan.ts';
import { loadDemoSources, type DemoSources } from './demo-data.ts';
import type { Language } from './dialogue.ts';
import { momentsOf, type DemoMoment } from './moments.ts';
import { overridesOf, type DemoOverride } from './overrides.ts';
import { DEMO_MEMBERSHIPS, DEMO_ORGANIZATIONS, DEMO_USERS } from './people.ts';
import type { DemoMembership, DemoOrganization, DemoUser, OrganizationKey, UserKey } from './people.ts';
import { reviewsOf, type DemoReview } from './reviews.ts';
import { demoRubrics, RUBRIC_V3_DAYS, type DemoRubric } from './rubrics.ts';
import { recordedScript, variedScript, type CallScript } from './script-of-call.ts';
import { seededRandom, uuidV7, type SeededRandom } from './seeded-random.ts';
import type { VapiCallPayload } from './vapi-call.ts';

/** One call of the demo: what Vapi would return, and what was made of it since. */
export interface DemoCall {
  organizationKey: OrganizationKey;
  /** The dialogue it was made from; null where nobody picked up. */
  dialogueId: string | null;
  promptVersion: number;
  payload: VapiCallPayload;
  /** A file of supabase/demo/recordings. */
  recordingFile: string | null;
  /** Side of the agent in that file. */
  agentChannel: 'left' | 'right' | null;
  analysis: DemoAnalysis | null;
  /** Why there can be no score; null where there is one or could be one. */
  notScorable: string | null;
  reviewed: { by: UserKey; at: string } | null;
  /** What people decided about it, `reviewed` last. */
  reviews: readonly DemoReview[];
  /** What the last of them corrected in the score. */
  overrides: readonly DemoOverride[];
  /** What the judge and people marked in it. */
  moments: readonly DemoMoment[];
}

/** Everything the embedded workspace is seeded with. */
export interface Demo {
  /** When the story begins: earlier than any prompt version or call. */
  startsAt: string;
  organizations: readonly DemoOrganization[];
  users: readonly DemoUser[];
  memberships: readonly DemoMembership[];
  assistants: readonly DemoAssistant[];
  prompts: readonly DemoPrompt[];
  phoneNumbers: readonly DemoPhoneNumber[];
  /** The latest first. */
  rubrics: readonly DemoRubric[];
  /** Newest first. */
  calls: readonly DemoCall[];
}

export interface DemoOptions {
  now: Date;
  seed: string;
}

const DAY_MS = 86_400_000;
const RECORDING_RETENTION_DAYS = 14;
const HISTORY_DAYS = 130;

/** The same demo for the same time and seed. */
export function buildDemo({ now, seed }: DemoOptions): Demo {
  const sources = loadDemoSources();
  const prompts = demoPrompts(now);
  const plan = planCalls(sources, now, seededRandom(`${seed}/plan`));
  const calls = plan.map((planned, index) => {
    const random = seededRandom(`${seed}/call/${index}`);
    const [momentsRandom, reviewsRandom, overridesRandom] = ['moments', 'reviews', 'overrides'].map((what) => seededRandom(`${seed}/${what}/${index}`)) as [SeededRandom, SeededRandom, SeededRandom];
    return callOf(planned, index, { sources, prompts, now, random, momentsRandom, reviewsRandom, overridesRandom });
  });
  return {
    startsAt: new Date(now.getTime() - HISTORY_DAYS * DAY_MS).toISOString(),
    organizations: DEMO_ORGANIZATIONS,
    users: DEMO_USERS,
    memberships: DEMO_MEMBERSHIPS,
    assistants: DEMO_ASSISTANTS,
    prompts,
    phoneNumbers: DEMO_PHONE_NUMBERS,
    rubrics: demoRubrics(now),
    calls,
  };
}

interface CallContext {
  sources: DemoSources;
  prompts: readonly DemoPrompt[];
  now: Date;
  random: SeededRandom;
  /** Chances of their own, so that a call stays what it is whatever is marked in it and decided about it. */
  momentsRandom: SeededRandom;
  reviewsRandom: SeededRandom;
  overridesRandom: SeededRandom;
}

function callOf(planned: TimedPlan, index: number, context: CallContext): DemoCall {
  const { sources, now, random, momentsRandom, reviewsRandom, overridesRandom } = context;
  const frame = frameOf(planned, index, context);
  const common = { organizationKey: planned.organizationKey, promptVersion: frame.promptVersion };
  if ('failure' in planned) {
    const payload = unconnectedPayload(frame, planned.failure, random);
    const empty = { dialogueId: null, recordingFile: null, agentChannel: null, analysis: null, reviewed: null, reviews: [], overrides: [], moments: [] };
    return { ...common, ...empty, payload, notScorable: 'No transcript' };
  }
  const { dialogue } = planned;
  const recording = planned.recorded ? sources.recordings.get(dialogue.id) : undefined;
  const script =
    recording === undefined
      ? variedScript(dialogue, random, frame.assistant.maxDurationSeconds * 1000)
      : recordedScript(dialogue, recording);
  const keeping = keepingOf(planned, recording !== undefined, context);
  const payload = connectedPayload(frame, script, keeping, random);
  const analysis = analyse(planned, script, frame, payload, context);
  const reviewed = analysis === null ? null : reviewOf(analysis, index, now, random);
  const isOurs = planned.organizationKey === 'brightwater';
  // Of the partner's people only its admin may review, so nothing there is scored twice.
  const reviews = isOurs ? reviewsOf(analysis, reviewed, reviewsRandom) : [];
  const isDiscussed = isOurs && (recording !== undefined || momentsRandom.chance(0.15));
  return {
    ...common,
    dialogueId: dialogue.id,
    payload,
    recordingFile: recording?.file ?? null,
    agentChannel: recording?.agentChannel ?? null,
    analysis,
    notScorable: dialogue.notScorable,
    reviewed,
    reviews,
    overrides: overridesOf(analysis, reviews, overridesRandom),
    moments: analysis === null ? [] : momentsOf(script, analysis, isDiscussed, now.getTime(), momentsRandom),
  };
}

/** What of a call its source still has: the address of a recording that is gone by now, and mostly a summary. */
function keepingOf({ dialogue, createdAtMs }: Extract<TimedPlan, { dialogue: unknown }>, isRecorded: boolean, { now, random }: CallContext): { recordingUrl: boolean; summary: boolean } {
  const expired = createdAtMs < now.getTime() - RECORDING_RETENTION_DAYS * DAY_MS;
  return { recordingUrl: isRecorded || expired, summary: dialogue.analysis !== null || random.chance(0.94) };
}

function frameOf(planned: TimedPlan, index: number, { prompts, random }: CallContext): CallFrame {
  const assistant = DEMO_ASSISTANTS.find((one) => one.key === planned.assistantKey);
  const organization = DEMO_ORGANIZATIONS.find((one) => one.key === planned.organizationKey);
  const phone = DEMO_PHONE_NUMBERS.find((one) => one.assistantKey === planned.assistantKey);
  const prompt = prompts
    .filter((one) => one.assistantKey === planned.assistantKey && Date.parse(one.createdAt) <= planned.createdAtMs)
    .at(-1);
  if (!assistant || !organization || !phone || !prompt) throw new Error(`Call ${index} has no place to happen`);
  const directions = 'dialogue' in planned ? planned.dialogue.directions : (['outbound'] as const);
  const recorded = 'dialogue' in planned && planned.recorded;
  return {
    id: uuidV7(planned.createdAtMs, random),
    orgId: organization.vapiOrgId,
    assistant,
    phoneNumberId: phone.vapiPhoneId,
    direction: recorded ? (directions[0] ?? 'outbound') : random.pick(directions),
    createdAtMs: planned.createdAtMs,
    promptVersion: prompt.version,
    promptContent: prompt.content,
    customerNumber: customerNumber(assistant.language, random),
  };
}

/** Numbers kept for fiction (US 555-01xx), and codes that are not assigned in Russia and Spain. */
function customerNumber(language: Language, random: SeededRandom): string {
  if (language === 'ru') return `+7555010${random.int(1000, 9999)}`;
  if (language === 'es') return `+3455501${random.int(1000, 9999)}`;
  const area = random.pick(['206', '303', '312', '415', '512', '617', '720']);
  return `+1${area}55501${String(random.int(1, 99)).padStart(2, '0')}`;
}

function analyse(
  planned: TimedPlan,
  script: CallScript,
  frame: CallFrame,
  payload: VapiCallPayload,
  { sources, now, random }: CallContext,
): DemoAnalysis | null {
  const { dialogue } = script;
  const organization = DEMO_ORGANIZATIONS.find((one) => one.key === planned.organizationKey);
  if (dialogue.analysis === null || organization === undefined) return null;
  const recorded = 'dialogue' in planned && planned.recorded;
  const certain = recorded || dialogue.analysis.tier === 'meeting' || dialogue.analysis.tier === 'warm_lead';
  if (!certain && !random.chance(script.durationMs > 30_000 ? 0.85 : 0.75)) return null;
  const endedAtMs = Date.parse(payload.endedAt ?? payload.updatedAt);
  const context = {
    written: dialogue.analysis,
    brandTerms: organization.settings.brand_terms,
    bands: organization.settings.bands,
    faults: sources.faults.filter((fault) => fault.dialogue === dialogue.id),
    vary: !recorded,
    promptVersion: frame.promptVersion,
    analyzedAtMs: Math.min(now.getTime() - 30_000, endedAtMs + random.int(60_000, 25 * 60_000)),
    rubricVersion: now.getTime() - frame.createdAtMs < RUBRIC_V3_DAYS * DAY_MS ? '3' : '2',
  };
  return analysisOf(script, context, random);
}

/** About a third of the analysed calls were looked at by a person, hours after the analysis; the newest few were not. */
function reviewOf(analysis: DemoAnalysis, index: number, now: Date, random: SeededRandom): DemoCall['reviewed'] {
  const at = Date.parse(analysis.analyzed_at) + random.int(20 * 60_000, 30 * 3_600_000);
  if (index < 4 || at > now.getTime() || !random.chance(0.4)) return null;
  const by = random.pick(['dana', 'dana', 'dana', 'priya', 'lena'] as const);
  return { by, at: new Date(at).toISOString() };
}
