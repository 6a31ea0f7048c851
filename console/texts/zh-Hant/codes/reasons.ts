import type { ReasonTexts } from '../../code-words.ts';

const lookAndDecide = '由兩人查看交易所和區塊鏈，然後在此判斷。';
const nextRun = '毋須處理，由下一次執行決定。';

export const reasons: ReasonTexts = {
  'destination-not-whitelisted': {
    means: '沒有可用的收款目的地使用此名稱：不存在，或尚未證明、確認或列入交易所。',
    todo: '請查看該收款目的地，然後再申請。',
  },
  'destination-revoked': { means: '收款目的地已被撤銷。', todo: '請詢問是誰撤銷及原因，改付至新的收款目的地。' },
  'destination-mismatch': { means: '收款目的地屬另一幣種、鏈或地址。', todo: '請核對申請後再提出。' },
  'coin-not-allowed': { means: '此幣種的付款未有設定。', todo: '請安排為此幣種加入限額。' },
  'too-many-decimals': { means: '金額的小數位多於交易所接受的位數。', todo: '請把金額捨入。' },
  'below-exchange-minimum': { means: '金額低於交易所的下限。', todo: '請提高金額。' },
  'above-exchange-maximum': { means: '金額高於交易所單筆付款的上限。', todo: '請分為數筆較小的付款。' },
  'closed-at-exchange': { means: '交易所目前不開放此幣種在此鏈上提取。', todo: '請稍後再申請，或改用另一條鏈。' },
  'identity-changed': {
    means: '提出申請後，識別人員的方式已改變，無法確定申請人是誰。',
    todo: '請用新編號重新申請。',
  },
  'over-per-instruction': { means: '金額超出單筆付款的限額。', todo: '請降低金額，或安排更改限額。' },
  'over-rolling-limit': {
    means: '連同之前已付及可能已付的款項，會超出此幣種的限額。',
    todo: '請稍後或以較小金額再申請，或安排更改限額。',
  },
  'over-count-limit': {
    means: '此幣種的付款次數會超出限額。',
    todo: '請稍後再申請、合併付款，或安排更改限額。',
  },
  'over-destination-limit': {
    means: '會超出此收款目的地的限額。',
    todo: '請降低金額或稍後再申請，或安排更改限額。',
  },
  'funding-not-allowed': { means: '規則不容許所指定的帳戶為此幣種的付款調撥。', todo: '請指定另一帳戶，或不指定。' },
  'funding-failed': {
    means: '為此付款調撥的轉帳未能完成，因此付款未有發送。',
    todo: '請查看該筆調撥，然後用新編號重新申請。',
  },
  'nothing-lacking': { means: '款項本已足夠，因此未有調撥。', todo: '毋須處理，付款會繼續。' },
  'over-funding-limit': {
    means: '不足之數多於單筆付款可調撥的上限。',
    todo: '請用新編號以較小金額申請、補充帳戶，或安排更改限額。',
  },
  'withdrawal-ended': {
    means: '所調撥的付款已先終結。已調撥的款項留在轉入的帳戶。',
    todo: '如需取回，請安排以歸集轉回。',
  },
  'approval-given': { means: '再有一人批准。', todo: '毋須處理。' },
  declined: {
    means: '有審批人拒絕；原因見經過記錄。',
    todo: '請與審批人商討。如最終無誤，請用新編號重新申請。',
  },
  canceled: { means: '申請人已撤回。', todo: '毋須處理。' },
  'approval-expired': { means: '等候批准或付出的時間超出規則所容許。', todo: '請用新編號重新申請。' },
  'attempts-exhausted': { means: '已試 40 次，每次都須等候。', todo: '請在經過記錄中查看原因，然後重新申請。' },
  'exchange-refused': { means: '交易所最終拒絕。', todo: '請看經過記錄中的代碼。' },
  'exchange-failed': { means: '交易所接收後處理失敗。款項並未付出。', todo: '請看經過記錄中的代碼。' },
  'proven-absent': {
    means: '已證實交易所沒有收到，將來也不會收到。款項並未付出。',
    todo: '毋須處理：付款會自動再發送，歸集則由下一次執行決定。',
  },
  'outcome-unknown': {
    means: '尚未知道交易所有否收到。系統每分鐘查找一次。',
    todo: '毋須處理。切勿自行付款。',
  },
  'near-match': { means: '交易所有一筆相似的付款，不屬於任何其他指示。', todo: lookAndDecide },
  'seen-before': {
    means: '交易所表示早已收到此編號，但沒有顯示收到甚麼。',
    todo: '在交易所頁面或客服另有說明之前，應當作款項已付出。然後在此判斷。',
  },
  'earlier-attempt': {
    means: '出現了一個曾被視為從未收到的訂單。可能已重複付款。',
    todo: '請停止此幣種的付款，並在判斷之前查找同一編號的另一個訂單。',
  },
  'no-known-order': {
    means: '交易所沒有顯示，而且沒有任何已知付款證明它會顯示。',
    todo: '請用正確公司的帳戶查看交易所自己的頁面，然後在此判斷。',
  },
  'order-differs': {
    means: '此編號在交易所的內容不同、出現多於一次，或有兩個不同結果。',
    todo: '請停止此幣種的付款，然後由兩人查看並在此判斷。',
  },
  'not-in-records': { means: '交易所沒有顯示，但這並不能證明甚麼。', todo: lookAndDecide },
  'unknown-status': {
    means: '交易所已收到，但所用的狀態名稱不在任何文件之中。',
    todo: '請看下面的狀態名稱並向 HashKey 查詢。交易所改用已知名稱後會自動終結。',
  },
  'sent-too-long': {
    means: '交易所已接收，但過久仍未有結果。',
    todo: '請向 HashKey 查詢正在等候甚麼。交易所顯示結果後會自動終結。',
  },
  'records-unreadable': { means: '未能完整讀取交易所的記錄。', todo: lookAndDecide },
  'resolution-proposed': { means: '有一人已判斷款項去向。', todo: '由另一人親自查看並判斷。' },
  resolved: { means: '足夠的人已就款項去向達成一致，並附依據。', todo: '請看依據。' },
  paused: { means: '當時發送已停止。', todo: '毋須處理；請看停止的範圍。' },
  'nothing-above-reserve': { means: '沒有高於儲備的款項。', todo: '毋須處理。' },
  'target-reached': { means: '帳戶已達目標。', todo: '毋須處理。' },
  'insufficient-balance': { means: '帳戶少於固定金額。', todo: '毋須處理，或為帳戶補充款項。' },
  'below-min': { means: '可轉金額低於所設下限。', todo: '毋須處理。' },
  'balance-unavailable': { means: '該次執行未能讀取結餘。', todo: nextRun },
  'balance-changed': { means: '結餘已不足以應付。', todo: nextRun },
  'sweep-changed': { means: '歸集的設定已更改。', todo: nextRun },
  'too-late': { means: '執行或等候的時間過遲。', todo: nextRun },
  'earlier-instruction-open': { means: '同一帳戶和幣種較早的轉帳尚未完成。', todo: '請查看該筆轉帳。' },
  'dry-run': { means: '此歸集只作決定，不會轉帳。', todo: '毋須處理。' },
  disabled: { means: '此歸集已關閉，或正等候較寬鬆的規則生效。', todo: '毋須處理，或查看政策。' },
};
