import type { ErrorTexts } from '../../code-words.ts';

const tellEngineer = '請通知資金系統工程師。';
const again = '請稍後再試。';
const holds = '請再查看，系統會自動繼續。';
const internal = '再試之前請先查看結果，並通知資金系統工程師。';

export const errors: ErrorTexts = {
  'invalid-input': { means: '所填內容有不能接受之處。', todo: '請更正所指出的項目後再送出。' },
  'token-not-accepted': {
    means: '現行規則不接受您的登入，或您的電郵地址未經驗證。',
    todo: '請驗證電郵地址。登入方式剛更改後的一段時間內，只可停止付款。',
  },
  forbidden: { means: '您所屬的組別不可執行此操作。', todo: '請交由有此職責的人處理。' },
  'own-instruction': { means: '這是您提出的申請。', todo: '由其他人決定。' },
  'own-destination': { means: '收款目的地由您提出，或只由您一人確認。', todo: '由其他人批准。' },
  'identity-changed': {
    means: '識別人員的方式已改變，無法確定您與當時處理的人是否同一人。',
    todo: '請用新編號重新申請，或重新確認收款目的地。',
  },
  'own-entry': { means: '此收款目的地由您提出。', todo: '由另一人確認。' },
  'not-your-instruction': { means: '這是其他人提出的申請。', todo: '只有申請人可撤回；審批人可拒絕。' },
  'not-found': { means: '沒有此項目。', todo: '請核對編號。' },
  'method-not-allowed': { means: '此處不可執行此操作。', todo: '請重新載入頁面。' },
  'instruction-conflict': {
    means: '此編號已用於另一筆付款。',
    todo: '請使用新編號。請先確定並未以此編號付款。',
  },
  'version-conflict': { means: '其他人同時作出了更改。', todo: '請再查看，然後再試。' },
  'digest-mismatch': {
    means: '您所看的內容與系統的記錄不同。',
    todo: '請重新閱讀，按所見內容決定。如再次出現，表示有人向您顯示了別的內容：請停止一切付款。',
  },
  'already-approved': { means: '您已經批准。', todo: '尚欠其他人批准。' },
  'not-awaiting-approval': { means: '已不需要批准。', todo: '請看狀態。' },
  'not-cancelable': { means: '付款已在途中，或已終結。', todo: '請看狀態。' },
  'not-in-doubt': { means: '款項去向已知，或仍在查找。', todo: '請看狀態。' },
  'too-many-proposals': {
    means: '判斷已更改 20 次。',
    todo: '由尚未表態的人判斷，或同意最後一個判斷。',
  },
  'too-many-pauses': { means: '已停止的範圍太多，不能再加。', todo: '請停止一切付款。' },
  'month-not-closable': {
    means: '該月有日子欠缺或未最終確定，或有款項變動未附說明。',
    todo: '請查看該月尚待處理的事項。',
  },
  'month-closed': { means: '該月已由兩人簽署，不會再更改。', todo: '毋須處理。' },
  'row-matched': { means: '這筆款項變動已有對應的指示。', todo: '請查看該指示。' },
  'too-many-notes': { means: '該日不能再加說明。', todo: '請勿再加。' },
  'whitelist-conflict': { means: '此名稱已用於另一收款目的地。', todo: '請使用新名稱。' },
  'whitelist-state': { means: '收款目的地目前的狀態不可執行這一步。', todo: '請查看其狀態和下一步。' },
  'whitelist-full': { means: '已沒有空間。', todo: tellEngineer },
  'too-many-entries': { means: '您在一天內已提出 50 個收款目的地。', todo: '其餘請明天提出。' },
  'account-known': { means: '此帳戶已有名稱，或是我們自己的存款地址。', todo: '請使用現有的收款目的地。' },
  'look-alike': {
    means: '此地址與另一已知地址相似。',
    todo: '請完整閱讀兩者，指出不同的一組，或不要付款至此。',
  },
  'proof-refused': { means: '交易所不接受此證明。', todo: '請用另一方式證明。' },
  'deposit-address-changed': {
    means: '交易所給出的地址與已告知付款人的不同。',
    todo: '兩人查看之前，任何人都不要付款至此。',
  },
  'deposit-address-not-offered': { means: '這並非交易所目前給出的地址。', todo: '請與 HashKey 自己的頁面核對。' },
  'deposits-not-possible': { means: '交易所目前不接受此幣種存入。', todo: '請向 HashKey 查詢。' },
  'internal-error': { means: '系統發生錯誤。', todo: internal },
  'assertion-failed': { means: '系統遇到其規則所排除的狀況。', todo: internal },
  'transition-not-allowed': { means: '嘗試了不合順序的一步。未有執行任何操作。', todo: internal },
  'item-corrupt': {
    means: '有記錄與當初寫入的不同，不會據此作任何決定。',
    todo: '請立即通知資金系統工程師。',
  },
  'secret-malformed': { means: '所需密鑰不能使用。', todo: tellEngineer },
  'signing-mode': { means: '所需密鑰不能使用。', todo: tellEngineer },
  'request-unsignable': { means: '未能簽署發給交易所的請求。', todo: tellEngineer },
  'deposit-address-invalid': {
    means: '交易所給出的並非此鏈的地址。',
    todo: '任何人都不要付款至此，並請通知資金系統工程師。',
  },
  'exchange-refused': { means: '交易所拒絕。', todo: '訊息中有其代碼。' },
  'exchange-answer-malformed': { means: '交易所的回應與文件不符。', todo: '請再試；如持續，請通知工程師。' },
  'exchange-unavailable': { means: '交易所未有及時回應。', todo: again },
  'exchange-maintenance': { means: '交易所正在維護。', todo: '請於維護後再試。' },
  'rate-limited': { means: '交易所要求我們放慢。', todo: '請於一分鐘後再試。' },
  'ip-banned': { means: '交易所暫時封鎖了我們的網絡地址。', todo: '請等候，並通知工程師。' },
  'two-factor-step-taken': { means: '此刻的雙重認證碼已使用。', todo: '請於半分鐘後再試。' },
  'store-unavailable': {
    means: '系統未有回應。您的要求可能已執行，也可能沒有。',
    todo: '請先查看結果，然後再試。',
  },
  'bus-unavailable': { means: '所作決定有效，但尚未能發布。', todo: holds },
  'queue-unavailable': { means: '所作決定有效，稍後會繼續。', todo: holds },
  'secret-unavailable': { means: '未能讀取所需密鑰。', todo: tellEngineer },
  'task-token-busy': { means: '同時有太多人就同一筆付款提出要求。', todo: again },
  'reservations-busy': { means: '同時有太多付款使用相同限額。所作決定有效。', todo: holds },
  'policy-missing': { means: '未有部署任何政策，因此一切都不容許。', todo: tellEngineer },
};
