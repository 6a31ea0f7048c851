import type { MonthsTexts } from '../en/months.ts';

export const texts: MonthsTexts = {
  title: '月結',
  meaning: '每月須由兩名審批人簽署相同內容後結帳。以下為已結束的月份，由近至遠：',
  standingUnknown: '未能讀取狀態。請開啟該月重試。',
  standing: (signed, obstacles) => {
    if (obstacles > 0) return `尚有 ${obstacles} 項待辦。`;
    return signed === 0 ? '可以簽署。' : '已有一人簽署，尚欠另一人。';
  },
  states: {
    open: '未結。',
    signed: '已由兩人簽署，內容不會再變。文件會在一小時內寫入。',
    closed: '已結。文件已寫入。',
  },
  monthTitle: (month) => `${month} 月結`,
  toAll: '所有月份',
  obstacles: {
    title: '待辦事項',
    none: '沒有待辦事項。',
    noNote: (id) => `變動 ${id} 尚無備註`,
  },
  days: {
    title: '日子',
    count: (count, state) => `${count} 日：${state}`,
    each: '每日及其結單摘要',
    digest: '摘要',
  },
  balances: {
    title: '結餘',
    allBalance: '所有結餘相符：每項增減均有變動記錄解釋。',
    findOut: '差額是沒有任何變動記錄解釋的金額。簽署前請查明原因。',
  },
  nothingKnown: '此月尚無結單，因此結餘、變動及費用均不詳。',
  totals: {
    title: '合計',
    compare: '請與帳簿核對。',
    type: '類別',
    destination: '對方',
    movements: '筆數',
    unknown: '不詳',
  },
  fees: { title: '費用', none: '沒有費用。', noneSoFar: '現有的結單中沒有費用。' },
  unexplained: {
    title: '沒有其他解釋的變動',
    none: '沒有：所有變動均由指令、買賣或我方存款地址解釋。',
    meaning: '以下每項均須有人填寫備註。',
    leftOut: (count) => `另有 ${count} 項沒有在此顯示，但您簽署的內容包括這些項目。請查看該日的結單。`,
    otherSide: '對方',
    id: '交易所編號',
  },
  rows: '供入帳的所有變動',
  download: '下載本月變動（CSV）',
  signOffs: {
    title: '簽署',
    meaning: '摘要代表本頁所示的全部內容。簽署即表示：本人已查看，內容正確。',
    digest: '本月摘要',
    standing: (count) => (count === 1 ? '已有一人簽署此內容：' : '已有兩人簽署此內容：'),
    outdated: '以下簽署在內容改變之前作出，不再有效：',
    inPart: '此月的內容多於本頁所示。摘要由資金管理系統提供，本頁無法核對。',
    differs: '本頁所示與資金管理系統的內容不符：兩者的摘要不同。請勿簽署，並通知工程師。',
    why: {
      done: '此月已由兩人簽署，內容不會再變。',
      'not-ended': '只可簽署最近 24 個已結束的月份。',
      obstacles: '完成所有「待辦事項」後才可簽署。',
      'signed-by-you': '您已簽署。須由另一名審批人查看並簽署。',
      'approvers-only': '只有審批人可以簽署月結。',
    },
  },
  document: {
    title: '文件',
    meaning: '請保存其摘要。持有該檔案的人可據此證明內容此後沒有改變。',
    objectKey: '儲存桶內的檔案',
    digest: '檔案摘要（SHA-256）',
    writtenAt: '寫入時間',
  },
  sign: {
    first: '尚未有人簽署。您簽署後，須由另一名審批人簽署。',
    second: '另一人已簽署相同內容。您簽署後，此月內容不會再變。',
    open: (month) => `簽署 ${month}……`,
    title: (month) => `簽署 ${month} 月結？`,
    says: (person) =>
      `您以 ${person} 的身分簽署，表示已核對結餘、合計、費用及備註，且內容正確。以下是您所見內容的摘要：`,
    waits: '須由另一名審批人簽署相同內容，此月才會結帳。',
    freezes: '您是第二名簽署人。簽署後不再接受備註，亦無人可以撤銷。',
    sign: '簽署',
    signing: '簽署中……',
    back: '返回，不簽署',
    changed: '自您查看後，此月內容有變，沒有作出簽署。請重新查看後再簽署。',
    readAgain: '重新讀取此月',
  },
};
