import type { HeldTexts } from '../../code-words.ts';

const soon = '毋須處理，很快會再試。如持續，請通知工程師。';

export const held: HeldTexts = {
  paused: { means: '發送已停止。', todo: '請看停止的範圍和原因。恢復後會自動繼續。' },
  'cooling-off': { means: '收款目的地剛確認不久。', todo: '毋須處理，冷靜期過後會付出。' },
  'approvals-missing': { means: '按現行規則，需要更多人或其他人批准。', todo: '由更多人批准。' },
  'destination-unsigned': { means: '尚無人以裝置簽署確認收款目的地。', todo: '由提出者以外的人再確認一次。' },
  'signatures-refused': {
    means: '部分批准的簽署無效：裝置已被撤銷，或內容曾被更改。',
    todo: '請通知值班人員，然後各人以有效裝置重新批准。',
  },
  'policy-changed': { means: '發送期間規則有變。', todo: '毋須處理，很快會再檢查。' },
  funding: {
    means: '不足之數正先由所指定的帳戶調撥。',
    todo: '請查看該筆調撥。如尚未有，該帳戶可能不足，或正被另一筆調撥使用。',
  },
  'insufficient-balance': { means: '付出帳戶的結餘連手續費不足。', todo: '請為帳戶補充款項，或撤回付款。' },
  'limit-changed': {
    means: '發送期間，所預留的限額已不存在。款項並未付出。',
    todo: '毋須處理，很快會再核對限額。',
  },
  'reservations-full': {
    means: '此幣種或此收款目的地有太多付款在途或存疑。',
    todo: '請先判斷存疑的款項。',
  },
  'whitelist-pending': { means: '交易所要求新地址等候 30 分鐘。', todo: '毋須處理。' },
  'rate-limited': { means: '交易所要求我們放慢。', todo: '毋須處理，會再試。' },
  'ip-banned': { means: '交易所暫時封鎖了我們的網絡地址。', todo: '請等候，並通知資金系統工程師。' },
  'clock-skew': { means: '交易所認為我們的時間不準。', todo: soon },
  'two-factor': { means: '交易所不接受雙重認證碼。', todo: soon },
  'key-refused': { means: '交易所拒絕了密鑰。', todo: '由工程師檢查密鑰。' },
  'key-unavailable': { means: '未能讀取密鑰，或密鑰內容有誤。', todo: '由工程師檢查密鑰。' },
  'fix-config': { means: '交易所拒絕了須由人修正的設定。', todo: '請把經過記錄中的代碼交給工程師。' },
  'exchange-suspended': { means: '交易所已暫停此功能。', todo: '毋須處理，或向 HashKey 查詢何時恢復。' },
  'exchange-maintenance': { means: '交易所正在維護。', todo: '毋須處理，維護後會付出。' },
  'exchange-unreachable': { means: '未能連接交易所。款項並未付出。', todo: '毋須處理，會再試。' },
};
