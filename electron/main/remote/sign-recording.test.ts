import { describe, expect, it } from 'vitest';
import { AppError } from '../../../core/contract/errors.ts';
import { createRemoteClient } from './client.ts';
import { signRecording } from './sign-recording.ts';
import { type Answer, answeringServer, memoryStorage } from './testing/answering-server.ts';

const NAME = '5d0a0000-0000-4000-8000-00000000000a/5d0a0000-0000-4000-8000-000000000001/stereo.mp3';

/** What signing gives, or its code, where the storage answers so. */
async function signed(answer: Answer): Promise<{ result: string; asked: readonly string[]; url: string }> {
  const server = await answeringServer(() => answer);
  const client = createRemoteClient({ url: server.url, key: 'sb_publishable_test' }, memoryStorage(), { reached: () => undefined });
  const result = await signRecording(client, NAME).catch((error: unknown) => (error instanceof AppError ? error.code : String(error)));
  await client.auth.stopAutoRefresh();
  await server.stop();
  return { result, asked: server.asked, url: server.url };
}

describe('the address of a recording in the bucket', () => {
  it('is asked of the storage by its name and comes whole', async () => {
    const { result, asked, url } = await signed({ body: { signedURL: `/object/sign/recordings/${NAME}?token=t` } });
    expect(asked).toEqual([`POST /storage/v1/object/sign/recordings/${NAME}`]);
    expect(result).toBe(`${url}/storage/v1/object/sign/recordings/${NAME}?token=t`);
  });

  it.each([
    [400, 'not_found'], [404, 'not_found'], [401, 'not_signed_in'], [403, 'forbidden'], [429, 'rate_limited'], [500, 'workspace_unavailable'], [503, 'workspace_unavailable'],
  ])('that is answered with %i is refused as %s', async (status, code) => {
    expect((await signed({ status, body: { statusCode: String(status), error: 'no', message: 'no' } })).result).toBe(code);
  });

  it('that nobody answers is a matter of the network', async () => {
    expect((await signed({ instead: 'reset' })).result).toBe('offline');
  });
});
