// Preloaded into a process whose clock is to be ahead: PARLEY_TEST_LATER_MS says by how much.
const now = Date.now.bind(Date)
const ahead = Number(process.env.PARLEY_TEST_LATER_MS ?? 0)
Date.now = () => now() + ahead
