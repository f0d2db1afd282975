import { SegmentedControl } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../bridge/use-settings.ts';
import { useLanguage } from '../../i18n/index.ts';

/** English or Russian, each in its own word, for screens before a sign-in. */
export const LanguageSwitch = (): React.JSX.Element => {
  const { t } = useTranslation();
  const language = useLanguage();
  const [, update] = useSettings();
  return (
    <SegmentedControl
      aria-label={t('settings.language')}
      value={language}
      onChange={(value) => update({ language: value === 'ru' ? 'ru' : 'en' })}
      data={[
        { value: 'en', label: t('settings.languages.en') },
        { value: 'ru', label: t('settings.languages.ru') },
      ]}
    />
  );
};
