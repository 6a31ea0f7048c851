import { describe, expect, test } from '@jest/globals';
import { barLength } from '../../../../../console/pages/books/charts/bar-length.ts';
import { extremesOf } from '../../../../../console/pages/books/charts/extremes.ts';
import { linesThrough, polyline } from '../../../../../console/pages/books/charts/line-path.ts';
import { percentText } from '../../../../../console/pages/books/charts/percent.ts';

const size = { width: 300, height: 100 };
const pointsOf = (...values: (string | undefined)[]) => values.map((value, index) => ({ name: `day ${index}`, value }));

describe('the line of a chart', () => {
  test('begins at zero and reaches the largest value', () => {
    const lines = linesThrough(pointsOf('0', '50', '100', '25'), '100', size);
    expect(lines.map(polyline)).toEqual(['0,100 100,50 200,0 300,75']);
  });

  test('has a gap where a day is not known', () => {
    const lines = linesThrough(pointsOf('100', undefined, '50', '50'), '100', size);
    expect(lines.map(polyline)).toEqual(['0,0', '200,50 300,50']);
  });

  test('lies on the ground where everything is zero, and a single value is a point', () => {
    expect(linesThrough(pointsOf('0', '0'), '0', size).map(polyline)).toEqual(['0,100 300,100']);
    expect(linesThrough(pointsOf('7'), '7', size).map(polyline)).toEqual(['0,0']);
    expect(linesThrough(pointsOf(undefined), '0', size)).toEqual([]);
  });
});

describe('the words of a chart', () => {
  test('tell amounts apart that a number does not', () => {
    const points = pointsOf('10000000000.000000000000000001', '10000000000.000000000000000002', undefined);
    expect(extremesOf(points)).toEqual({
      first: points[0],
      last: points[1],
      lowest: points[0],
      highest: points[1],
      unknown: 1,
    });
  });

  test('say nothing of what is not known', () => {
    expect(extremesOf(pointsOf(undefined, undefined))).toBeUndefined();
  });
});

describe('a bar', () => {
  test.each([
    ['0', '100', 0],
    ['12.5', '100', 37.5],
    ['100', '100', 300],
    ['250', '100', 300],
  ])('of %s in %s', (part, whole, length) => {
    expect(barLength(part, whole, 300)).toBe(length);
  });

  test.each([
    ['12500.75', '50000', '25'],
    ['199900', '200000', '99.9'],
    ['1', '3', '33.3'],
    ['6499.25', '6000', '108.3'],
  ])('says of %s in %s: %s percent', (part, whole, text) => {
    expect(percentText(part, whole)).toBe(text);
  });
});
