/** Times that decide are the store's and this process' own: so far may they differ. */
const mostApartMs = 30_000;

/** What is wrong with a clock that is so far ahead of the store's; undefined: nothing. */
export const clocksApart = (aheadMs: number): string | undefined => {
  if (Math.abs(aheadMs) <= mostApartMs) return undefined;
  const seconds = Math.round(Math.abs(aheadMs) / 1000);
  return `This machine's clock is ${seconds} s ${aheadMs > 0 ? 'ahead of' : 'behind'} Redis'.`;
};
