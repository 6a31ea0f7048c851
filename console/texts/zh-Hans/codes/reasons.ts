import type { ReasonTexts } from '../../code-words.ts';

const lookAndDecide = '由两人查看交易所和区块链，然后在此判断。';
const nextRun = '无须处理，由下一次执行决定。';

export const reasons: ReasonTexts = {
  'destination-not-whitelisted': {
    means: '没有可用的收款目的地使用此名称：不存在，或尚未证明、确认或列入交易所。',
    todo: '请查看该收款目的地，然后再申请。',
  },
  'destination-revoked': { means: '收款目的地已被撤销。', todo: '请询问是谁撤销及原因，改付至新的收款目的地。' },
  'destination-mismatch': { means: '收款目的地属另一币种、链或地址。', todo: '请核对申请后再提出。' },
  'coin-not-allowed': { means: '此币种的付款没有设置。', todo: '请安排为此币种加入限额。' },
  'too-many-decimals': { means: '金额的小数位多于交易所接受的位数。', todo: '请把金额取整。' },
  'below-exchange-minimum': { means: '金额低于交易所的下限。', todo: '请提高金额。' },
  'above-exchange-maximum': { means: '金额高于交易所单笔付款的上限。', todo: '请分为数笔较小的付款。' },
  'closed-at-exchange': { means: '交易所目前不开放此币种在此链上提取。', todo: '请稍后再申请，或改用另一条链。' },
  'identity-changed': {
    means: '提出申请后，识别人员的方式已改变，无法确定申请人是谁。',
    todo: '请用新编号重新申请。',
  },
  'over-per-instruction': { means: '金额超出单笔付款的限额。', todo: '请降低金额，或安排更改限额。' },
  'over-rolling-limit': {
    means: '连同之前已付及可能已付的款项，会超出此币种的限额。',
    todo: '请稍后或以较小金额再申请，或安排更改限额。',
  },
  'over-count-limit': {
    means: '此币种的付款次数会超出限额。',
    todo: '请稍后再申请、合并付款，或安排更改限额。',
  },
  'over-destination-limit': {
    means: '会超出此收款目的地的限额。',
    todo: '请降低金额或稍后再申请，或安排更改限额。',
  },
  'funding-not-allowed': { means: '规则不容许所指定的账户为此币种的付款调拨。', todo: '请指定另一账户，或不指定。' },
  'funding-failed': {
    means: '为此付款调拨的转账未能完成，因此付款没有发送。',
    todo: '请查看该笔调拨，然后用新编号重新申请。',
  },
  'nothing-lacking': { means: '款项本已足够，因此没有调拨。', todo: '无须处理，付款会继续。' },
  'over-funding-limit': {
    means: '不足之数多于单笔付款可调拨的上限。',
    todo: '请用新编号以较小金额申请、补充账户，或安排更改限额。',
  },
  'withdrawal-ended': {
    means: '所调拨的付款已先终结。已调拨的款项留在转入的账户。',
    todo: '如需取回，请安排以归集转回。',
  },
  'approval-given': { means: '再有一人批准。', todo: '无须处理。' },
  declined: {
    means: '有审批人拒绝；原因见历史记录。',
    todo: '请与审批人商讨。如最终无误，请用新编号重新申请。',
  },
  canceled: { means: '申请人已撤回。', todo: '无须处理。' },
  'approval-expired': { means: '等候批准或付出的时间超出规则所容许。', todo: '请用新编号重新申请。' },
  'attempts-exhausted': { means: '已试 40 次，每次都须等候。', todo: '请在历史记录中查看原因，然后重新申请。' },
  'exchange-refused': { means: '交易所最终拒绝。', todo: '请看历史记录中的代码。' },
  'exchange-failed': { means: '交易所接收后处理失败。款项并未付出。', todo: '请看历史记录中的代码。' },
  'proven-absent': {
    means: '已证实交易所没有收到，将来也不会收到。款项并未付出。',
    todo: '无须处理：付款会自动再发送，归集则由下一次执行决定。',
  },
  'outcome-unknown': {
    means: '尚未知道交易所是否收到。系统每分钟查找一次。',
    todo: '无须处理。切勿自行付款。',
  },
  'near-match': { means: '交易所有一笔相似的付款，不属于任何其他指令。', todo: lookAndDecide },
  'seen-before': {
    means: '交易所表示早已收到此编号，但没有显示收到什么。',
    todo: '在交易所页面或客服另有说明之前，应视为款项已付出。然后在此判断。',
  },
  'earlier-attempt': {
    means: '出现了一个曾被视为从未收到的订单。可能已重复付款。',
    todo: '请停止此币种的付款，并在判断之前查找同一编号的另一个订单。',
  },
  'no-known-order': {
    means: '交易所没有显示，而且没有任何已知付款证明它会显示。',
    todo: '请用正确公司的账户查看交易所自己的页面，然后在此判断。',
  },
  'order-differs': {
    means: '此编号在交易所的内容不同、出现多于一次，或有两个不同结果。',
    todo: '请停止此币种的付款，然后由两人查看并在此判断。',
  },
  'not-in-records': { means: '交易所没有显示，但这并不能证明什么。', todo: lookAndDecide },
  'unknown-status': {
    means: '交易所已收到，但所用的状态名称不在任何文件之中。',
    todo: '请看下面的状态名称并向 HashKey 咨询。交易所改用已知名称后会自动终结。',
  },
  'sent-too-long': {
    means: '交易所已接收，但过久仍没有结果。',
    todo: '请向 HashKey 咨询正在等候什么。交易所显示结果后会自动终结。',
  },
  'records-unreadable': { means: '未能完整读取交易所的记录。', todo: lookAndDecide },
  'resolution-proposed': { means: '有一人已判断款项去向。', todo: '由另一人亲自查看并判断。' },
  resolved: { means: '足够的人已就款项去向达成一致，并附依据。', todo: '请看依据。' },
  paused: { means: '当时发送已停止。', todo: '无须处理；请看停止的范围。' },
  'nothing-above-reserve': { means: '没有高于储备的款项。', todo: '无须处理。' },
  'target-reached': { means: '账户已达目标。', todo: '无须处理。' },
  'insufficient-balance': { means: '账户少于固定金额。', todo: '无须处理，或为账户补充款项。' },
  'below-min': { means: '可转金额低于所設下限。', todo: '无须处理。' },
  'balance-unavailable': { means: '该次执行未能读取余额。', todo: nextRun },
  'balance-changed': { means: '余额已不足以应付。', todo: nextRun },
  'sweep-changed': { means: '归集的设置已更改。', todo: nextRun },
  'too-late': { means: '执行或等候的时间过迟。', todo: nextRun },
  'earlier-instruction-open': { means: '同一账户和币种较早的转账尚未完成。', todo: '请查看该笔转账。' },
  'dry-run': { means: '此归集只作决定，不会转账。', todo: '无须处理。' },
  disabled: { means: '此归集已关闭，或正等候较宽松的规则生效。', todo: '无须处理，或查看政策。' },
};
