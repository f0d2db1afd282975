import { Suspense, useState } from 'react';
import { useCommand } from '../lib/commands.tsx';
import { useEver } from '../lib/hooks.ts';
import { KeySheetDialog } from './shell/lazy-parts.ts';

/** Opens and closes the sheet of keys by ?. */
export const KeySheet = (): React.JSX.Element | null => {
  const [opened, setOpened] = useState(false);
  const ever = useEver(opened);
  useCommand('keys.show', () => setOpened((now) => !now));
  return ever ? (
    <Suspense fallback={null}>
      <KeySheetDialog opened={opened} onClose={() => setOpened(false)} />
    </Suspense>
  ) : null;
};
