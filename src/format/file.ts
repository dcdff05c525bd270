import { documentWords as say } from '../text/document.ts';

/** A number of bytes to two figures: in thousands and millions, as systems show files. */
export function formatSize(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 999_500 ? 1 : 2;
  const amount = bytes / 1000 ** step;
  return say.size(step > 0 && amount < 9.95 ? amount.toFixed(1) : String(Math.round(amount)), say.units[step]!);
}

/** The name by which people know a media type; without one, the type itself. */
export function formatType(type: string): string {
  const [bare = ''] = type.toLowerCase().split(';');
  return say.formats[bare.trim()] ?? type;
}
