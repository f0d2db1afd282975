import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { request, toAppError } from '../../bridge/request.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { callQueries } from './queries.ts';
import classes from './raw-dialog.module.css';

const LINE = 20;
const LONGEST = 2000;

/** Lines of a text, those too long for one row cut into several. */
export const toLines = (text: string): readonly string[] =>
  text.split('\n').flatMap((line) => {
    if (line.length <= LONGEST) return [line];
    return Array.from({ length: Math.ceil(line.length / LONGEST) }, (_, part) =>
      line.slice(part * LONGEST, (part + 1) * LONGEST),
    );
  });

const RawText = ({ json }: { json: string }): React.JSX.Element => {
  const [scroller, setScroller] = useState<HTMLDivElement | null>(null);
  const lines = useMemo(() => toLines(json), [json]);
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller,
    estimateSize: () => LINE,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 8,
    initialRect: { width: 800, height: 480 },
  });
  return (
    <div ref={setScroller} className={classes.scroller} tabIndex={0} role="region" aria-label="JSON">
      <div className={classes.body} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((item) => (
          <pre key={item.key} className={classes.line} style={{ transform: `translateY(${item.start}px)` }}>
            {shownText(lines[item.index] ?? '')}
          </pre>
        ))}
      </div>
    </div>
  );
};

/** The payload as it was imported, secrets stripped; of any size, because only what is seen is drawn. */
export const RawDialog = ({ callId, opened, onClose }: { callId: string; opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data, error, isPending } = useQuery({ ...callQueries.raw(callId), enabled: opened });
  return (
    <Modal opened={opened} onClose={onClose} size={820} title={t('raw.title')} closeButtonProps={{ 'aria-label': t('common.close') }}>
      {data && <RawText json={data.json} />}
      {error && <p className={classes.words}>{t(`error.${toAppError(error).code}`)}</p>}
      {opened && isPending && !error && <p className={classes.words}>{t('raw.reading')}</p>}
      <div className={classes.feet}>
        <Button disabled={!data} onClick={() => data && void request('app.copyText', { text: data.json })}>
          {t('raw.copy')}
        </Button>
      </div>
    </Modal>
  );
};
