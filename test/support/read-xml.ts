/** An element of an XML document. It has elements or text, never both. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

const nameForm = '[A-Za-z_][A-Za-z0-9_.-]*';
const declaration = /^<\?xml version="1\.0" encoding="UTF-8"\?>\n/;
const tokens = new RegExp(
  `<!--((?:(?!--)[^])*)-->|<(${nameForm})((?: ${nameForm}(?::${nameForm})?="[^"<&]*")*)>|</(${nameForm})>|([^<>]+)`,
  'gy',
);
/** What XML 1.0 has no place for, even escaped. */
const notAllowed = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;

interface Open {
  readonly name: string;
  readonly attributes: Record<string, string>;
  readonly children: XmlElement[];
  text: string;
}

/** Reads the part of XML that we write, and throws for anything else: no entity of its own, no CDATA, no DTD. */
export function readXml(document: string): XmlElement {
  const body = document.replace(declaration, '');
  if (body === document) throw new Error('no XML declaration');
  if (notAllowed.test(body)) throw new Error('a character that XML does not know');
  const root: Open = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  let end = 0;
  for (const [whole, , start, attributes = '', close, text] of body.matchAll(tokens)) {
    end += whole.length;
    const here = open.at(-1) ?? root;
    if (start !== undefined) open.push({ name: start, attributes: attributesOf(attributes), children: [], text: '' });
    else if (text !== undefined) here.text += decode(text);
    else if (close !== undefined) closeElement(open, close);
  }
  const [only, ...others] = root.children;
  if (end !== body.length || open.length !== 1 || only === undefined || others.length > 0 || root.text.trim() !== '') {
    throw new Error(`no well-formed XML at character ${end}`);
  }
  return only;
}

function closeElement(open: Open[], name: string): void {
  const done = open.pop();
  if (done?.name !== name) throw new Error(`</${name}> closes <${done?.name}>`);
  if (done.children.length > 0 && done.text.trim() !== '') throw new Error(`<${name}> has text beside elements`);
  open.at(-1)?.children.push(done);
}

function attributesOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/ ([^=]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#13': '\r' };

function decode(text: string): string {
  return text.replaceAll(/&([^;]*);?/g, (whole, name: string) => {
    const character = entities[name];
    if (character === undefined || !whole.endsWith(';')) throw new Error(`${whole} is no entity`);
    return character;
  });
}
