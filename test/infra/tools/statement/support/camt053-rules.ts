import type { XmlElement } from '../../../../support/read-xml.ts';

/*
 * The rules of camt.053.001.08 for the elements that we write, in our own words: which elements may stand in which, in
 * which order and how often, and what their texts may be. An element that is not here is refused, although the message
 * may know it.
 */

type Rule = { readonly parts: readonly Part[] } | { readonly text: (text: string, element: XmlElement) => boolean };

interface Part {
  readonly name: string;
  readonly least: 0 | 1;
  readonly most: number;
  readonly rule: Rule;
}

const one = (name: string, rule: Rule): Part => ({ name, least: 1, most: 1, rule });
const maybe = (name: string, rule: Rule): Part => ({ name, least: 0, most: 1, rule });
const some = (name: string, rule: Rule, least: 0 | 1 = 0): Part => ({
  name,
  least,
  most: Number.POSITIVE_INFINITY,
  rule,
});
const group = (...parts: readonly Part[]): Rule => ({ parts });

const matching = (pattern: RegExp): Rule => ({ text: (text) => pattern.test(text) });
const textOf = (most: number): Rule => ({ text: (text) => text !== '' && [...text].length <= most });
const code = (...codes: readonly string[]): Rule => ({ text: (text) => codes.includes(text) });

const dateTime = matching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/);
const date = matching(/^\d{4}-\d\d-\d\d$/);
const currency = /^[A-Z]{3}$/;

/** At most 18 digits, 5 of them after the point, none below zero; the currency beside it. */
const money: Rule = {
  text: (text, { attributes }) => {
    const [, whole = '', decimals = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
    const digits = whole.replace(/^0+/, '').length + decimals.length;
    const named = Object.keys(attributes).join() === 'Ccy' && currency.test(attributes.Ccy ?? '');
    return whole !== '' && digits <= 18 && decimals.length <= 5 && named;
  },
};

const direction = code('CRDT', 'DBIT');
const period = group(one('FrDtTm', dateTime), one('ToDtTm', dateTime));
const account = group(
  one('Id', group(one('Othr', group(one('Id', textOf(34)))))),
  maybe('Ccy', matching(currency)),
  maybe('Nm', textOf(70)),
);
const balance = group(
  one('Tp', group(one('CdOrPrtry', group(one('Cd', code('OPBD', 'CLBD')))))),
  one('Amt', money),
  one('CdtDbtInd', direction),
  one('Dt', group(one('Dt', date))),
);
const transaction = group(
  maybe('Refs', group(maybe('InstrId', textOf(35)), maybe('EndToEndId', textOf(35)))),
  maybe('Amt', money),
  maybe('CdtDbtInd', direction),
  maybe('RmtInf', group(some('Ustrd', textOf(140)))),
  maybe('RltdDts', group(maybe('TxDtTm', dateTime))),
);
const entry = group(
  maybe('NtryRef', textOf(35)),
  one('Amt', money),
  one('CdtDbtInd', direction),
  one('Sts', group(one('Cd', code('BOOK')))),
  maybe('BookgDt', group(one('Dt', date))),
  maybe('ValDt', group(one('Dt', date))),
  maybe('AcctSvcrRef', textOf(35)),
  one('BkTxCd', group(one('Prtry', group(one('Cd', textOf(35)), maybe('Issr', textOf(35)))))),
  some('NtryDtls', group(some('TxDtls', transaction))),
  maybe('AddtlNtryInf', textOf(500)),
);
const statement = group(
  one('Id', textOf(35)),
  maybe('CreDtTm', dateTime),
  maybe('FrToDt', period),
  one('Acct', account),
  some('Bal', balance, 1),
  some('Ntry', entry),
  maybe('AddtlStmtInf', textOf(500)),
);
const message = group(
  one('GrpHdr', group(one('MsgId', textOf(35)), one('CreDtTm', dateTime))),
  some('Stmt', statement, 1),
);
const namespace = 'urn:iso:std:iso:20022:tech:xsd:camt.053.001.08';

/** Each place that breaks a rule, as a path. */
export function flawsOf(document: XmlElement): string[] {
  const isOurs = document.name === 'Document' && document.attributes.xmlns === namespace;
  return [...(isOurs ? [] : ['Document']), ...flawsIn(document, group(one('BkToCstmrStmt', message)), 'Document')];
}

function flawsIn(element: XmlElement, rule: Rule, path: string): string[] {
  if ('text' in rule) {
    return element.children.length === 0 && rule.text(element.text, element) ? [] : [`${path}: ${element.text}`];
  }
  const names = element.children.map(({ name }) => name);
  // In a sequence what comes later in the rule comes later in the file.
  const places = names.map((name) => rule.parts.findIndex((part) => part.name === name));
  const isOrdered = places.every((place, at) => place >= 0 && place >= (places[at - 1] ?? 0));
  const counts = rule.parts.filter(({ name, least, most }) => {
    const count = names.filter((each) => each === name).length;
    return count < least || count > most;
  });
  const below = element.children.flatMap((child, at) => {
    const part = rule.parts[places[at] ?? -1];
    return part === undefined ? [] : flawsIn(child, part.rule, `${path}/${child.name}`);
  });
  return [
    ...(isOrdered ? [] : [`${path}: ${names.join(' ')}`]),
    ...counts.map(({ name }) => `${path}/${name}`),
    ...below,
  ];
}
