import { z } from 'zod';
import solarPrompts from '../../../supabase/demo/prompts/solar.json' with { type: 'json' };
import winbackPrompts from '../../../supabase/demo/prompts/winback.json' with { type: 'json' };
import windowsPrompts from '../../../supabase/demo/prompts/windows.json' with { type: 'json' };
import type { Dialogue, Language } from './dialogue.ts';
import type { OrganizationKey, UserKey } from './people.ts';

export type AssistantKey = 'solar' | 'windows' | 'winback' | 'solar-north';

export interface DemoAssistant {
  key: AssistantKey;
  organizationKey: OrganizationKey;
  id: string;
  vapiAssistantId: string;
  name: string;
  language: Language;
  /** Dialogues of this campaign are its calls. */
  campaign: Dialogue['assistant'];
  maxDurationSeconds: number;
  /** GET /assistant as Vapi would give it, without secrets. */
  configuration: Record<string, unknown>;
}

export interface DemoPrompt {
  id: string;
  assistantKey: AssistantKey;
  version: number;
  content: string;
  isCurrent: boolean;
  createdAt: string;
  createdBy: UserKey;
  performanceNotes: string;
}

export interface DemoPhoneNumber {
  id: string;
  vapiPhoneId: string;
  organizationKey: OrganizationKey;
  assistantKey: AssistantKey;
  phoneNumber: string;
  countryCode: string;
}

const historySchema = z.strictObject({
  firstMessage: z.string(),
  order: z.array(z.string()),
  versions: z.array(
    z.strictObject({
      version: z.int().positive(),
      daysAgo: z.int().positive(),
      author: z.enum(['lena', 'tomas', 'priya', 'dana', 'viktor']),
      notes: z.string(),
      /** Sections written anew in this version; the others stay as they were. */
      changes: z.record(z.string(), z.string()),
    }),
  ),
});

const DAY_MS = 86_400_000;
const HISTORIES = {
  solar: historySchema.parse(solarPrompts),
  windows: historySchema.parse(windowsPrompts),
  winback: historySchema.parse(winbackPrompts),
};

interface AssistantSeed {
  key: AssistantKey;
  organizationKey: OrganizationKey;
  campaign: Dialogue['assistant'];
  number: number;
  name: string;
  language: Language;
  voiceId: string;
  maxDurationSeconds: number;
  versions: number;
}

const SEEDS: readonly AssistantSeed[] = [
  { key: 'solar', organizationKey: 'brightwater', campaign: 'solar', number: 1, name: 'Solar intake · EN', language: 'en', voiceId: 'ava', maxDurationSeconds: 600, versions: 7 },
  { key: 'windows', organizationKey: 'brightwater', campaign: 'windows', number: 2, name: 'Запись на замер · RU', language: 'ru', voiceId: 'vera', maxDurationSeconds: 600, versions: 4 },
  { key: 'winback', organizationKey: 'brightwater', campaign: 'winback', number: 3, name: 'Reactivación · ES', language: 'es', voiceId: 'lucia', maxDurationSeconds: 180, versions: 3 },
  { key: 'solar-north', organizationKey: 'north', campaign: 'solar', number: 4, name: 'Solar intake · North', language: 'en', voiceId: 'ava', maxDurationSeconds: 600, versions: 5 },
];

/** Three assistants of the first organization, and the second one's own copy of the solar assistant. */
export const DEMO_ASSISTANTS: readonly DemoAssistant[] = SEEDS.map((seed) => ({
  key: seed.key,
  organizationKey: seed.organizationKey,
  id: `5d0c0000-0000-4000-8000-00000000000${seed.number}`,
  vapiAssistantId: `5d0c0000-0000-4000-8000-0000000000f${seed.number}`,
  name: seed.name,
  language: seed.language,
  campaign: seed.campaign,
  maxDurationSeconds: seed.maxDurationSeconds,
  configuration: configurationOf(seed),
}));

/** The numbers the assistants call from and are called on: ranges that are reserved or not assigned, so nobody's. */
export const DEMO_PHONE_NUMBERS: readonly DemoPhoneNumber[] = [
  phoneNumber(1, 'brightwater', 'solar', '+14155550100', 'US'),
  phoneNumber(2, 'brightwater', 'windows', '+75550100001', 'RU'),
  phoneNumber(3, 'brightwater', 'winback', '+34555010001', 'ES'),
  phoneNumber(4, 'north', 'solar-north', '+16125550100', 'US'),
];

/** Every prompt version of every assistant, dated back from `now`; the last of each is the current one. */
export function demoPrompts(now: Date): DemoPrompt[] {
  return SEEDS.flatMap((seed) => {
    const versions = versionsOf(seed);
    return versions.map((one, index) => ({
      id: `5d0d000${seed.number}-0000-4000-8000-00000000000${one.version}`,
      assistantKey: seed.key,
      version: one.version,
      content: one.content,
      isCurrent: index === versions.length - 1,
      createdAt: new Date(now.getTime() - one.daysAgo * DAY_MS - seed.number * 3_660_000).toISOString(),
      createdBy: seed.organizationKey === 'north' ? 'tomas' : one.author,
      performanceNotes: one.notes,
    }));
  });
}

function versionsOf(seed: AssistantSeed) {
  const history = HISTORIES[seed.campaign];
  const sections = new Map<string, string>();
  return history.versions.slice(0, seed.versions).map((one) => {
    for (const [name, text] of Object.entries(one.changes)) sections.set(name, text);
    return { ...one, content: history.order.flatMap((name) => sections.get(name) ?? []).join('\n\n') };
  });
}

function phoneNumber(
  number: number,
  organizationKey: OrganizationKey,
  assistantKey: AssistantKey,
  digits: string,
  countryCode: string,
): DemoPhoneNumber {
  return {
    id: `5d0e0000-0000-4000-8000-00000000000${number}`,
    vapiPhoneId: `5d0e0000-0000-4000-8000-0000000000f${number}`,
    organizationKey,
    assistantKey,
    phoneNumber: digits,
    countryCode,
  };
}

function configurationOf(seed: AssistantSeed): Record<string, unknown> {
  return {
    id: `5d0c0000-0000-4000-8000-0000000000f${seed.number}`,
    name: seed.name,
    firstMessage: HISTORIES[seed.campaign].firstMessage,
    model: {
      provider: 'openai',
      model: 'gpt-4o-mini',
      temperature: 0.4,
      messages: [{ role: 'system', content: versionsOf(seed).at(-1)?.content ?? '' }],
    },
    voice: { provider: 'vapi', voiceId: seed.voiceId },
    transcriber: { provider: 'deepgram', model: 'nova-2', language: seed.language },
    maxDurationSeconds: seed.maxDurationSeconds,
    silenceTimeoutSeconds: 20,
    artifactPlan: { recordingFormat: 'mp3' },
    latestVersion: `v${seed.versions}`,
  };
}
