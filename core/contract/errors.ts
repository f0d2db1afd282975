import { z } from 'zod';

/** Everything that can go wrong between renderer and main. Code decides on these, never on a message's words. */
export const APP_ERROR_CODES = [
  'bad_request',
  'unknown_route',
  'untrusted_sender',
  'not_signed_in',
  'no_organization',
  'invalid_credentials',
  'rate_limited',
  'offline',
  'workspace_unavailable',
  'forbidden',
  'not_found',
  'conflict',
  'too_large',
  'cancelled',
  'store_unavailable',
  'internal',
] as const;

export type AppErrorCode = (typeof APP_ERROR_CODES)[number];

export const appErrorSchema = z.object({
  code: z.enum(APP_ERROR_CODES),
  /** For the log and for "Copy details"; a screen words its own sentence from the code. */
  message: z.string(),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

export type AppErrorShape = z.infer<typeof appErrorSchema>;

/** Electron keeps only the message of an error thrown through ipcMain.handle, so results travel in an envelope. */
export type Envelope<T> = { ok: true; value: T } | { ok: false; error: AppErrorShape };

/**
 * The envelope as it crosses the bridge. The bridge copies objects property by property, which costs milliseconds for a
 * page of rows; a text is copied at once. Answers that hold bytes travel as they are.
 */
export type PackedEnvelope = Envelope<unknown> | { ok: true; json: string };

/** Packs an answer for the bridge. */
export function packEnvelope(envelope: Envelope<unknown>): PackedEnvelope {
  if (!envelope.ok || holdsBytes(envelope.value)) return envelope;
  return { ok: true, json: JSON.stringify(envelope.value) };
}

/** The envelope that was packed. */
export function unpackEnvelope(packed: PackedEnvelope): Envelope<unknown> {
  return packed.ok && 'json' in packed ? { ok: true, value: JSON.parse(packed.json) as unknown } : packed;
}

function holdsBytes(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((part) => ArrayBuffer.isView(part));
}

/** An error with a code that crosses the bridge whole. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: AppErrorCode;
  readonly details: AppErrorShape['details'];

  constructor(code: AppErrorCode, message: string, details?: AppErrorShape['details']) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The plain form that the envelope carries. */
  toShape(): AppErrorShape {
    const shape: AppErrorShape = { code: this.code, message: this.message };
    if (this.details) shape.details = this.details;
    return shape;
  }
}
