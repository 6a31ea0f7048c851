import type { PaymentTexts } from '../../en/payments.ts';

export const waiting: PaymentTexts['waiting'] = {
  heading: '待我处理',
  quiet: '目前没有事项等候您处理。',
  quietHint: '本页每半分钟会再次查看。',
  count: (count) => `有 ${count} 项等候您处理`,
  arrived: (count) => `新增 ${count} 项等候您处理。`,
  more: '尚有未在此显示的事项。请先处理以下各项。',
  unreadable: (ids) => `未能读取，请通知资金系统工程师：${ids}`,
  missingParts: '部分内容未能读取，可能还有事项等候您处理。',
  groups: {
    doubt: '款项去向存疑：请作出判断',
    approval: '等候批准或拒绝的付款',
    resume: '已停止：恢复须由第二人同意',
    destination: '等候确认或证明的收款目的地',
    month: '等候签署的月份',
  },
  askedBy: '申请人',
  missing: '除您以外尚欠',
  onlyYou: '没有其他人',
  until: '期限',
  since: '自',
  says: '第一人的判断',
  proposedBy: '提议人',
  confirm: '等候确认',
  prove: '等候证明',
  signedBy: '已签署',
};
