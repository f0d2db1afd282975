import { Button } from '@mantine/core';
import { IconFlag, IconFlagFilled } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { use } from 'react';
import { useTranslation } from 'react-i18next';
import { request } from '../../../bridge/request.ts';
import { useCommand, useKeycap } from '../../../lib/commands.tsx';
import { UndoContext } from '../../../lib/undo.tsx';
import { Keycap } from '../../../ui/keycap.tsx';

/** Flags a call for calibration by F, or takes the flag back. Whether it is flagged is not known without a network: then it is flagged. */
export const FlagButton = ({ callId }: { callId: string }): React.JSX.Element => {
  const { t } = useTranslation();
  const client = useQueryClient();
  const undo = use(UndoContext);
  const key = useKeycap('review.flag');
  const queryKey = ['queues', 'flagged', callId];
  const { data: isFlagged = false } = useQuery({ queryKey, queryFn: async () => (await request('queues.listFlagged', { callIds: [callId] })).callIds.includes(callId), retry: false });
  const flag = async (flagged: boolean): Promise<void> => {
    await client.cancelQueries({ queryKey });
    client.setQueryData(queryKey, flagged);
    try {
      await request('queues.flag', { callId, opId: crypto.randomUUID(), flagged });
    } catch {
      client.setQueryData(queryKey, !flagged);
    }
  };
  const toggle = (): void => {
    void flag(!isFlagged);
    undo.offer({ words: t(isFlagged ? 'review.unflaggedNow' : 'review.flaggedNow'), undo: () => void flag(isFlagged) });
  };
  useCommand('review.flag', toggle);
  const Glyph = isFlagged ? IconFlagFilled : IconFlag;
  return (
    <Button variant="subtle" aria-pressed={isFlagged} leftSection={<Glyph size={14} stroke={1.75} aria-hidden="true" />} rightSection={key !== undefined && <Keycap>{key}</Keycap>} onClick={toggle}>
      {t(isFlagged ? 'review.flagged' : 'review.flag')}
    </Button>
  );
};
