import type { HeldReason } from '../core/held-reasons.ts';

/**
 * What an error code means for money. `held` and `fix-config`: certainly not taken, may go later, the second after a
 * person has set something right. `refused`: not taken, and the same instruction would be refused again. `unknown`:
 * it may have been taken, which holds for every code that asks to verify.
 */
export type ErrorCodeClass =
  | { readonly kind: 'refused'; readonly meaning: string }
  | { readonly kind: 'unknown'; readonly meaning: string }
  | { readonly kind: 'held'; readonly reason: HeldReason; readonly meaning: string }
  | { readonly kind: 'fix-config'; readonly meaning: string }
  /** Not taken: the account has too little. A payment waits for more, a sweep decides anew in its next run. */
  | { readonly kind: 'shortfall'; readonly meaning: string };

const refused = (meaning: string): ErrorCodeClass => ({ kind: 'refused', meaning });
const unknown = (meaning: string): ErrorCodeClass => ({ kind: 'unknown', meaning });
const held = (reason: HeldReason, meaning: string): ErrorCodeClass => ({ kind: 'held', reason, meaning });
const fixConfig = (meaning: string): ErrorCodeClass => ({ kind: 'fix-config', meaning });
const shortfall = (meaning: string): ErrorCodeClass => ({ kind: 'shortfall', meaning });

/**
 * Every documented code that can meet us, once (exchange-api.md section 4). Codes are text: the exchange sends both.
 */
const codes: ReadonlyMap<string, ErrorCodeClass> = new Map([
  ['0001', fixConfig('missing or invalid field, or a wrong signature')],
  ['0002', fixConfig('wrong signature')],
  ['0003', held('rate-limited', 'rate limit')],
  ['-3145', held('rate-limited', 'too frequent')],
  ['-1015', held('rate-limited', 'too many orders')],
  ['-1193', held('rate-limited', 'too many orders')],
  ['0102', held('key-refused', 'invalid key')],
  ['0103', held('key-refused', 'key expired')],
  ['-1002', held('key-refused', 'unauthorized: key and environment do not match')],
  ['0104', fixConfig('account id not allowed')],
  ['0202', fixConfig("our IP address is not on the key's list")],
  ['-1005', fixConfig('the key has no permission for this')],
  ['-3117', fixConfig('invalid permission')],
  ['-4009', fixConfig('the key has no withdrawal permission')],
  ['0402', fixConfig('invalid asset')],
  ['-1162', fixConfig('unsupported contract address')],
  ['-1172', fixConfig('bad source account')],
  ['-1173', fixConfig('bad target account')],
  ['-1174', fixConfig('source and target are the same account')],
  ['-1178', fixConfig('brokerage account missing')],
  ['-2024', fixConfig('fiat account missing')],
  ['-2025', fixConfig('custody account missing')],
  ['-1204', fixConfig('the source must be a main account')],
  ['-4000', fixConfig('invalid bank account')],
  ['-4004', fixConfig('bank account not whitelisted')],
  ['-4001', fixConfig('invalid asset')],
  ['-4005', fixConfig('unlisted asset')],
  ['-4007', fixConfig('channel not supported')],
  ['-4008', fixConfig('currency not for this kind of customer')],
  ['-1152', fixConfig('user missing')],
  ['-1160', fixConfig('account missing or not authorised')],
  ['-1205', fixConfig('account not authorised')],
  ['-1215', fixConfig('account abnormal')],
  ['-2023', fixConfig('KYC not passed')],
  ['-4006', fixConfig('KYC not passed')],
  ['-2035', fixConfig('sub-account frozen')],
  ['-3143', fixConfig('account over its limit: trades suspended')],
  ['-3144', fixConfig('account over its limit: transfers suspended')],
  ['-1021', held('clock-skew', 'timestamp outside the window')],
  ['-1182', held('whitelist-pending', 'a new address is effective only after 30 minutes')],
  ['-4016', held('two-factor', 'two-factor token missing')],
  ['-4017', held('two-factor', 'two-factor token wrong')],
  ['-4018', held('two-factor', 'two-factor token used before')],
  ['-1101', held('exchange-suspended', 'feature offline')],
  ['-1169', held('exchange-suspended', 'withdrawals suspended')],
  ['-1170', held('exchange-suspended', 'deposits suspended')],
  ['-2001', held('exchange-suspended', 'feature suspended')],
  ['0401', shortfall('insufficient asset')],
  ['-4003', shortfall('insufficient balance')],
  ['-1004', refused('bad request')],
  ['-1102', refused('missing or malformed parameter')],
  ['-1130', refused('illegal parameter')],
  ['-1020', refused('unsupported operation')],
  ['-1123', refused('invalid client order id')],
  ['-1163', refused('illegal address')],
  ['-5003', refused('invalid address')],
  ['-1165', refused('amount missing')],
  ['-1168', refused('amount illegal')],
  ['-1166', refused('daily limit exceeded')],
  ['-4010', refused('single-day maximum exceeded')],
  ['-4019', refused('a maximum of your own risk rules exceeded')],
  ['-4020', refused('withdrawal in abnormal hours')],
  ['-1167', refused('below the minimum')],
  ['-4002', refused('below the minimum')],
  ['-1171', refused("address not in the exchange's whitelist")],
  ['-1175', refused('invalid status filter')],
  ['-1176', refused('invalid type filter')],
  ['-1177', refused('invalid filter')],
  ['-1207', refused('invalid filter')],
  ['-1208', refused('invalid filter')],
  ['-1209', refused('invalid filter')],
  ['-1179', refused('address owner not confirmed')],
  ['-1210', refused('deposit below the minimum')],
  ['-1212', refused('deposit refund problem')],
  ['-1213', refused('deposit refund problem')],
  ['-1214', refused('deposit refund problem')],
  ['-1300', refused('deposit refund problem')],
  ['-1301', refused('deposit refund problem')],
  ['-1302', refused('deposit refund problem')],
  ['-1303', refused('deposit refund problem')],
  ['-1304', refused('deposit refund problem')],
  ['-1305', refused('deposit refund problem')],
  ['-2026', refused('invalid type')],
  ['-2027', refused('time range too long')],
  ['-2028', refused('older than a month')],
  ['-2029', refused('older than three months')],
  ['-2036', refused('older than 30 days')],
  ['-4012', refused('parameter error')],
  ['-4014', refused('whitelist type invalid')],
  ['-5004', refused('address whitelisted by another account')],
  ['-5005', refused('wallet signature incorrect')],
  ['-5006', refused('address already whitelisted')],
  ['-5030', refused('field too long')],
  ['-5034', refused('client order id cannot be generated')],
  ['-100002', refused('parameter error of market data')],
  ['-100010', refused('parameter error of market data')],
  ['-100011', refused('invalid symbol')],
  ['-100012', refused('parameter error of market data')],
  ['-10009', refused('parameter error of market data')],
  ['-1000', unknown('unknown error')],
  ['-1001', unknown('internal error')],
  ['-1006', unknown('execution status unknown')],
  ['-1007', unknown('timeout, execution status unknown')],
  ['-1146', unknown('execution status unknown')],
  ['-1147', unknown('execution status unknown')],
  ['-1024', unknown('duplicate request: an earlier one may have been taken (A3)')],
  ['-1141', unknown('client order id seen before (A3)')],
  ['-4013', unknown('withdrawal submitted more than once (A3)')],
  ['-1161', unknown('balance transfer failed: to be verified')],
  ['-1164', unknown('withdrawal failed: to be verified')],
  ['-1211', unknown('withdrawal in progress')],
  ['-2040', unknown('a request is being processed')],
  ['-4011', unknown('system error')],
]);

/** An undocumented code says nothing certain, so it is unknown. */
export function classifyErrorCode(code: string): ErrorCodeClass {
  return codes.get(code) ?? unknown('not documented');
}

/** Some successes carry a code too (exchange-api.md section 4). */
export function isSuccessCode(code: string): boolean {
  return code === '0' || code === '200' || code === '0000';
}

/** For tests and documentation: every code in the table. */
export function documentedCodes(): string[] {
  return [...codes.keys()];
}
