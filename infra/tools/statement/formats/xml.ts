/** What XML 1.0 takes, whatever the schema. Anything else cannot even be escaped. */
const notAllowed = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text that stands in an element or an attribute. A character that XML does not know is shown as U+FFFD. */
export function xmlText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(notAllowed, '\u{FFFD}')
    .replaceAll(/[&<>"]/g, (each) => escapes[each] ?? each)
    .replaceAll('\r', '&#13;');
}

/** An element around what is XML already. */
export function element(name: string, ...content: readonly string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

/** An element with text. `max`: of how many characters; what is longer is cut. */
export function textElement(name: string, text: string, max = Number.POSITIVE_INFINITY): string {
  const characters = [...text];
  return element(name, xmlText(characters.length > max ? characters.slice(0, max).join('') : text));
}

/** A line for people who look into the file. Programs pass over it. */
export function comment(text: string): string {
  return `<!-- ${xmlText(text).replaceAll(/-(?=-)/g, '- ')} -->`;
}
