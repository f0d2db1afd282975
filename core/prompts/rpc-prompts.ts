import { z } from 'zod';
import type { PromptAssistant, PromptPage } from './prompt.ts';

/** What list_assistants answers. */
export const rpcAssistantsSchema = z.array(
  z
    .object({ id: z.uuid(), name: z.string(), is_active: z.boolean(), current_version: z.int().nullable(), versions: z.int() })
    .transform((one): PromptAssistant => ({ id: one.id, name: one.name, isActive: one.is_active, currentVersion: one.current_version, versions: one.versions })),
);

const rpcScoreSchema = z
  .object({ rubric_version: z.string().nullable(), n: z.int(), mean: z.number(), sd: z.number().nullable() })
  .transform(({ rubric_version: rubricVersion, ...score }) => ({ rubricVersion, ...score }));

const rpcVersionSchema = z
  .object({
    id: z.uuid(), version: z.int(), created_at: z.string(), created_by: z.uuid().nullable(), created_by_name: z.string().nullable(), performance_notes: z.string().nullable(),
    is_current: z.boolean(), characters: z.int(), scores: z.array(rpcScoreSchema),
  })
  .transform((one) => ({
    id: one.id, version: one.version, createdAt: one.created_at, createdBy: one.created_by, createdByName: one.created_by_name, note: one.performance_notes,
    isCurrent: one.is_current, characters: one.characters, scores: one.scores,
  }));

const rpcAssistantSchema = z
  .object({ id: z.uuid(), name: z.string(), is_active: z.boolean(), version: z.int(), current_prompt_id: z.uuid().nullable(), latest_version: z.int() })
  .transform((one) => ({ id: one.id, name: one.name, isActive: one.is_active, version: one.version, currentPromptId: one.current_prompt_id, latestVersion: one.latest_version }));

/** What list_prompt_versions answers; null where there is no such assistant. */
export const rpcPromptPageSchema = z
  .object({ assistant: rpcAssistantSchema, versions: z.array(rpcVersionSchema), next: z.int().nullable(), is_complete: z.boolean() })
  .transform(({ is_complete: isComplete, ...page }): PromptPage => ({ ...page, isComplete }))
  .nullable();
