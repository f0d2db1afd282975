import { Button, Modal } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { appQueries } from '../../bridge/app-queries.ts';
import { request } from '../../bridge/request.ts';
import { AppMark } from '../../ui/glyphs.tsx';
import classes from './about-dialog.module.css';

/** Version, runtime and log file: what one is asked for when something goes wrong. */
export const AboutDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const { data: info } = useQuery(appQueries.info);
  const lines: [string, string][] = info
    ? [
        [t('about.version'), info.version],
        [t('about.runtime'), `Electron ${info.electron} · Chromium ${info.chromium}`],
        [t('about.build'), t(`about.runtimes.${info.runtime}`)],
        [t('about.log'), info.logFile],
      ]
    : [];
  const text = lines.map(([name, value]) => `${name}: ${value}`).join('\n');
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      size={440}
      title={t('about.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.head}>
        <AppMark size={32} />
        <p className={classes.what}>{t('about.what')}</p>
      </div>
      <dl className={classes.list}>
        {lines.map(([name, value]) => (
          <div key={name} className={classes.row}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={classes.feet}>
        <Button onClick={() => void request('app.copyText', { text })}>{t('common.copyDetails')}</Button>
        <Button onClick={() => void request('app.showLog', {})}>{t('menu.showLog')}</Button>
      </div>
    </Modal>
  );
};
