import { Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Keycap } from '../ui/keycap.tsx';
import classes from './key-sheet.module.css';
import { KEYS } from './keys.ts';

const GROUPS = ['everywhere', 'list', 'review', 'player', 'transcript'] as const;

/** All keys on one sheet. Written by the key table. */
export const KeySheetDialog = ({ opened, onClose }: { opened: boolean; onClose: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('keys.title')}
      size={640}
      zIndex={400}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <div className={classes.groups}>
        {GROUPS.map((group) => (
          <section key={group}>
            <h3 className={classes.head}>{t(`keys.group.${group}`)}</h3>
            <dl className={classes.list}>
              {KEYS.filter((key) => key.group === group).map((key) => (
                <div key={key.command} className={classes.row}>
                  <dt>{t(`command.${key.command.replaceAll('.', '_')}` as 'command.find')}</dt>
                  <dd>
                    <Keycap>{key.cap}</Keycap>
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
};
