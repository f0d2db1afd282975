import { IconArrowUp } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { formatNumber } from '../../lib/format.ts';
import { ChipButton } from '../../ui/chip-button.tsx';
import type { Newer } from './count-newer.ts';

/** Beside the count: there are calls above the first row. The list shows them when asked, and not before. */
export const NewCallsChip = ({ newer, onShow }: { newer: Newer; onShow: () => void }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const n = `${formatNumber(newer.count, language)}${newer.capped ? '+' : ''}`;
  return (
    <span role="status">
      {newer.count > 0 && (
        <ChipButton data-testid="new-calls" onClick={onShow}>
          <IconArrowUp size={14} stroke={1.75} aria-hidden="true" />
          {t('calls.new', { count: newer.count, n })}
        </ChipButton>
      )}
    </span>
  );
};
