import { Button, Menu } from '@mantine/core';
import { IconBookmark, IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SavedView } from '../../../../core/queues/queue.ts';
import { viewsQuery } from '../../bridge/queues.ts';
import { useAsker } from '../../bridge/use-asker.ts';
import { shownText } from '../../ui/shown-text.tsx';
import { parseCallsSearch, type CallsSearch } from './search.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { ViewsDialog } from './views-dialog.tsx';

interface Props {
  search: CallsSearch;
  onChange: (search: CallsSearch) => void;
}

const isSame = (view: SavedView, search: CallsSearch): boolean => {
  const sorted = (value: CallsSearch): string => JSON.stringify(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  return sorted(parseCallsSearch(view.filters)) === sorted(search);
};

/** The saved views of the list: one's own and shared ones, to be opened, saved and kept in order. */
export const ViewsMenu = ({ search, onChange }: Props): React.JSX.Element => {
  const { t } = useTranslation();
  const asker = useAsker();
  const { data, error } = useQuery(viewsQuery);
  const [open, setOpen] = useState<'save' | 'manage' | null>(null);
  const views = data?.views ?? [];
  const current = views.find((view) => isSame(view, search));
  const groups = [
    { label: t('views.own'), views: views.filter(({ createdBy }) => createdBy === asker.userId) },
    { label: t('views.shared'), views: views.filter(({ createdBy }) => createdBy !== asker.userId) },
  ];
  return (
    <>
      <Menu position="bottom-start" width={264}>
        <Menu.Target>
          <Button variant="subtle" leftSection={<IconBookmark size={14} stroke={1.75} aria-hidden="true" />} rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden="true" />}>
            {current ? shownText(current.name) : t('views.title')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {groups.map(
            ({ label, views: list }) =>
              list.length > 0 && (
                <div key={label} role="group" aria-label={label}>
                  <Menu.Label>{label}</Menu.Label>
                  {list.map((view) => (
                    <Menu.Item key={view.id} aria-current={view === current || undefined} onClick={() => onChange(parseCallsSearch(view.filters))}>
                      {shownText(view.name)}
                    </Menu.Item>
                  ))}
                </div>
              ),
          )}
          {views.length === 0 && <Menu.Label>{t(error ? 'views.failed' : 'views.none')}</Menu.Label>}
          <Menu.Divider />
          <Menu.Item onClick={() => setOpen('save')}>{t('views.save')}</Menu.Item>
          {views.length > 0 && <Menu.Item onClick={() => setOpen('manage')}>{t('views.manage')}</Menu.Item>}
        </Menu.Dropdown>
      </Menu>
      <SaveViewDialog search={search} opened={open === 'save'} onClose={() => setOpen(null)} />
      <ViewsDialog views={views} search={search} opened={open === 'manage'} onClose={() => setOpen(null)} />
    </>
  );
};
