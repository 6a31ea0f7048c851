import type { ErrorTexts } from '../../code-words.ts';

const tellEngineer = '请通知资金系统工程师。';
const again = '请稍后再试。';
const holds = '请再查看，系统会自动继续。';
const internal = '再试之前请先查看结果，并通知资金系统工程师。';

export const errors: ErrorTexts = {
  'invalid-input': { means: '所填内容有不能接受之处。', todo: '请更正所指出的项目后再发送。' },
  'token-not-accepted': {
    means: '现行规则不接受您的登录，或您的邮箱地址未经验证。',
    todo: '请验证邮箱地址。登录方式刚更改后的一段时间内，只可停止付款。',
  },
  forbidden: { means: '您所属的用户组不可执行此操作。', todo: '请交由有此职责的人处理。' },
  'own-instruction': { means: '这是您提出的申请。', todo: '由其他人决定。' },
  'own-destination': { means: '收款目的地由您提出，或只由您一人确认。', todo: '由其他人批准。' },
  'identity-changed': {
    means: '识别人员的方式已改变，无法确定您与当时处理的人是否同一人。',
    todo: '请用新编号重新申请，或重新确认收款目的地。',
  },
  'own-entry': { means: '此收款目的地由您提出。', todo: '由另一人确认。' },
  'not-your-instruction': { means: '这是其他人提出的申请。', todo: '只有申请人可撤回；审批人可拒绝。' },
  'not-found': { means: '没有此项目。', todo: '请核对编号。' },
  'method-not-allowed': { means: '此处不可执行此操作。', todo: '请重新加载页面。' },
  'instruction-conflict': {
    means: '此编号已用于另一笔付款。',
    todo: '请使用新编号。请先确定并未以此编号付款。',
  },
  'version-conflict': { means: '其他人同时作出了更改。', todo: '请再查看，然后再试。' },
  'digest-mismatch': {
    means: '您所看的内容与系统的记录不同。',
    todo: '请重新阅读，按所见内容决定。如再次出现，说明有人向您显示了别的内容：请停止一切付款。',
  },
  'already-approved': { means: '您已经批准。', todo: '尚欠其他人批准。' },
  'not-awaiting-approval': { means: '已不需要批准。', todo: '请看状态。' },
  'not-cancelable': { means: '付款已正在途中，或已终结。', todo: '请看状态。' },
  'not-in-doubt': { means: '款项去向已知，或仍在查找。', todo: '请看状态。' },
  'too-many-proposals': {
    means: '判断已更改 20 次。',
    todo: '由尚未表态的人判断，或同意最后一个判断。',
  },
  'too-many-pauses': { means: '已停止的范围太多，不能再加。', todo: '请停止一切付款。' },
  'month-not-closable': {
    means: '该月有日子欠缺或未最终确定，或有款项变动未附说明。',
    todo: '请查看该月尚待处理的事项。',
  },
  'month-closed': { means: '该月已由两人签署，不会再更改。', todo: '无须处理。' },
  'row-matched': { means: '这笔款项变动已有对应的指令。', todo: '请查看该指令。' },
  'too-many-notes': { means: '该日不能再加说明。', todo: '请勿再加。' },
  'whitelist-conflict': { means: '此名称已用于另一收款目的地。', todo: '请使用新名称。' },
  'whitelist-state': { means: '收款目的地目前的状态不可执行这一步。', todo: '请查看其状态和下一步。' },
  'whitelist-full': { means: '已没有空间。', todo: tellEngineer },
  'too-many-entries': { means: '您在一天内已提出 50 个收款目的地。', todo: '其余请明天提出。' },
  'account-known': { means: '此账户已有名称，或是我们自己的充值地址。', todo: '请使用现有的收款目的地。' },
  'look-alike': {
    means: '此地址与另一已知地址相似。',
    todo: '请完整阅读两者，指出不同的一组，或不要付款至此。',
  },
  'proof-refused': { means: '交易所不接受此证明。', todo: '请用另一方式证明。' },
  'deposit-address-changed': {
    means: '交易所给出的地址与已告知付款人的不同。',
    todo: '两人查看之前，任何人都不要付款至此。',
  },
  'deposit-address-not-offered': { means: '这并非交易所目前给出的地址。', todo: '请与 HashKey 自己的页面核对。' },
  'deposits-not-possible': { means: '交易所目前不接受此币种充值。', todo: '请向 HashKey 咨询。' },
  'internal-error': { means: '系统发生错误。', todo: internal },
  'assertion-failed': { means: '系统遇到其规则所排除的状况。', todo: internal },
  'transition-not-allowed': { means: '尝试了不合顺序的一步。没有执行任何操作。', todo: internal },
  'item-corrupt': {
    means: '有记录与当初写入的不同，不会据此作任何决定。',
    todo: '请立即通知资金系统工程师。',
  },
  'secret-malformed': { means: '所需密钥不能使用。', todo: tellEngineer },
  'signing-mode': { means: '所需密钥不能使用。', todo: tellEngineer },
  'request-unsignable': { means: '未能签署发给交易所的请求。', todo: tellEngineer },
  'deposit-address-invalid': {
    means: '交易所给出的并非此链的地址。',
    todo: '任何人都不要付款至此，并请通知资金系统工程师。',
  },
  'exchange-refused': { means: '交易所拒绝。', todo: '消息中有其代码。' },
  'exchange-answer-malformed': { means: '交易所的响应与文件不符。', todo: '请再试；如果持续，请通知工程师。' },
  'exchange-unavailable': { means: '交易所没有及时响应。', todo: again },
  'exchange-maintenance': { means: '交易所正在维护。', todo: '请于维护后再试。' },
  'rate-limited': { means: '交易所要求我们放慢。', todo: '请于一分钟后再试。' },
  'ip-banned': { means: '交易所暂时封锁了我们的网络地址。', todo: '请等候，并通知工程师。' },
  'two-factor-step-taken': { means: '此刻的双重验证码已使用。', todo: '请于半分钟后再试。' },
  'store-unavailable': {
    means: '系统没有响应。您的要求可能已执行，也可能没有。',
    todo: '请先查看结果，然后再试。',
  },
  'bus-unavailable': { means: '所作决定有效，但尚未能发布。', todo: holds },
  'queue-unavailable': { means: '所作决定有效，稍后会继续。', todo: holds },
  'secret-unavailable': { means: '未能读取所需密钥。', todo: tellEngineer },
  'task-token-busy': { means: '同时有太多人就同一笔付款提出要求。', todo: again },
  'reservations-busy': { means: '同时有太多付款使用相同限额。所作决定有效。', todo: holds },
  'policy-missing': { means: '没有部署任何政策，因此一切都不容许。', todo: tellEngineer },
};
