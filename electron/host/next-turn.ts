/** Long work gives everything else that waits a turn, keystrokes first. */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
