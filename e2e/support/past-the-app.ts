import type { DemoPerson } from './standalone.ts';

/** What a person can do in a workspace without the app: with a sign-in of their own, over HTTP. */
export interface PastTheApp {
  /** The first organization that the person belongs to. */
  readonly organizationId: string;
  /** Asks one of the workspace's functions; throws where it refuses. */
  rpc<T>(name: string, args: unknown): Promise<T>;
  countCalls(): Promise<number>;
  /** Every moment of a call, by the workspace's own words. */
  momentsOf<T>(callId: string): Promise<T[]>;
  /** Ends every session of this person, the app's too. */
  signOutEverywhere(): Promise<void>;
}

/** Signs a person in beside the app. */
export async function pastTheApp({ url, key }: { url: string; key: string }, { email, password }: Pick<DemoPerson, 'email' | 'password'>): Promise<PastTheApp> {
  let token = key;
  const post = async (path: string, body: unknown = {}): Promise<unknown> => {
    const headers = { apikey: key, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  const rpc = async <T>(name: string, args: unknown): Promise<T> => (await post(`/rest/v1/rpc/${name}`, args)) as T;
  ({ access_token: token } = (await post('/auth/v1/token?grant_type=password', { email, password })) as { access_token: string });
  const { memberships } = await rpc<{ memberships: Array<{ organization_id: string }> }>('whoami', {});
  const organizationId = memberships[0]?.organization_id ?? '';
  const ofOrganization = { p_organization_id: organizationId };
  return {
    organizationId,
    rpc,
    countCalls: async () => (await rpc<{ count: number }>('count_calls', { ...ofOrganization, p_filters: {}, p_cap: 1000 })).count,
    momentsOf: async <T>(callId: string) => (await rpc<{ moments: T[] }>('get_call', { ...ofOrganization, p_call_id: callId })).moments,
    signOutEverywhere: async () => void (await post('/auth/v1/logout?scope=global')),
  };
}
