import { TextInput } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconSearch } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../i18n/index.ts';
import { useCommand, useKeycap } from '../../lib/commands.tsx';
import { formatNumber } from '../../lib/format.ts';
import { Keycap, KeyTooltip } from '../../ui/keycap.tsx';
import classes from './transcript-head.module.css';
import type { Find } from './use-find.ts';

/** Search words in this transcript, "n of m", and a step either way. */
export const FindField = ({ find }: { find: Find }): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const ref = useRef<HTMLInputElement>(null);
  const focus = (): void => {
    ref.current?.focus();
    ref.current?.select();
  };
  const next = useKeycap('find.next');
  const previous = useKeycap('find.previous');
  const slash = useKeycap('find');
  const most = `${formatNumber(find.hits.length, language)}${find.capped ? '+' : ''}`;
  useCommand('find', focus);
  useCommand('find.field', focus);
  useCommand('find.next', () => find.step(1));
  useCommand('find.previous', () => find.step(-1));
  return (
    <>
      <TextInput
        ref={ref}
        className={classes.find ?? ''}
        type="search"
        aria-label={t('transcript.find')}
        placeholder={t('transcript.find')}
        leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
        rightSection={find.query === '' && slash !== undefined ? <Keycap>{slash}</Keycap> : undefined}
        rightSectionPointerEvents="none"
        value={find.query}
        onChange={(event) => find.setQuery(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          find.step(event.shiftKey ? -1 : 1);
        }}
      />
      {find.query.trim() !== '' && (
        <span className={classes.hits} role="status">
          {find.hits.length === 0 ? t('transcript.noHits') : t('transcript.hit', { n: formatNumber(find.position + 1, language), m: most })}
        </span>
      )}
      {find.hits.length > 0 && (
        <span className={classes.steps}>
          <KeyTooltip label={t('command.find_previous')} keycap={previous}>
            <button type="button" aria-label={t('command.find_previous')} onClick={() => find.step(-1)}>
              <IconChevronUp size={14} stroke={1.75} aria-hidden="true" />
            </button>
          </KeyTooltip>
          <KeyTooltip label={t('command.find_next')} keycap={next}>
            <button type="button" aria-label={t('command.find_next')} onClick={() => find.step(1)}>
              <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
            </button>
          </KeyTooltip>
        </span>
      )}
    </>
  );
};
