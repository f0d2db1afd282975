import type { Session } from '../../../core/contract/routes/session.ts';

/** Who reads what: another workspace, person or organization is another reader, and so is one whose session has ended. */
const readerOf = ({ status, workspace, user, organizationId }: Session): string => JSON.stringify([status, workspace, user?.id, organizationId]);

/** Tells when the reader is no longer the one of the session before; the first session is no change. */
export function watchReader(changed: () => void): (session: Session) => void {
  let last: string | null = null;
  return (session) => {
    const reader = readerOf(session);
    const isAnother = last !== null && reader !== last;
    last = reader;
    if (isAnother) changed();
  };
}
