import { z } from 'zod';
import { MOMENT_KINDS, momentSchema } from './moment.ts';

const text = z.string().nullish().transform((value) => value ?? null);
const id = z.uuid().nullish().transform((value) => value ?? null);
const whole = z.int().nullish().transform((value) => value ?? null);

/** A moment as the workspace's functions answer it, in a call, in a list and in a conflict. */
export const rpcMomentSchema = z
  .object({
    id: z.uuid(),
    call_id: z.uuid(),
    version: z.int(),
    start_ms: z.int(),
    end_ms: whole,
    label: z.string(),
    kind: z.enum(MOMENT_KINDS).catch('other'),
    note: text,
    source: z.enum(['human', 'ai']),
    author: id,
    author_name: text,
    updated_by: id,
    updated_by_name: text,
    created_at: z.string(),
    updated_at: z.string(),
    deleted: z.boolean(),
    comments: z.array(
      z.object({ id: z.uuid(), body: z.string(), at_ms: whole, author: id, author_name: text, version: z.int(), created_at: z.string() }),
    ),
    shared_with: z.array(z.uuid()),
  })
  .transform((one) => ({
    id: one.id,
    callId: one.call_id,
    version: one.version,
    startMs: one.start_ms,
    endMs: one.end_ms,
    label: one.label,
    kind: one.kind,
    note: one.note,
    source: one.source,
    authorId: one.author,
    authorName: one.author_name,
    updatedById: one.updated_by,
    updatedByName: one.updated_by_name,
    createdAt: one.created_at,
    updatedAt: one.updated_at,
    deleted: one.deleted,
    comments: one.comments.map(({ id: commentId, body, at_ms, author, author_name, version, created_at }) =>
      ({ id: commentId, body, atMs: at_ms, authorId: author, authorName: author_name, version, createdAt: created_at })),
    sharedWith: one.shared_with,
  }))
  .pipe(momentSchema);
