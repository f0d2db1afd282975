import { Button, Menu } from '@mantine/core';
import { IconCheck, IconUserShare } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Moment } from '../../../../core/moments/moment.ts';
import { facetsQuery } from '../../bridge/facets.ts';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { shownText } from '../../ui/shown-text.tsx';
import type { MomentDesk } from './use-moment-desk.ts';

/** Brings a moment to colleagues' attention, one by one; a check stands by those who have it. */
export const ShareMenu = ({ moment, desk }: { moment: Moment; desk: MomentDesk }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const { data: facets } = useQuery(facetsQuery);
  const colleagues = (facets?.members ?? []).filter(({ userId }) => userId !== desk.asker.userId);
  const shared = moment.sharedWith.length;
  const why = desk.hindrance === null ? undefined : t(`moment.why.${desk.hindrance}`);
  return (
    <Menu position="bottom-end" width={232} closeOnItemClick={false}>
      <Menu.Target>
        <Button
          leftSection={<IconUserShare size={14} stroke={1.75} aria-hidden="true" />}
          disabled={desk.hindrance !== null}
          title={why}
        >
          {shared === 0 ? t('moment.share') : t('moment.sharedWith', { count: shared, n: formatNumber(shared, language) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {colleagues.length === 0 && <Menu.Label>{t('moment.noColleagues')}</Menu.Label>}
        {colleagues.map(({ userId, displayName }) => (
          <Menu.CheckboxItem
            key={userId}
            checked={moment.sharedWith.includes(userId)}
            checkIcon={<IconCheck size={16} stroke={1.6} aria-hidden="true" />}
            onChange={(isShared) => void desk.changes.share({ momentId: moment.id, userId, shared: isShared })}
          >
            <span dir="auto">{shownText(displayName ?? t('people.noName'))}</span>
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
};
