import { isObject, type JsonObject } from '../../json.ts';

/**
 * Each list and map has this much of its own, and this much for each element (DynamoDB guide, "Item sizes and
 * formats").
 */
const containerBytes = 3;
const elementBytes = 1;

/** Bytes of an item in DynamoDB's own form: its names and its values. */
export function itemSize(item: JsonObject): number {
  return Object.entries(item).reduce((size, [name, value]) => size + bytes(name) + valueSize(value), 0);
}

/** Bytes of one value, such as `{"S": "text"}`. */
export function valueSize(value: unknown): number {
  const [[type, held] = []] = isObject(value) ? Object.entries(value) : [];
  switch (type) {
    case 'S':
      return bytes(String(held));
    case 'N':
      // Two digits a byte, and one more.
      return Math.ceil(String(held).replace(/[-.]/g, '').length / 2) + 1;
    case 'L':
      return Array.isArray(held)
        ? held.reduce((size: number, each: unknown) => size + valueSize(each) + elementBytes, containerBytes)
        : 0;
    case 'M':
      return isObject(held) ? itemSize(held) + containerBytes + elementBytes * Object.keys(held).length : 0;
    default:
      return 1;
  }
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}
