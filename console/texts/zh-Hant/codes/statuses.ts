import type { OutcomeTexts, StatusTexts } from '../../code-words.ts';

export const statuses: StatusTexts = {
  requested: { name: '已申請', means: '申請已收到，正在檢查。', todo: '毋須處理，稍候即可。' },
  'awaiting-approval': {
    name: '等候批准',
    means: '須有人同意後才會付出。',
    todo: '由尚欠的人閱讀並決定。',
  },
  approved: { name: '已批准', means: '已有足夠的人同意，但款項尚未付出。', todo: '毋須處理，系統會自動發送。' },
  sending: { name: '發送中', means: '已作記錄，正送往交易所。', todo: '毋須處理。' },
  unknown: {
    name: '查找中',
    means: '交易所的回應遺失了。系統正在查找，期間不會再次發送。',
    todo: '毋須處理。切勿自行付款。',
  },
  'needs-attention': {
    name: '款項去向存疑',
    means: '款項可能已付出，也可能沒有。系統無法再查明。',
    todo: '由兩人查看並判斷款項去向。',
  },
  sent: { name: '交易所已接收', means: '交易所已接收這筆付款。', todo: '毋須處理，系統正等候結果。' },
  settled: { name: '已完成', means: '款項已經轉出。', todo: '毋須處理。' },
  failed: { name: '失敗', means: '付款已終結，款項並未付出。', todo: '請看原因。' },
  rejected: { name: '不獲受理', means: '規則不容許。款項並未付出。', todo: '請看原因。' },
  declined: {
    name: '被拒絕',
    means: '有審批人拒絕。款項並未付出。',
    todo: '原因見經過記錄。如最終無誤，請用新編號重新申請。',
  },
  canceled: { name: '已撤回', means: '申請人已撤回。款項並未付出。', todo: '毋須處理。' },
  expired: { name: '已逾期', means: '等候過久。款項並未付出。', todo: '請用新編號重新申請。' },
};

export const outcomes: OutcomeTexts = {
  accepted: '交易所已接收',
  refused: '交易所拒絕',
  held: '未獲接收，正在等候',
  unknown: '不知道交易所有否接收',
  absent: '已證實從未接收',
};
