import { ActionIcon } from '@mantine/core';
import { IconCheck, IconLink } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { KeyTooltip } from '../../ui/keycap.tsx';
import { useCopyLink } from './use-copy-link.ts';

/** Copies a link that opens this list, filters and all, for a colleague. */
export const CopyLink = (): React.JSX.Element => {
  const { t } = useTranslation();
  const { copied, copy } = useCopyLink();
  const Icon = copied ? IconCheck : IconLink;
  const label = t(copied ? 'link.copied' : 'link.copy');
  return (
    <KeyTooltip label={label}>
      <ActionIcon aria-label={label} aria-live="polite" onClick={copy}>
        <Icon size={16} stroke={1.6} aria-hidden="true" />
      </ActionIcon>
    </KeyTooltip>
  );
};
