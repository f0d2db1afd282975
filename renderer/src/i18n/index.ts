import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import type { Language } from '../lib/format.ts';
import en from './en.json';
import ru from './ru.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: typeof en };
    returnNull: false;
  }
}

/** The language a setting means, with the system's locale behind `system`. */
export const resolveLanguage = (setting: 'system' | Language, systemLocale: string): Language => {
  if (setting !== 'system') return setting;
  return systemLocale.toLowerCase().startsWith('ru') ? 'ru' : 'en';
};

/** Starts the catalogues. Both are in the bundle: no request, no flash of keys. */
export const startI18n = async (language: Language): Promise<typeof i18next> => {
  await i18next.use(initReactI18next).init({
    resources: { en: { translation: en }, ru: { translation: ru } },
    lng: language,
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<typeof i18next.init>[0]);
  document.documentElement.lang = language;
  return i18next;
};

/** Changes the language of every screen and of the document. */
export const changeLanguage = (language: Language): void => {
  document.documentElement.lang = language;
  if (i18next.language !== language) void i18next.changeLanguage(language);
};

/** The language in use, for formatters. */
export const useLanguage = (): Language => (useTranslation().i18n.language === 'ru' ? 'ru' : 'en');
