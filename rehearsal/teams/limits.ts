interface Window {
  readonly seconds: number;
  readonly sends: number;
}

/** What a bot may send into one conversation: the published limits. */
const sendWindows: readonly Window[] = [
  { seconds: 1, sends: 7 },
  { seconds: 2, sends: 8 },
  { seconds: 30, sends: 60 },
  { seconds: 3600, sends: 1800 },
];

export interface SendLimits {
  /** Seconds until it may be tried again; 0: it may be sent, and counts. */
  take(conversation: string): number;
}

export const noLimits: SendLimits = { take: () => 0 };

export const teamsLimits = (now: () => number): SendLimits => {
  const sent = new Map<string, number[]>();
  return {
    take(conversation) {
      const times = (sent.get(conversation) ?? []).filter((time) => time > now() - 3_600_000);
      const full = sendWindows.find(({ seconds, sends }) => {
        const inside = times.filter((time) => time > now() - seconds * 1000);
        return inside.length >= sends;
      });
      if (!full) times.push(now());
      sent.set(conversation, times);
      return full ? full.seconds : 0;
    },
  };
};
