import { describe, expect, it, vi } from 'vitest';
import type { Session } from '../../../core/contract/routes/session.ts';
import { watchReader } from './reader.ts';

const ORG = '5d0a0000-0000-4000-8000-00000000000a';
const dana: Session = {
  status: 'signed-in',
  workspace: { kind: 'embedded' },
  user: { id: '5d0a0000-0000-4000-8000-0000000000f1', email: 'dana@example.com', displayName: 'Dana' },
  memberships: [],
  organizationId: ORG,
  keeping: 'sealed',
  callsOnDevice: 0,
};

describe('another reader', () => {
  it.each<[string, Partial<Session>]>([
    ['nobody: signed out', { status: 'signed-out', user: null, organizationId: null }],
    ['somebody else', { user: { id: '5d0a0000-0000-4000-8000-0000000000f2', email: 'vera@example.com', displayName: 'Vera' } }],
    ['the same person in another organization', { organizationId: '5d0a0000-0000-4000-8000-00000000000b' }],
    ['the same person in none', { organizationId: null }],
    ['the same person in another workspace', { workspace: { kind: 'project', host: 'a.example.com' } }],
    ['the same person after the session ended', { status: 'ended' }],
    ['nobody: the workspace was left', { status: 'no-workspace', workspace: null, user: null, organizationId: null }],
  ])('is %s', (_name, change) => {
    const changed = vi.fn();
    const see = watchReader(changed);
    see(dana);
    expect(changed).not.toHaveBeenCalled();
    see({ ...dana, ...change });
    expect(changed).toHaveBeenCalledOnce();
  });

  it.each<[string, Partial<Session>]>([
    ['who keeps more calls', { callsOnDevice: 12 }],
    ['whose role changed', { memberships: [{ organizationId: ORG, organizationName: 'One', role: 'viewer', displayName: null }] }],
  ])('is not the same person %s', (_name, change) => {
    const changed = vi.fn();
    const see = watchReader(changed);
    see(dana);
    see({ ...dana, ...change });
    expect(changed).not.toHaveBeenCalled();
  });
});
