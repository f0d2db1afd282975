import { useRouter } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { deepLink } from '../../../../core/links/deep-link.ts';
import { request } from '../../bridge/request.ts';

/** How long the screen says that a link was copied. */
const SAID_MS = 2000;

/** Copies the link to what the address names; `copied` is true for a moment after that. */
export const useCopyLink = (): { copied: boolean; copy: () => void } => {
  const router = useRouter();
  const [times, setTimes] = useState(0);
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (times === 0) return;
    setCopied(true);
    const timer = setTimeout(() => setCopied(false), SAID_MS);
    return () => clearTimeout(timer);
  }, [times]);
  const copy = (): void =>
    void request('app.copyText', { text: deepLink(router.state.location.href) }).then(
      () => setTimes((before) => before + 1),
      () => undefined,
    );
  return { copied, copy };
};
