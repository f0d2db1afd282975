import type { DemoPerson } from './standalone.ts';

/** What a person can do in a workspace without the app: with a sign-in of their own, over HTTP. */
export interface PastTheApp {
  countCalls(): Promise<number>;
  /** Ends every session of this person, the app's too. */
  signOutEverywhere(): Promise<void>;
}

/** Signs a person in beside the app. */
export async function pastTheApp({ url, key }: { url: string; key: string }, { email, password }: DemoPerson): Promise<PastTheApp> {
  let token = key;
  const post = async (path: string, body: unknown = {}): Promise<unknown> => {
    const headers = { apikey: key, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return response.status === 204 ? null : response.json();
  };
  ({ access_token: token } = (await post('/auth/v1/token?grant_type=password', { email, password })) as { access_token: string });
  return {
    countCalls: async () => {
      const { memberships } = (await post('/rest/v1/rpc/whoami')) as { memberships: Array<{ organization_id: string }> };
      const asked = { p_organization_id: memberships[0]?.organization_id, p_filters: {}, p_cap: 1000 };
      return ((await post('/rest/v1/rpc/count_calls', asked)) as { count: number }).count;
    },
    signOutEverywhere: async () => void (await post('/auth/v1/logout?scope=global')),
  };
}
