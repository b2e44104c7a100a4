/** Drawn large on the first page. It stands for no words: chosen for its figure. */
export const MARK = '0500801000010200'.padEnd(64, '0')
