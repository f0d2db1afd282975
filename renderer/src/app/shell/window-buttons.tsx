import { IconCopy, IconMinus, IconSquare, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { request } from '../../bridge/request.ts';
import classes from './window-buttons.module.css';

const icon = { size: 14, stroke: 1.5, 'aria-hidden': true } as const;

/** Minimize, maximize, close: drawn here where the system draws no frame. */
export const WindowButtons = ({ maximized }: { maximized: boolean }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <div className={classes.root}>
      <button type="button" aria-label={t('window.minimize')} onClick={() => void request('window.minimize', {})}>
        <IconMinus {...icon} />
      </button>
      <button
        type="button"
        aria-label={t(maximized ? 'window.restore' : 'window.maximize')}
        onClick={() => void request('window.toggleMaximize', {})}
      >
        {maximized ? <IconCopy {...icon} /> : <IconSquare {...icon} />}
      </button>
      <button
        type="button"
        className={classes.close}
        aria-label={t('window.close')}
        onClick={() => void request('window.close', {})}
      >
        <IconX {...icon} />
      </button>
    </div>
  );
};
