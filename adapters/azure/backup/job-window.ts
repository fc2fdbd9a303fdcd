/** How far back a shared list of jobs reaches. */
interface JobWindows {
  /** The beginning of the list that has all jobs since then: the same for many who ask. */
  from(list: string, since: Date): Date;
}

const hour = 3_600_000;
const day = 24 * hour;
/** Whoever looks far back asks again soon: until then all share the longer list. */
const staysWide = 10 * 60_000;

export const createJobWindows = (now: () => Date): JobWindows => {
  const wide = new Map<string, { readonly from: number; readonly until: number }>();
  return {
    from(list, since) {
      const at = now().getTime();
      const usual = wholeHour(at - day);
      const known = wide.get(list);
      const widest = known !== undefined && known.until > at ? known.from : usual;
      const from = Math.min(wholeHour(since.getTime()), widest, usual);
      if (from < usual && from === wholeHour(since.getTime())) wide.set(list, { from, until: at + staysWide });
      return new Date(from);
    },
  };
};

const wholeHour = (at: number): number => Math.floor(at / hour) * hour;

/** The jobs since then, those that have not ended included. */
export const jobFilter = (from: Date, now: Date): string => {
  const until = new Date(now.getTime() + day);
  return `backupManagementType eq 'AzureIaasVM' and startTime eq '${american(from)}' and endTime eq '${american(until)}'`;
};

/** `2026-11-21 01:05:00 PM`, the only way in which Azure Backup takes times in filters. */
const american = (at: Date): string => {
  const [date = '', time = ''] = at.toISOString().slice(0, 19).split('T');
  const hours = at.getUTCHours();
  const twelve = String(hours % 12 || 12).padStart(2, '0');
  return `${date} ${twelve}${time.slice(2)} ${hours < 12 ? 'AM' : 'PM'}`;
};
