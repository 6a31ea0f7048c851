import type { PaymentTexts } from '../../en/payments.ts';

export const waiting: PaymentTexts['waiting'] = {
  heading: '待我處理',
  quiet: '目前沒有事項等候您處理。',
  quietHint: '本頁每半分鐘會再次查看。',
  count: (count) => `有 ${count} 項等候您處理`,
  arrived: (count) => `新增 ${count} 項等候您處理。`,
  more: '尚有未在此顯示的事項。請先處理以下各項。',
  unreadable: (ids) => `未能讀取，請通知資金系統工程師：${ids}`,
  missingParts: '部分內容未能讀取，可能還有事項等候您處理。',
  groups: {
    doubt: '款項去向存疑：請作出判斷',
    approval: '等候批准或拒絕的付款',
    resume: '已停止：恢復須由第二人同意',
    destination: '等候確認或證明的收款目的地',
    month: '等候簽署的月份',
  },
  askedBy: '申請人',
  missing: '除您以外尚欠',
  onlyYou: '沒有其他人',
  until: '期限',
  since: '自',
  says: '第一人的判斷',
  proposedBy: '提議人',
  confirm: '等候確認',
  prove: '等候證明',
  signedBy: '已簽署',
};
