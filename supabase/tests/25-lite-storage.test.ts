import type { App } from '@supabase/lite';
import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { literal } from './harness.ts';
import { filesInMemory } from './lite-files.ts';
import { boot, type Connection, keys, origin } from './lite.ts';
import { orgs } from './world.ts';

const call = 'c0000000-0000-4000-8000-000000000001';
const sound = new Uint8Array(1000).map((_, at) => at % 251);

/** What the recordings bucket does over HTTP, and in what Lite's storage differs from Supabase's. An upgrade that closes a gap shows here. */
describe('the recordings bucket over HTTP', () => {
  let app: App;
  let connection: Connection;
  const tokens: Record<string, string> = {};
  const name = `${orgs.a}/${call}/stereo.mp3`;

  const clientOf = (who?: string): SupabaseClient =>
    createClient(origin, keys.publishable, {
      // Node 20 has no WebSocket, and the client does not start without something in its place.
      realtime: { transport: Object as never },
      auth: { persistSession: false, autoRefreshToken: false },
      global: { fetch: (url, init) => app.fetch(new Request(url, init)), ...(who ? { headers: { authorization: `Bearer ${tokens[who] ?? ''}` } } : {}) },
    });
  const bucket = (who?: string) => clientOf(who).storage.from('recordings');
  const get = (path: string, who?: string, headers: Record<string, string> = {}) =>
    app.fetch(new Request(`${origin}/storage/v1${path}`, { headers: { apikey: keys.publishable, ...(who ? { authorization: `Bearer ${tokens[who] ?? ''}` } : {}), ...headers } }));

  beforeAll(async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    ({ app, connection } = await boot(filesInMemory()));
    // As Supabase grants them; what may be done is left to the policies.
    await connection.driver.exec('grant usage on schema storage to anon, authenticated, service_role; grant all on all tables in schema storage to anon, authenticated, service_role');
    await connection.exec(`insert into public.organizations (id, name) values (${literal(orgs.a)}, 'A'), (${literal(orgs.b)}, 'B')`);
    for (const [person, organization, role] of [['ed', orgs.a, 'editor'], ['vic', orgs.a, 'viewer'], ['bob', orgs.b, 'admin']] as const) {
      const { data } = await clientOf().auth.signUp({ email: `${person}@example.com`, password: 'correct horse battery' });
      tokens[person] = data.session?.access_token ?? '';
      await connection.exec(`insert into public.organization_members (organization_id, user_id, role) values (${literal(organization)}, ${literal(data.user?.id)}, ${literal(role)})`);
    }
    await connection.exec(`insert into public.calls (id, vapi_call_id, organization_id, call_type, status) values (${literal(call)}, ${literal(call)}, ${literal(orgs.a)}, 'inbound', 'ended')`);
  });
  afterAll(async () => {
    vi.restoreAllMocks();
    await connection?.close();
  });

  const heard = async (who: string): Promise<Uint8Array> => new Uint8Array((await (await bucket(who).download(name)).data?.arrayBuffer()) ?? new ArrayBuffer());

  it('takes a recording from an editor and from nobody below or beside him', async () => {
    const upload = (who?: string) => bucket(who).upload(name, sound, { contentType: 'audio/mpeg' });
    for (const who of [undefined, 'vic', 'bob']) expect((await upload(who)).error).not.toBeNull();
    expect((await upload('ed')).error).toBeNull();
  });

  it('gives it whole to who may read the call, and neither shows nor gives it to anybody else', async () => {
    expect(await heard('vic')).toEqual(sound);
    for (const who of [undefined, 'bob']) {
      expect((await bucket(who).download(name)).data).toBeNull();
      expect((await bucket(who).createSignedUrl(name, 60)).data?.signedUrl ?? null).toBeNull();
      expect((await bucket(who).list(`${orgs.a}/${call}`)).data ?? []).toEqual([]);
    }
  });

  it('is not replaced, moved, copied away or deleted', async () => {
    const elsewhere = `${orgs.b}/${call}/stereo.mp3`;
    for (const who of ['ed', 'vic', 'bob']) {
      expect((await bucket(who).update(name, sound.slice(1), { contentType: 'audio/mpeg' })).error).not.toBeNull();
      expect((await bucket(who).move(name, elsewhere)).error).not.toBeNull();
      expect((await bucket(who).copy(name, elsewhere)).error).not.toBeNull();
      await bucket(who).remove([name]);
    }
    expect((await bucket('vic').list(`${orgs.a}/${call}`)).data).toHaveLength(1);
    expect(await heard('vic')).toEqual(sound);
  });

  /** What Supabase's storage does, and what Lite does today: recordings of the embedded workspace are therefore served by the app. */
  describe('gaps of Lite', () => {
    it('a Range is answered with the whole file (Supabase: 206 and the part)', async () => {
      const answer = await get(`/object/recordings/${name}`, 'vic', { range: 'bytes=10-19' });
      expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([200, 1000]);
    });

    it('a signed address comes under a name that the client does not know (Supabase: signedURL)', async () => {
      const answer = await app.fetch(new Request(`${origin}/storage/v1/object/sign/recordings/${name}`, { method: 'POST', body: '{"expiresIn":60}', headers: { apikey: keys.publishable, authorization: `Bearer ${tokens['vic'] ?? ''}`, 'content-type': 'application/json' } }));
      expect(Object.keys((await answer.json()) as object)).toEqual(['signedUrl']);
      expect((await bucket('vic').createSignedUrl(name, 60)).data?.signedUrl).toMatch(/undefined$/);
    });

    it('a file is listed by its whole name (Supabase: by its name in the folder)', async () => {
      expect((await bucket('vic').list(`${orgs.a}/${call}`)).data?.map((file) => file.name)).toEqual([name]);
    });

    it('the address for members is not there (Supabase: 200)', async () => {
      expect((await get(`/object/authenticated/recordings/${name}`, 'vic')).status).toBe(400);
    });
  });
});
