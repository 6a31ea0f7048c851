import type { OutcomeTexts, StatusTexts } from '../../code-words.ts';

export const statuses: StatusTexts = {
  requested: { name: '已申请', means: '申请已收到，正在检查。', todo: '无须处理，稍候即可。' },
  'awaiting-approval': {
    name: '等候批准',
    means: '须有人同意后才会付出。',
    todo: '由尚欠的人阅读并决定。',
  },
  approved: { name: '已批准', means: '已有足够的人同意，但款项尚未付出。', todo: '无须处理，系统会自动发送。' },
  sending: { name: '发送中', means: '已作记录，正送往交易所。', todo: '无须处理。' },
  unknown: {
    name: '查找中',
    means: '交易所的响应遗失了。系统正在查找，期间不会再次发送。',
    todo: '无须处理。切勿自行付款。',
  },
  'needs-attention': {
    name: '款项去向存疑',
    means: '款项可能已付出，也可能没有。系统无法再查明。',
    todo: '由两人查看并判断款项去向。',
  },
  sent: { name: '交易所已接收', means: '交易所已接收这笔付款。', todo: '无须处理，系统正等候结果。' },
  settled: { name: '已完成', means: '款项已经转出。', todo: '无须处理。' },
  failed: { name: '失败', means: '付款已终结，款项并未付出。', todo: '请看原因。' },
  rejected: { name: '不予受理', means: '规则不容许。款项并未付出。', todo: '请看原因。' },
  declined: {
    name: '被拒绝',
    means: '有审批人拒绝。款项并未付出。',
    todo: '原因见历史记录。如最终无误，请用新编号重新申请。',
  },
  canceled: { name: '已撤回', means: '申请人已撤回。款项并未付出。', todo: '无须处理。' },
  expired: { name: '已逾期', means: '等候过久。款项并未付出。', todo: '请用新编号重新申请。' },
};

export const outcomes: OutcomeTexts = {
  accepted: '交易所已接收',
  refused: '交易所拒绝',
  held: '未被接收，正在等候',
  unknown: '不知道交易所是否接收',
  absent: '已证实从未接收',
};
