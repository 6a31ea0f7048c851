import type { RiskTexts } from '../../code-words.ts';

export const risks: RiskTexts = {
  'young-destination': {
    means: '此收款目的地在最近七天内提议。',
    todo: '请致电收款人，使用您原先就有的电话号码。',
  },
  'first-payment': { means: '没有以此币种付至此账户的已知记录。', todo: '请先申请一笔小额付款。' },
  'largest-so-far': {
    means: '金额大于以前已知付至此账户的任何一笔。',
    todo: '请查看合同，不要只看发票。',
  },
  'first-by-requester': { means: '此人以前的申请没有已知的付款记录。', todo: '请直接询问此人，不要用邮件。' },
  'just-under-a-tier': {
    means: '金额再多一点，便需要更多人或其他人批准。',
    todo: '是否拆开了？请查看付至同一账户的其他付款。',
  },
  'just-under-a-limit': {
    means: '金额再多一点，便会超出限额。',
    todo: '是否拆开了？请查看付至同一账户的其他付款。',
  },
  'unusual-hour': { means: '申请在办公时间以外提出。', todo: '请询问此人为何在这个时间申请。' },
  'history-unreadable': {
    means: '以前付款的记录未能读取，因此未能比较。',
    todo: '批准前请先询问操作员。',
  },
};
