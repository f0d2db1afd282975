import { asText, at, firstOf, isRecord } from '../text/json-value.ts';

/**
 * Where a recording stands: there is none; it is with Vapi; Vapi no longer has it; the caller did not agree to it. In the
 * order of what they claim: a refusal is never taken back by a view that does not mention it.
 */
export const RECORDING_STATES = ['none', 'remote', 'expired', 'denied'] as const;

export type RecordingState = (typeof RECORDING_STATES)[number];

/** References to a call's recording: identifiers, playable only through Vapi's API with the key. */
export type RecordingReference = { recordingUrl: string | null; stereoRecordingUrl: string | null; state: RecordingState };

const URL_PARTS = /^(https?:\/\/)(?:[^/?#\s@]*@)?([^/?#\s]+)([^?#\s]*)/iu;

/** A URL reduced to what names the file. Query, fragment and user part may be a capability to read it, so they are never kept. */
export function unsignedUrl(url: unknown): string | null {
  const [, scheme, host, path] = URL_PARTS.exec(asText(url)?.trim() ?? '') ?? [];
  return scheme === undefined || host === undefined ? null : `${scheme.toLowerCase()}${host}${path ?? ''}`;
}

/**
 * The reference to keep from the objects of a payload that may carry one, most trusted first. Presigned URLs only prove
 * that a recording exists. `recordingConsent` without `grantedAt` means the caller refused: then nothing is kept.
 */
export function recordingReference(artifacts: readonly unknown[], compliances: readonly unknown[]): RecordingReference {
  if (compliances.some(isRefusal)) return { recordingUrl: null, stereoRecordingUrl: null, state: 'denied' };
  const field = (...path: readonly string[]) => artifacts.map((artifact) => at(artifact, ...path));
  const recordingUrl = firstOf(unsignedUrl, ...field('recording', 'mono', 'combinedUrl'), ...field('recordingUrl'));
  const stereoRecordingUrl = firstOf(unsignedUrl, ...field('recording', 'stereoUrl'), ...field('stereoRecordingUrl'));
  const presigned = firstOf(asText, ...PRESIGNED.flatMap((key) => field(key)));
  const exists = recordingUrl !== null || stereoRecordingUrl !== null || presigned !== null;
  return { recordingUrl, stereoRecordingUrl, state: exists ? 'remote' : 'none' };
}

const PRESIGNED = ['presignedMonoUrl', 'presignedStereoUrl', 'presignedAssistantUrl', 'presignedCustomerUrl'] as const;

function isRefusal(compliance: unknown): boolean {
  const consent = at(compliance, 'recordingConsent');
  return isRecord(consent) && asText(at(consent, 'grantedAt')) === null;
}
