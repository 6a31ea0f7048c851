import type { MonthsTexts } from '../en/months.ts';

export const texts: MonthsTexts = {
  title: '月结',
  meaning: '每月须由两名审批人签署相同内容后结账。以下为已结束的月份，由近到远：',
  standingUnknown: '无法读取状态。请打开该月重试。',
  standing: (signed, obstacles) => {
    if (obstacles > 0) return `还有 ${obstacles} 项待办。`;
    return signed === 0 ? '可以签署。' : '已有一人签署，还缺另一人。';
  },
  states: {
    open: '未结。',
    signed: '已由两人签署，内容不再改变。文件会在一小时内写入。',
    closed: '已结。文件已写入。',
  },
  monthTitle: (month) => `${month} 月结`,
  toAll: '所有月份',
  obstacles: {
    title: '待办事项',
    none: '没有待办事项。',
    noNote: (id) => `变动 ${id} 尚无备注`,
  },
  days: {
    title: '日子',
    count: (count, state) => `${count} 天：${state}`,
    each: '每天及其对账单摘要',
    digest: '摘要',
  },
  balances: {
    title: '余额',
    allBalance: '所有余额相符：每项增减都有变动记录解释。',
    findOut: '差额是没有任何变动记录解释的金额。签署前请查明原因。',
  },
  nothingKnown: '本月尚无对账单，因此余额、变动及费用均不详。',
  totals: {
    title: '合计',
    compare: '请与账簿核对。',
    type: '类别',
    destination: '对方',
    movements: '笔数',
    unknown: '未知',
  },
  fees: { title: '费用', none: '没有费用。', noneSoFar: '现有的对账单中没有费用。' },
  unexplained: {
    title: '没有其他解释的变动',
    none: '没有：所有变动都由指令、买卖或我方充值地址解释。',
    meaning: '以下每项都须有人填写备注。',
    leftOut: (count) => `另有 ${count} 项没有在此显示，但您签署的内容包括这些项目。请查看当天的对账单。`,
    otherSide: '对方',
    id: '交易所编号',
  },
  rows: '供入账的所有变动',
  download: '下载本月变动（CSV）',
  signOffs: {
    title: '签署',
    meaning: '摘要代表本页所示的全部内容。签署即表示：本人已查看，内容正确。',
    digest: '本月摘要',
    standing: (count) => (count === 1 ? '已有一人签署此内容：' : '已有两人签署此内容：'),
    outdated: '以下签署在内容改变之前作出，不再有效：',
    inPart: '此月的内容多于本页所示。摘要由资金管理系统提供，本页无法核对。',
    differs: '本页所示与资金管理系统的内容不符：两者的摘要不同。请勿签署，并通知工程师。',
    why: {
      done: '此月已由两人签署，内容不再改变。',
      'not-ended': '只可签署最近 24 个已结束的月份。',
      obstacles: '完成所有“待办事项”后才可签署。',
      'signed-by-you': '您已签署。须由另一名审批人查看并签署。',
      'approvers-only': '只有审批人可以签署月结。',
    },
  },
  document: {
    title: '文件',
    meaning: '请保存其摘要。持有该文件的人可据此证明内容此后没有改变。',
    objectKey: '存储桶中的文件',
    digest: '文件摘要（SHA-256）',
    writtenAt: '写入时间',
  },
  sign: {
    first: '还没有人签署。您签署后，须由另一名审批人签署。',
    second: '另一人已签署相同内容。您签署后，此月内容不再改变。',
    open: (month) => `签署 ${month}……`,
    title: (month) => `签署 ${month} 月结？`,
    says: (person) =>
      `您以 ${person} 的身份签署，表示已核对余额、合计、费用和备注，且内容正确。以下是您所见内容的摘要：`,
    waits: '须由另一名审批人签署相同内容，此月才会结账。',
    freezes: '您是第二名签署人。签署后不再接受备注，也无人可以撤销。',
    sign: '签署',
    signing: '正在签署……',
    back: '返回，不签署',
    changed: '自您查看后，此月内容有变，没有签署。请重新查看后再签署。',
    readAgain: '重新读取此月',
  },
};
