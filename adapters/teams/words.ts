/** What only this platform has to say. All else is said by the views. */
export const words = {
  sure: 'Yes, I am sure',
  tickToGoOn: 'Tick it to go on',
  needed: (label: string) => `${label} is needed`,
  goOn: 'Go on',
  back: 'Back',
  nextPage: 'Next page',
  cutHere: 'This is the beginning; the rest does not fit on a card.',
  wrotePrivately: (name: string) => `${name}, I wrote to you in our own chat.`,
  cannotWritePrivately: (name: string) =>
    `${name}, this is for you alone, and I cannot write to you: add me to your chats in Teams, and ask again.`,
  whoIsHere: 'I could not find out who is in this conversation, so I did nothing. Try again in a minute.',
  stillWorking: 'This takes longer. The answer comes to our own chat.',
  answeredAlready: 'This was answered already.',
  shared: 'Shown to everybody here.',
  notOurs: 'I do not know this button any more.',
} as const;
