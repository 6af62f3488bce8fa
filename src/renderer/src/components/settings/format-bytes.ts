// Owns how a number of bytes is written: in the largest unit that leaves something before the point.

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
const bytesPerUnit = 1024

export function formatBytes(bytes: number, locale: string): string {
  const step = bytes < bytesPerUnit ? 0 : Math.floor(Math.log(bytes) / Math.log(bytesPerUnit))
  const index = Math.min(step, units.length - 1)
  const words = new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[index] ?? 'byte',
    unitDisplay: index === 0 ? 'long' : 'short',
    maximumFractionDigits: index === 0 ? 0 : 1,
  }).format(bytes / bytesPerUnit ** index)
  // As everywhere between a digit and a Chinese word.
  return words.replace(/(\d)(?=\p{Script=Han})/u, '$1 ')
}
