/** What Azure Backup writes where a time is not known yet; without a zone. */
export const NO_TIME = '0001-01-01T00:00:00';

export const SECOND = 1000;
export const HOUR = 3600 * SECOND;
export const DAY = 24 * HOUR;

/** So long ago may a job lie that is still listed. */
export const JOBS_KEPT = 90 * DAY;

export function azureTime(at: number): string {
  return new Date(at).toISOString();
}

/** As .NET writes a duration: `PT41M14.823S`. */
export function isoDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const rest = Number((seconds % 60).toFixed(3));
  const text = `${hours > 0 ? `${hours}H` : ''}${minutes > 0 ? `${minutes}M` : ''}${rest > 0 ? `${rest}S` : ''}`;
  return `PT${text || '0S'}`;
}

/** As the property bags of jobs write it: `4/28/2024 6:41:00 AM`. */
export function americanTime(at: number): string {
  const time = new Date(at);
  const [hours, minutes, seconds] = [time.getUTCHours(), time.getUTCMinutes(), time.getUTCSeconds()];
  const clock = `${hours % 12 || 12}:${two(minutes)}:${two(seconds)} ${hours < 12 ? 'AM' : 'PM'}`;
  return `${time.getUTCMonth() + 1}/${time.getUTCDate()}/${time.getUTCFullYear()} ${clock}`;
}

/** How long soft-deleted data stays: `13.23:59:42`. */
export function remainingDays(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const clock = [Math.floor((seconds % 86_400) / 3600), Math.floor((seconds % 3600) / 60), seconds % 60];
  return `${Math.floor(seconds / 86_400)}.${clock.map(two).join(':')}`;
}

/** Reads the time of a filter, `2016-01-01 12:30:00 AM` or ISO; undefined where it is neither. */
export function parseFilterTime(text: string): number | undefined {
  const match = /^(\d{4})-(\d{2})-(\d{2}) (\d{1,2}):(\d{2}):(\d{2}) (AM|PM)$/i.exec(text.trim());
  if (match === null) {
    const at = Date.parse(text);
    return Number.isNaN(at) ? undefined : at;
  }
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1, 7).map(Number);
  const half = match[7]?.toUpperCase() === 'PM' ? 12 : 0;
  return Date.UTC(year, month - 1, day, (hour % 12) + half, minute, second);
}

/** `20240514-093256`, as restored disks carry it in their names. */
export function compactTime(at: number): string {
  return azureTime(at).slice(0, 19).replaceAll(/[-:]/g, '').replace('T', '-');
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
