import type { DemoPerson } from '../support/standalone.ts';

/** What the workspace itself says, past the app. */
export interface Asked {
  /** Every moment of a call, by the workspace's own words. */
  momentsOf<T>(callId: string): Promise<T[]>;
  rpc<T>(name: string, args: unknown): Promise<T>;
  readonly organizationId: string;
}

/** Signs a person in beside the app. */
export async function askWorkspace({ url, key }: { url: string; key: string }, { email, password }: DemoPerson): Promise<Asked> {
  let token = key;
  const post = async <T>(path: string, body: unknown): Promise<T> => {
    const headers = { apikey: key, authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const response = await fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  ({ access_token: token } = await post<{ access_token: string }>('/auth/v1/token?grant_type=password', { email, password }));
  const { memberships } = await post<{ memberships: { organization_id: string }[] }>('/rest/v1/rpc/whoami', {});
  const organizationId = memberships[0]?.organization_id ?? '';
  const rpc = <T>(name: string, args: unknown) => post<T>(`/rest/v1/rpc/${name}`, args);
  return {
    organizationId,
    rpc,
    momentsOf: async <T>(callId: string) => (await rpc<{ moments: T[] }>('get_call', { p_organization_id: organizationId, p_call_id: callId })).moments,
  };
}
