import type { RiskTexts } from '../../code-words.ts';

export const risks: RiskTexts = {
  'young-destination': {
    means: '此收款目的地在最近七天內提議。',
    todo: '請致電收款人，使用您早已持有的電話號碼。',
  },
  'first-payment': { means: '沒有以此幣種付至此帳戶的已知記錄。', todo: '請先申請一筆小額付款。' },
  'largest-so-far': {
    means: '金額大於以往已知付至此帳戶的任何一筆。',
    todo: '請查看合約，不要只看發票。',
  },
  'first-by-requester': { means: '此人以往的申請沒有已知的付款記錄。', todo: '請直接詢問此人，不要用電郵。' },
  'just-under-a-tier': {
    means: '金額再多一點，便需要更多人或其他人批准。',
    todo: '是否拆開了？請查看付至同一帳戶的其他付款。',
  },
  'just-under-a-limit': {
    means: '金額再多一點，便會超出限額。',
    todo: '是否拆開了？請查看付至同一帳戶的其他付款。',
  },
  'unusual-hour': { means: '申請在辦公時間以外提出。', todo: '請詢問此人為何在這個時間申請。' },
  'history-unreadable': {
    means: '以往付款的記錄未能讀取，因此未能比較。',
    todo: '批准前請先詢問操作員。',
  },
};
