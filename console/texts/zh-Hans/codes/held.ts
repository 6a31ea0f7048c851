import type { HeldTexts } from '../../code-words.ts';

const soon = '无须处理，很快会再试。如果持续，请通知工程师。';

export const held: HeldTexts = {
  paused: { means: '发送已停止。', todo: '请看停止的范围和原因。恢复后会自动继续。' },
  'cooling-off': { means: '收款目的地刚确认不久。', todo: '无须处理，冷静期过后会付出。' },
  'approvals-missing': { means: '按现行规则，需要更多人或其他人批准。', todo: '由更多人批准。' },
  'destination-unsigned': { means: '尚无人以设备签署确认收款目的地。', todo: '由提出者以外的人再确认一次。' },
  'signatures-refused': {
    means: '部分批准的签署无效：设备已被撤销，或内容曾被更改。',
    todo: '请通知值班人员，然后各人以有效设备重新批准。',
  },
  'policy-changed': { means: '发送期间规则有变。', todo: '无须处理，很快会再检查。' },
  funding: {
    means: '不足之数正先由所指定的账户调拨。',
    todo: '请查看该笔调拨。如尚没有，该账户可能不足，或正被另一笔调拨使用。',
  },
  'insufficient-balance': { means: '付出账户的余额连手续费不足。', todo: '请为账户补充款项，或撤回付款。' },
  'limit-changed': {
    means: '发送期间，所预留的限额已不存在。款项并未付出。',
    todo: '无须处理，很快会再核对限额。',
  },
  'reservations-full': {
    means: '此币种或此收款目的地有太多付款在途或存疑。',
    todo: '请先判断存疑的款项。',
  },
  'whitelist-pending': { means: '交易所要求新地址等候 30 分钟。', todo: '无须处理。' },
  'rate-limited': { means: '交易所要求我们放慢。', todo: '无须处理，会再试。' },
  'ip-banned': { means: '交易所暂时封锁了我们的网络地址。', todo: '请等候，并通知资金系统工程师。' },
  'clock-skew': { means: '交易所认为我们的时间不准。', todo: soon },
  'two-factor': { means: '交易所不接受双重验证码。', todo: soon },
  'key-refused': { means: '交易所拒绝了密钥。', todo: '由工程师检查密钥。' },
  'key-unavailable': { means: '未能读取密钥，或密钥内容有误。', todo: '由工程师检查密钥。' },
  'fix-config': { means: '交易所拒绝了须由人修正的设置。', todo: '请把历史记录中的代码交给工程师。' },
  'exchange-suspended': { means: '交易所已暂停此功能。', todo: '无须处理，或向 HashKey 咨询何时恢复。' },
  'exchange-maintenance': { means: '交易所正在维护。', todo: '无须处理，维护后会付出。' },
  'exchange-unreachable': { means: '未能连接交易所。款项并未付出。', todo: '无须处理，会再试。' },
};
