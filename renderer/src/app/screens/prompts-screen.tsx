import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useRouter, useRouterState, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { leavePlace } from '../../bridge/place.ts';
import { PromptsView } from '../../features/prompts/prompts-view.tsx';
import { parsePromptsSearch, type PromptsSearch } from '../../features/prompts/search.ts';
import { forgetPosition } from '../../lib/call-position.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { Keycap } from '../../ui/keycap.tsx';
import classes from './screens.module.css';

/** The prompts of all assistants. What is shown lives in the address; who came from a call gets back to it, at its second. */
export const PromptsScreen = (): React.JSX.Element => {
  const { t } = useTranslation();
  const search = useSearch({ from: '/prompts', select: parsePromptsSearch, structuralSharing: true });
  const navigate = useNavigate();
  const { history } = useRouter();
  const isFromCall = useRouterState({ select: ({ location }) => location.state.fromCall === true });
  const back = (): void => history.back();
  useCommand('call.back', back, isFromCall);
  const backKey = useKeycap('call.back') ?? '';
  useEffect(() => {
    if (isFromCall) return;
    forgetPosition();
    leavePlace();
  }, [isFromCall]);
  const onSearch = useCallback((next: PromptsSearch) => void navigate({ to: '/prompts', search: next, replace: true, state: true }), [navigate]);
  return (
    <main className={classes.prompts}>
      {isFromCall && (
        <div className={classes.back}>
          <Button variant="subtle" leftSection={<IconArrowLeft size={14} stroke={1.75} aria-hidden="true" />} rightSection={<Keycap>{backKey}</Keycap>} onClick={back}>
            {t('prompts.read.backToCall')}
          </Button>
        </div>
      )}
      <PromptsView search={search} onSearch={onSearch} />
    </main>
  );
};
