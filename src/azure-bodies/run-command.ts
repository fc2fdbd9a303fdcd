const commandIds = { linux: 'RunShellScript', windows: 'RunPowerShellScript' } as const;

export const commandIdOf = (os: keyof typeof commandIds): string => commandIds[os];

export const runCommandBody = (os: keyof typeof commandIds, script: readonly string[]) => ({
  commandId: commandIds[os],
  script: [...script],
});
