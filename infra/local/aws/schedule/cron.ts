import { type Location, UnsupportedTemplateError } from '../errors.ts';

interface Field {
  readonly name: string;
  readonly highest: number;
  readonly extra?: RegExp;
}

const fields: readonly Field[] = [
  { name: 'minutes', highest: 59 },
  { name: 'hours', highest: 23 },
  { name: 'day of month', highest: 31, extra: /^(L|(\d{1,2}|L)W)$/ },
  { name: 'month', highest: 12 },
  { name: 'day of week', highest: 7, extra: /^([1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)(L|#[1-5])$/ },
  { name: 'year', highest: 2199 },
];

const plain = /^(\*|[0-9]+|[A-Z]{3})(-([0-9]+|[A-Z]{3}))?(\/[1-9]\d*)?$/;

/**
 * AWS's cron (minutes, hours, day of month, month, day of week, year; Sunday is 1; one of the two days is `?`) as
 * croner's seven fields. Throws an UnsupportedTemplateError for what does not map.
 */
export function awsCron(body: string, at: Location): string {
  const parts = body.trim().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek] = parts;
  if (parts.length !== fields.length) {
    throw new UnsupportedTemplateError(
      at,
      `cron(${body}) has ${parts.length} fields; expected 6, the last being the year`,
    );
  }
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) {
    throw new UnsupportedTemplateError(at, `cron(${body}): exactly one of day of month and day of week must be ?`);
  }
  const mapped = fields.map((field, index) => mapField(parts[index] ?? '', field, at));
  return ['0', ...mapped].join(' ');
}

function mapField(text: string, field: Field, at: Location): string {
  if (text === '?' && field.name.startsWith('day')) return '*';
  return text
    .split(',')
    .map((part) => mapPart(part, field, at))
    .join(',');
}

function mapPart(part: string, field: Field, at: Location): string {
  if (field.extra?.test(part)) return part;
  if (!plain.test(part))
    throw new UnsupportedTemplateError(at, `the ${field.name} ${part} of the cron expression is not understood`);
  // `5/15` counts from 5 to the end of the field; croner wants the end written out.
  const [, start, step] = /^(\d+)\/(\d+)$/.exec(part) ?? [];
  return start === undefined ? part : `${start}-${field.highest}/${step}`;
}
