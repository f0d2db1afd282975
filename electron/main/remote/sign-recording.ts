import { AppError } from '../../../core/contract/errors.ts';
import type { RemoteClient } from './client.ts';
import { remoteError } from './errors.ts';

/** How long the address can be used, in seconds: the download begins at once. */
const GOOD_FOR = 60;

/**
 * Has the storage sign a recording's address for the person. What the policies hide from him and what is not there are
 * told alike; Supabase answers both with 400 or 404.
 */
export async function signRecording(client: Pick<RemoteClient, 'storage'>, name: string): Promise<string> {
  const { data, error } = await client.storage.from('recordings').createSignedUrl(name, GOOD_FOR);
  if (!error) return data.signedUrl;
  const status = 'status' in error && typeof error.status === 'number' ? error.status : 0;
  throw status === 400 || status === 404 ? new AppError('not_found', error.message) : remoteError(status, error);
}
