import type { LoginTexts } from '../en/login.ts';

export const texts: LoginTexts = {
  title: '登入資金管理系統',
  logIn: '登入',
  logInAgain: '重新登入',
  somebodyElse: '以其他身分登入',
  leaving: '正在前往登入頁面……',
  loggedOut: '您已登出。',
  loggedOutElsewhere: '如有其他人共用此裝置，請關閉瀏覽器。',
  problems: {
    offline: '此裝置沒有網絡連線。請檢查網絡，然後重新登入。',
    'provider-away': '貴公司的登入服務沒有回應。請稍候再登入；如情況持續，請聯絡資訊科技部門。',
    cancelled: '登入已取消，沒有任何人登入。',
    over: '這次登入已逾時，或先前已完成。請重新登入。',
    foreign: '收到的回應不屬於在此開始的登入，已被拒絕，沒有任何人登入。請重新登入。',
    clock: '此裝置的時鐘誤差超過五分鐘。請校正日期和時間，然後重新登入。',
    unexpected: '此頁面未能完成登入。請重新登入；如情況持續，請通知設定本系統的人員。',
  },
  refused: (words) => `貴公司的登入服務拒絕了這次登入：${words}。請向資訊科技部門查詢您是否可以使用本系統。`,
  noPerson: (claim) => `您的登入資料沒有說明您的身分：欠缺「${claim}」。請通知設定本系統的人員。`,
  misconfigured: (detail) => `登入服務與本系統的設定不符。請將以下內容通知設定本系統的人員：${detail}。`,
  noRole: (person) =>
    `您以 ${person} 的身分登入，但您的群組沒有任何角色，因此不能在此執行任何操作。請申請角色，然後重新登入。`,
  groups: (groups) => `您的群組：${groups}`,
  noGroups: '您的登入資料沒有列出任何群組。',
};
