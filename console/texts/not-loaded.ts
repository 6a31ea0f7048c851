import type { Language } from './languages.ts';

/** Said where nothing else could be loaded. */
export const notLoaded: Readonly<Record<Language, string>> = {
  en: 'The console could not be loaded. Check your connection and load the page again.',
  'zh-Hant': '未能載入控制台。請檢查網絡連線，然後重新載入此頁。',
  'zh-Hans': '无法加载控制台。请检查网络连接，然后重新加载此页面。',
};
